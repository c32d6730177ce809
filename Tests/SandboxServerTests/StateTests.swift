import FeltAPI
import JSONText
import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite("The state file")
struct StateTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("state.json")
  }

  @Test("What the sandbox holds is there after a restart: things, files, forms and tokens")
  func restart() throws {
    let first = try TestServer(stateFile: StateFile(path))
    let client = try first.connect()
    try client.send(first.request("POST", "/maps", body: #"{"title":"Kept"}"#))
    let map = try id(in: try client.response())
    try client.send(first.request("POST", "/maps/\(map)/upload", body: #"{"name":"Roads"}"#))
    let upload = try client.response().text
    let projects = first.request("GET", "/projects")
    try client.send(projects)
    let before = try client.response().text
    try first.server.stop()
    #expect(folder.names == ["state.json"])

    let second = try TestServer(
      SandboxConfiguration(seed: 2, workTime: 0), stateFile: StateFile(path), state: try StateFile(path).load())
    #expect(second.service.token.secret == first.service.token.secret)
    #expect(second.service.secondToken.secret == first.service.secondToken.secret)
    let again = try second.connect()
    try again.send(second.request("GET", "/maps/\(map)"))
    let shown = try again.response().text
    #expect(shown.contains(#""title":"Kept""#) && shown.contains(#""status":"uploading""#))
    try again.send(second.request("GET", "/projects"))
    let ports = [first.server.port, second.server.port].map(String.init)
    #expect(try again.response().text.replacing(ports[1], with: ports[0]) == before)
    #expect(upload.contains("x-amz-signature"))
    try again.send(second.request("POST", "/maps", body: #"{"title":"New"}"#))
    #expect(try id(in: try again.response()) != map)
  }

  @Test("A state that is none is refused by name, and left as it is", arguments: ["", "{", "[]", "{\"a\":1}", "\u{0}"])
  func corrupted(text: String) throws {
    try folder.write(text, to: "state.json")
    do {
      _ = try StateFile(path).load()
      Issue.record("it was taken")
    } catch {
      #expect("\(error)".contains(path), "\(error)")
    }
    #expect(folder.text(of: "state.json") == text)
  }

  @Test("A state cut off anywhere is refused, and a file that isn't there is a new sandbox")
  func cutOff() throws {
    #expect(try StateFile(path).load() == nil)
    let service = SandboxService(configuration: SandboxConfiguration(seed: 1, isEmpty: true))
    let whole = service.state.serialized()
    for count in stride(from: 0, to: whole.count - 1, by: max(1, whole.count / 50)) {
      #expect(throws: SandboxState.Problem.self) { try SandboxState(parsing: Array(whole.prefix(count))) }
    }
    #expect(try SandboxState(parsing: whole).serialized() == whole)
  }

  @Test("A second server on the same state is refused until the first has stopped")
  func locked() throws {
    let first = try TestServer(stateFile: StateFile(path))
    do {
      _ = try StateFile(path).load()
      Issue.record("the state was loaded twice")
    } catch {
      #expect("\(error)" == "\(path): another sandbox uses this state")
    }
    #expect(throws: StateFileError.self) { try TestServer(stateFile: StateFile(path)) }
    try first.server.stop()
    let second = try TestServer(stateFile: StateFile(path), state: try StateFile(path).load())
    try second.server.stop()
    #expect(folder.names == ["state.json"])
  }

  @Test("A state that can't be saved when the server stops is an error that names the file")
  func unsaved() throws {
    let blocked = try folder.write("", to: "file") + "/state.json"
    #expect(throws: StateFileError.self) { try TestServer(stateFile: StateFile(blocked)) }
    // A folder can't be replaced by a file.
    let server = try TestServer(stateFile: StateFile(folder.path))
    do {
      try server.server.stop()
      Issue.record("it was saved")
    } catch {
      #expect("\(error)".hasPrefix(folder.path + ": the sandbox's state can't be saved: "))
    }
  }

  private func id(in response: RawClientResponse) throws -> String {
    guard case .object(let object) = try JSONValue(parsing: response.body), case .string(let id)? = object["id"] else {
      throw ProgramFailure("there is no id in \(response.text)")
    }
    return id
  }
}
