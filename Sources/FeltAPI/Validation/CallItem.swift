/// The part of a ``Call`` that a problem speaks of, so that it can be shown where it was typed.
public enum CallItem: Sendable, Hashable {
  /// The method.
  case method
  /// The path as a whole.
  case path
  /// The value of a parameter in the path, by its name.
  case pathParameter(String)
  /// A parameter of the query, counted from 0 in ``Call/query``.
  case query(Int)
  /// A header, counted from 0 in ``Call/headers``.
  case header(Int)
  /// A field of the body, counted from 0.
  case field(Int)
  /// The body as a whole.
  case body
  /// The session's token.
  case token
}
