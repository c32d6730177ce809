import CommandLanguage
import FeltAPI
import HTTPTypes
import LineEditing
import Shell
import Terminal

/// Answers requests from a list and keeps what it was asked.
final class ScriptedTransport: Transport {
  struct Answer {
    var status = 200
    var body = "{}"
    var headers: HTTPFields = [.contentType: "application/json"]
    var error: TransportError?
  }

  var answers: [Answer]
  private(set) var requests: [Request] = []

  init(_ answers: [Answer]) {
    self.answers = answers
  }

  func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    requests.append(request)
    let answer = answers.isEmpty ? Answer() : answers.removeFirst()
    if let error = answer.error { throw error }
    let head = Response.Head(status: answer.status, headers: answer.headers)
    try receive(.head(head))
    if !answer.body.isEmpty { try receive(.body(Array(answer.body.utf8))) }
    return Response(head: head)
  }

  /// The body of the last request as text.
  var lastBody: String? {
    guard case .bytes(let bytes)? = requests.last?.body else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A shell with nothing around it: no terminal, no network.
final class ShellHarness {
  let transport: ScriptedTransport
  let screen: MemoryScreen
  let interpreter: Interpreter
  let token: String

  init(
    _ answers: [ScriptedTransport.Answer] = [], typed: [String]? = nil,
    token: String? = "felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8", output: ScreenTraits = ScreenTraits(),
    variables: [String: String] = [:], configure: (inout SessionOptions) -> Void = { _ in }
  ) throws {
    transport = ScriptedTransport(answers)
    screen = MemoryScreen(output: output)
    self.token = token ?? ""
    var options = SessionOptions()
    options.isInteractive = typed != nil
    configure(&options)
    interpreter = Interpreter(
      transport: transport, screen: screen, editor: LinesEditor(typed ?? [], isInteractive: typed != nil),
      tokens: try TokenSources(file: nil, environment: token.map { ["FELT_API_TOKEN": $0] } ?? [:]), options: options,
      variables: variables)
  }

  /// Runs a text as `-c` does.
  @discardableResult
  func run(_ text: String, name: String? = nil, goesOn: Bool = false) -> ScriptRunner.Summary {
    ScriptRunner(interpreter, goesOn: goesOn).run(text, name: name)
  }
}
