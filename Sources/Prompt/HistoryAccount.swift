internal import Execution
internal import FeltAPI
internal import Platform

/// Whose lines a history holds: those for one server and one owner of a token.
struct HistoryAccount: Hashable {
  /// The API's base URL; `sandbox` for the embedded one.
  let server: String
  /// The user's id; nil as long as nobody has asked whose token it is, and without one.
  let owner: String?

  init(_ session: Session) {
    server = session.options.isSandbox ? "sandbox" : session.builder.baseURL.description
    owner = session.options.isSandbox ? nil : session.owner.flatMap { $0.id.isEmpty ? nil : $0.id }
  }

  /// The name of its file, which tells neither server nor owner to whoever does not know the salt.
  func fileName(salt: [UInt8]) -> String {
    "history-" + SHA256.digits(salt + Array(server.utf8) + [0x0A] + Array((owner ?? "").utf8), byteCount: 16)
  }
}
