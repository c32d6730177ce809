import CommandLanguage
import Execution
import LineEditing
import Presentation
import Prompt
import Sandbox
import ShellHarness
import Terminal
import Testing

@Suite struct CompleterTests {
  private let shell: ShellHarness

  init() throws {
    shell = try ShellHarness(sandbox: SandboxService(), typed: [])
    _ = shell.type(
      "ls\ncd 'River survey'\nls\ncd 'Flood zones'\nls\ncd /\nset city=Oslo")
  }

  /// What the line can be completed to at its end.
  private func complete(_ line: String) -> [String] { shell.completions(of: line) }

  @Test(
    "Commands, operations, paths, fields, values, options, variables and topics are completed",
    arguments: [
      ("who", "whoami"), ("create_m", "create_map"), ("m = po", "m = post"), ("get /pro", "get /projects"),
      ("post /maps ti", "post /maps title="),
      ("create_map public_access=view_o", "create_map public_access=view_only"),
      ("get /library so", "get /library source=="),
      ("get /library source==fe", "get /library source==felt"), ("get /user --sel", "get /user --select"),
      ("get /maps/$ci", "get /maps/$city"),
      ("help create_proj", "help create_project"), ("export py", "export python"), ("export sc", "export script"),
      ("update_map $city ti", "update_map $city title="),
      ("post /maps/$city/update ti", "post /maps/$city/update title="), ("post /maps/abc/up", "post /maps/abc/update"),
    ])
  func completions(line: String, completed: String) {
    #expect(complete(line).contains(completed), "\(complete(line))")
  }

  @Test("Ids are completed by title, and titles where one goes to")
  func titles() {
    let byTitle = shell.completer.complete("get /maps/flood", 15)
    #expect(byTitle.candidates.map(\.label) == ["Flood zones"])
    #expect(byTitle.candidates.allSatisfy { $0.replacement.hasPrefix("/maps/") && $0.replacement.utf8.count > 20 })
    #expect(complete("cd riv") == ["cd 'River survey'"])
    #expect(complete("show_map gau").count == 1)
    #expect(complete("show_project riv").count == 1)
  }

  @Test(
    "Every command's arguments are completed",
    arguments: [
      ("help ite", "help items"), ("help /map", "help /maps"), ("login --t", "login --token-file"),
      ("color al", "color always"), ("hints of", "hints off"), ("unset ci", "unset city"),
      ("unset x ci", "unset x city"), ("unset city ci", nil), ("header x-", nil), ("header X-", "header X-Request-Id"),
      ("import c", "import curl"),
      ("prompt d", "prompt default"), ("prompt '{pl", "prompt '{place}"), ("export curl po", "export curl post"),
      ("export curl get /pro", "export curl get /projects"), ("get /user --as py", "get /user --as python"),
      ("m = post /maps ti", "m = post /maps title="), ("get /user X-R", "get /user X-Request-Id:"),
      ("get /user x-r", "get /user X-Request-Id:"), ("expect sta", "expect status"),
      ("expect not ti", "expect not time"),
      ("expect status 2", "expect status 200"), ("expect header content-t", "expect header content-type"),
      ("expect header content-type con", "expect header content-type contains"),
      ("expect $.name e", "expect $.name exists"), ("diff --ig", "diff --ignore"),
      ("post /maps title=A b", "post /maps title=A basemap="), ("show --ra", "show --raw"),
      ("get /maps title=A | jq get /pro", nil), ("# get /pro", nil), ("record of", "record off"),
      ("update_map $city public_access=pri", "update_map $city public_access=private"),
      ("create_source connection[type]=post", "create_source connection[type]=postgresql"),
      ("get /user Auth", nil), ("quit x", nil), ("post /maps title=A ti", nil),
    ] as [(String, String?)])
  func arguments(line: String, completed: String?) {
    _ = shell.type("get /user")
    if let completed {
      #expect(complete(line).contains(completed), "\(complete(line))")
    } else {
      #expect(complete(line).isEmpty, "\(complete(line))")
    }
  }

  @Test("Aliases are completed, and count as what they stand for")
  func aliases() {
    _ = shell.type("alias flood='post /maps basemap=none'")
    #expect(complete("flo") == ["flood"])
    #expect(complete("unalias f") == ["unalias flood"])
    #expect(complete("flood ti") == ["flood title="])
    #expect(complete("flood basem").isEmpty)
  }

  @Test("Required fields and values with spaces are shown as such")
  func fields() throws {
    let required = shell.completer.complete("create_project ", 15).candidates
    #expect(required.first { $0.replacement == "name=" }?.label == "name= *")
    let nested = shell.completer.complete("create_source ", 14).candidates
    #expect(nested.first { $0.replacement == "connection[type]=" }?.label == "connection[type]= *")
    // Within an object that can be left out nothing is required.
    #expect(nested.first { $0.replacement == "permissions[type]=" }?.label == "permissions[type]=")
    #expect(required.first { $0.replacement == "name=" }?.detail == "string, required")
    #expect(
      complete("update_map_layer x [0][refresh_period]=1").contains("update_map_layer x [0][refresh_period]='15 min'"))
    #expect(
      complete("update_map_layer x [0][refresh_period]='1").contains("update_map_layer x [0][refresh_period]='15 min'"))
    #expect(
      complete("update_map_layer x [0][refresh_period]=\"15") == ["update_map_layer x [0][refresh_period]=\"15 min\""])
  }

  @Test("The fields are those of the kind that was chosen")
  func alternatives() {
    #expect(complete("create_source connection[type]=post") == ["create_source connection[type]=postgresql"])
    #expect(complete("create_source connection[ty") == ["create_source connection[type]="])
    #expect(complete("create_source name=x conn") == ["create_source name=x connection[type]="])
    #expect(complete("create_source connection[ho") == ["create_source connection[host]="])
    let postgres = complete("create_source connection[type]=postgresql connection[")
    #expect(postgres.contains { $0.hasSuffix("connection[host]=") } && !postgres.contains { $0.contains("[region]") })
  }

  @Test("Ten thousand known ids are not too many")
  func manyIDs() throws {
    let maps = (0..<10_000).map { #"{"type":"map_reference","id":"id\#($0)","title":"Map number \#($0)"}"# }
    let shell = try ShellHarness([.init(body: #"{"maps":[\#(maps.joined(separator: ","))]}"#)], typed: [])
    shell.run("get /projects/x")
    let list = shell.completer.complete("get /maps/", 10)
    let grown = list.advance(LineContent("get /maps/"))
    #expect(list.candidates.count == 10_000 && grown?.text == "get /maps/id")
  }

  @Test("A path relative to where cd went is completed from there")
  func place() {
    _ = shell.type("cd 'Flood zones'")
    #expect(complete("post upd") == ["post update"])
    #expect(complete("get lay").contains("get layers"))
    #expect(complete("post update ti") == ["post update title="])
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
      let list = shell.completer.complete(line, line.utf8.count)
      #expect(list.range.upperBound <= line.utf8.count)
    }
  }
}
