public import HTTPTypes

/// Something about a call that the API would refuse, found before it is sent.
public struct RequestProblem: Sendable, Hashable {
  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// No operation has this path.
    case unknownPath
    /// There are such things, but no operation lists all of them.
    case noListing(of: String)
    /// Operations have this path, with these methods.
    case methodNotAllowed(allowed: [HTTPRequest.Method])
    /// The operation's body has no such field, but these.
    case unknownField(known: [String])
    /// Fields of an object for a body that is a list of such objects.
    case bodyIsList
    /// A value of another type, in words.
    case wrongType(expected: String, found: String)
    /// A value that is none of those allowed.
    case valueNotAllowed(String, allowed: [String])
    /// A field without which the body is refused; the values it can have, where there is a list.
    case missingField(allowed: [String])
    /// None of several sets of fields is there; each by what it needs.
    case noAlternative([[String]])
    /// More elements than a list may have.
    case tooManyElements(Int, atMost: Int)
    /// The operation takes no body.
    case bodyNotTaken
    /// The operation has no such query parameter, but these.
    case unknownQuery(known: [String])
    /// A query parameter without which the call is refused.
    case missingQuery
    /// A token where it would be sent, shown or kept.
    case token
  }

  /// What is wrong.
  public let kind: Kind
  /// The part of the call to show it at.
  public let item: CallItem
  /// The field, parameter, path or method as it is typed, such as `connection[host]`.
  public let name: String
  /// For a field, where it is in the JSON body, as RFC 6901 writes it.
  public let pointer: String?
  /// What was probably meant, as it is typed.
  public let suggestion: String?

  init(_ kind: Kind, _ item: CallItem, _ name: String, pointer: String? = nil, suggestion: String? = nil) {
    self.kind = kind
    self.item = item
    self.name = name
    self.pointer = pointer
    self.suggestion = suggestion
  }
}

extension RequestProblem: CustomStringConvertible {
  /// What is wrong, in one line, without the ``suggestion``.
  public var description: String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    let name = isPlain ? name : name.debugDescription
    return switch kind {
    case .unknownPath: "there is nothing at \(name)"
    case .noListing(let things): "no operation lists all \(things)"
    case .bodyIsList: "the body of this operation is a list, and \(name) is a field of its elements"
    case .methodNotAllowed(let allowed):
      "\(name) is not a method of this path: it has \(Self.list(allowed.map(\.rawValue), "and"))"
    case .unknownField(let known):
      "there is no field \(name)" + (known.isEmpty ? "" : ": there are \(Self.list(known, "and"))")
    case .wrongType(let expected, let found): "\(name) has to be \(expected), and this is \(found)"
    case .valueNotAllowed(let value, let allowed):
      "\(name) cannot be \(value.debugDescription): it is \(Self.list(allowed, "or"))"
    case .missingField(let allowed):
      "\(name) is missing" + (allowed.isEmpty ? "" : ": it is \(Self.list(allowed, "or"))")
    case .noAlternative(let sets):
      "\(name.isEmpty ? "the body" : name) needs \(Self.list(sets.map { Self.list($0, "and") }, "or"))"
    case .tooManyElements(let count, let limit): "\(name) has \(count) elements, and at most \(limit) are taken"
    case .bodyNotTaken: "this operation takes no body"
    case .unknownQuery(let known):
      "there is no query parameter \(name)" + (known.isEmpty ? "" : ": there is \(Self.list(known, "and"))")
    case .missingQuery: "the query parameter \(name) is missing: add \(name)==…"
    case .token: "there is a token in \(name): it belongs to the session alone, see login"
    }
  }

  /// Words in a sentence; of many, the first.
  private static func list(_ words: [String], _ conjunction: String) -> String {
    let shown = words.count > 24 ? words.prefix(20) + ["others"] : words[...]
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "nothing" }
    return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
