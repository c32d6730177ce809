import CommandLanguage
import Execution
import FeltAPI
import Platform
import Presentation
import Prompt
import ShellHarness
import TestSupport
import Testing

@Suite struct RecordingTests {
  private let map = #"{"id":"AbCdEfGhIjKlMnOpQrStUv","title":"A"}"#

  /// What is in the file after `script` was recorded.
  private func recorded(_ script: String, _ answers: [ScriptedTransport.Reply]) throws -> String {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness(answers)
    shell.run("record '\(folder.path)/out.felt'\n" + script, continuesOnError: true)
    let text = try FileReader.text(of: folder.path + "/out.felt")
    return text.split(separator: "\n").dropFirst().joined(separator: "\n")
  }

  @Test("An id is written as the response that it came out of")
  func provenance() throws {
    let text = try recorded(
      "post /maps title=A\nget /maps/AbCdEfGhIjKlMnOpQrStUv\nshow_map $_",
      [.init(body: map), .init(body: map), .init(body: map)])
    #expect(text == "map = post /maps title=A\nmap2 = get /maps/$map.id\nshow_map $map2")
  }

  @Test("Help, typos and repeated reads are left out, and a failure is a comment")
  func leavesOut() throws {
    let text = try recorded(
      "get /user\nhelp\nget /user\nexpct status\nget /sources\nset city=Oslo",
      [.init(body: "{}"), .init(body: "{}"), .init(status: 500)])
    #expect(text == "get /user\n# get /sources  (answered 500)\nset city=Oslo")
  }

  @Test("A failure that was expected is a command")
  func expectedFailure() throws {
    let text = try recorded("get /user\nexpect status 404", [.init(status: 404)])
    #expect(text == "get /user\nexpect status 404")
  }

  @Test("A variable from before the recording is written as its value")
  func earlierVariables() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness([.init(body: map)], variables: ["city": "Oslo"])
    shell.run("map = post /maps title=A\nrecord '\(folder.path)/out.felt'\npost /maps/$map/update title=\"In $city\"")
    let text = try FileReader.text(of: folder.path + "/out.felt")
    #expect(text.hasSuffix("\npost /maps/\"AbCdEfGhIjKlMnOpQrStUv\"/update title=\"In \"\"Oslo\"\n"))
  }

  @Test("A secret is never written: a variable stands for it")
  func secrets() throws {
    let text = try recorded(
      "create_source name=db connection[type]=postgresql connection[host]=h connection[database]=d "
        + "connection[user]=u connection[password]=hunter2", [.init(status: 202, body: map)])
    #expect(!text.contains("hunter2"))
    #expect(text.contains("connection[password]=$connection_password"))
    #expect(text.contains("--var connection_password=…"))
  }

  @Test("A whole body with a secret in it is not written either")
  func secretBodies() throws {
    let body = #"{"name":"db","connection":{"type":"mssql","host":"h","database":"d","user":"u","password":"hunter2"}}"#
    let text = try recorded(
      "create_source \(body)\ncreate_source <<END\n\(body)\nEND", [.init(status: 202), .init(status: 202)])
    #expect(!text.contains("hunter2"))
    #expect(text.contains("create_source @"))
  }

  @Test("What was recorded can be run again")
  func replay() throws {
    let text = try recorded("m = post /maps title='It''s \"A\"'\nget /maps/$m", [.init(body: map), .init(body: map)])
    let shell = try ShellHarness([.init(body: map), .init(body: map)])
    #expect(shell.run(text).status == .success)
    #expect(shell.transport.requests.map(\.path) == ["/maps", "/maps/AbCdEfGhIjKlMnOpQrStUv"])
  }
}
