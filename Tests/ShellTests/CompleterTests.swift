import LineEditing
import Sandbox
import Shell
import Terminal
import Testing

@Suite struct CompleterTests {
  private let shell: Interpreter

  init() throws {
    let service = SandboxService()
    var options = SessionOptions()
    options.isSandbox = true
    options.isInteractive = true
    shell = Interpreter(
      transport: SandboxTransport(service), screen: MemoryScreen(), editor: LinesEditor([]),
      tokens: try TokenSources(file: nil, environment: [:], fixed: service.token), options: options)
    _ = ScriptRunner(shell).run(
      "ls\ncd 'River survey'\nls\ncd 'Flood zones'\nls\ncd /\nset city=Oslo")
  }

  /// What the line can be completed to at its end.
  private func complete(_ line: String) -> [String] {
    let list = Completer(shell).complete(line, line.utf8.count)
    return list.candidates.map {
      String(decoding: Array(line.utf8)[..<list.range.lowerBound], as: UTF8.self) + $0.replacement
    }
  }

  @Test(
    "Commands, operations, paths, fields, values, options, variables and topics are completed",
    arguments: [
      ("who", "whoami"), ("create_m", "create_map"), ("m = po", "m = post"), ("get /pro", "get /projects"),
      ("post /maps ti", "post /maps title="),
      ("create_map public_access=view_o", "create_map public_access=view_only"),
      ("get /library so", "get /library source=="),
      ("get /library source==fe", "get /library source==felt"), ("get /user --sel", "get /user --select"),
      ("get /maps/$ci", "get /maps/$city"),
      ("help create_proj", "help create_project"), ("export py", "export python"),
      ("update_map $city ti", "update_map $city title="),
      ("post /maps/$city/update ti", "post /maps/$city/update title="), ("post /maps/abc/up", "post /maps/abc/update"),
    ])
  func completions(line: String, completed: String) {
    #expect(complete(line).contains(completed), "\(complete(line))")
  }

  @Test("Ids are completed by title, and titles where one goes to")
  func titles() {
    let byTitle = Completer(shell).complete("get /maps/flood", 15)
    #expect(byTitle.candidates.map(\.label) == ["Flood zones"])
    #expect(byTitle.candidates.allSatisfy { $0.replacement.hasPrefix("/maps/") && $0.replacement.utf8.count > 20 })
    #expect(complete("cd riv") == ["cd \"River survey\""])
    #expect(complete("show_map gau").count == 1)
    #expect(complete("show_project riv").count == 1)
  }

  @Test("Nothing typed at random ends in a crash")
  func random() {
    let pieces = [
      "get", " ", "/", "$", "$city.", "maps", "=", "==", "'", "\"", "é", "[", "--", "help ", "create_map ", "\n", "{",
    ]
    var state: UInt64 = 5
    for _ in 0..<2000 {
      var line = ""
      for _ in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        line += pieces[Int((state >> 33) % UInt64(pieces.count))]
      }
      let list = Completer(shell).complete(line, line.utf8.count)
      #expect(list.range.upperBound <= line.utf8.count)
    }
  }
}
