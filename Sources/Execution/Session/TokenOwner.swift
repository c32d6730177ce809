internal import JSONText

/// Whose token it is, as the response of `show_current_user` says.
package struct TokenOwner: Hashable, Sendable {
  /// The user's id; empty when the response has none.
  package let id: String
  /// What to call them.
  package let name: String
  private let email: String?

  /// - Parameter body: the response's.
  package init(_ body: [UInt8]) {
    var user = JSONObject()
    if case .object(let object)? = try? JSONValue(parsing: body) { user = object }
    let texts = ["name", "email"].map { name in user.text(name).flatMap { $0.isEmpty ? nil : $0 } }
    id = user.text("id") ?? ""
    name = texts[0] ?? texts[1] ?? "an unnamed account"
    email = texts[0] == nil ? nil : texts[1]
  }
}

extension TokenOwner: CustomStringConvertible {
  /// `Ada Marsh <ada@example.com>`, or the part of it that is known.
  package var description: String { email.map { "\(name) <\($0)>" } ?? name }
}
