internal import FeltAPI
internal import JSONText

/// Whose token it is, as `show_current_user` answers.
struct TokenOwner: Hashable {
  /// The user's id; empty where the answer has none.
  let id: String
  /// What to call them.
  let name: String
  private let email: String?

  /// - Parameter body: the answer's.
  init(_ body: [UInt8]) {
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
  var description: String { email.map { "\(name) <\($0)>" } ?? name }
}

extension Interpreter {
  /// Takes in whose token it is, where an answer says so.
  func learnOwner(from exchange: Exchange) {
    guard exchange.request.operation?.name == "show_current_user", exchange.head.status == 200,
      exchange.request.authorization != nil, let body = try? exchange.bytes()
    else { return }
    session.owner = TokenOwner(body)
  }
}
