import Execution
import FeltAPI
import Presentation
import ShellHarness
import Terminal
import TestSupport
import Testing

/// What a check of a text says; ⏎ in it is a line break.
private func told(_ text: String, variables: [String: String] = [:]) throws -> String {
  let folder = try TemporaryFolder()
  try folder.write("email,name\na@b.c,A\nd@e.f,B\n", to: "people.csv")
  try folder.write("a,b\n1\n1,2\n1,2,3\n", to: "bad.csv")
  try folder.write("[1, 2, 3]", to: "list.json")
  try folder.write("{}", to: "one.json")
  for name in ["x.geojson", "y.geojson"] { try folder.write("{}", to: name) }
  try folder.write(text.replacing("⏎", with: "\n"), to: "a.felt")
  let shell = try ShellHarness(token: nil, variables: variables)
  _ = try FileCheck(shell.executor).run(files: [folder.path + "/a.felt"])
  #expect(shell.transport.requests.isEmpty)
  return shell.screen.messageText.replacing(folder.path + "/", with: "")
}

@Suite struct CheckBlockTests {
  @Test(
    "What is wrong in a block is found, with its place",
    arguments: [
      ("if not $x {⏎  get /user⏎  post /maps titel=A⏎}", "a.felt:3:14: error: there is no field titel"),
      ("for p in @people.csv {⏎post /maps title=$p.emial⏎}", "a.felt:2:18: error: people.csv has no column emial"),
      ("for p in @people.csv {⏎post /maps title=$p.emial⏎}", "did you mean email?"),
      (
        "for p in @people.csv {⏎get /user > $p.name.json⏎}",
        "a.felt:2:13: error: $p.name is a text, and has nothing at .json"
      ),
      ("for p in @people.csv {⏎get /user > $p.name.json⏎}", "braces end a reference: ${p.name}.json"),
      ("m = post /maps⏎get /user > $m.title.json", "a.felt:2:13: error: $m.title is a text, and has nothing at .json"),
      ("for p in @bad.csv {⏎get /maps/$p.a⏎}", "a.felt:1:11: error: row 1 of bad.csv, on line 2, has 1 column"),
      ("for p in @bad.csv {⏎get /maps/$p.a⏎}", "row 3 of bad.csv, on line 4, has 3 columns"),
      ("for p in @none.csv {⏎get /user⏎}", "none.csv: no such file"),
      ("for p in @one.json {⏎get /maps/$p⏎}", "one.json is not a list"),
      ("for p in *.shp {⏎get /user⏎}", "a.felt:1:10: warning: no file fits *.shp"),
      ("for p in ../* {⏎get /user⏎}", "may not read outside of its own folder"),
      ("p = get /projects/x⏎for m in $p.maps {⏎get /maps/$m.idd⏎}", "a.felt:3:11: error: $m has nothing at .idd"),
      ("if not $x {⏎set made=1⏎get /maps/$made⏎}⏎get /maps/$made", "a.felt:5:11: error: there is no variable made"),
      ("for row in @people.csv {⏎get /maps/$row.name⏎}⏎get /maps/$row", "a.felt:4:11: error: there is no variable row"),
      ("if not $x {⏎set made=1⏎}", "a.felt:2:5: warning: nothing refers to $made"),
      ("if $nope {⏎get /user⏎}", "a.felt:1:4: warning: there is no variable nope"),
      ("if $nope == 1 {⏎get /user⏎}", "a.felt:1:4: error: there is no variable nope"),
      ("finally {⏎login⏎}", "a.felt:2:1: error: a script may not log in or out"),
      ("logout", "a.felt:1:1: error: a script may not log in or out"),
      ("open /maps/x", "only a person may start programs"),
      ("base-url http://x.test/api", "a.felt:1:10: error: a script may not change the server"),
      ("get /user⏎expect $.nmae == A", "a.felt:2:8: error: the response has nothing at $.nmae"),
      ("m = post /maps⏎expect $.layers[0].nam == A⏎get /maps/$m", "the response has nothing at $.layers[0].nam"),
      ("post /maps⏎if $.titel == A {⏎}", "a.felt:2:4: error: the response has nothing at $.titel"),
      ("if $[ == 1 {⏎}", "a.felt:1:5: error: this bracket is not closed"),
    ])
  func found(text: String, expected: String) throws {
    let told = try told(text)
    #expect(told.contains(expected), "\(told)")
  }

  @Test(
    "What can't be known is not an error",
    arguments: [
      "m = get /maps/x⏎if $m.title == A {⏎m = post /maps⏎}⏎get /maps/$m.anything",
      "get /nothing --no-check⏎expect $.a == b",
      "get /maps/x⏎expect status 404⏎expect $.errors[0].title == x",
      "for p in @people.csv {⏎get /maps/$p⏎expect $.title == $p.name⏎}",
      "for p in @people.csv {⏎get /user > ${p.name}.json⏎get /maps/${p.name.x:-y}⏎}",
      "set m=⏎finally {⏎if $m {⏎get /maps/$m⏎}⏎}", "for x in $p {⏎get /maps/$x.any⏎}", "base-url",
      "for x in @list.json {⏎set n=$x⏎get /maps/$n⏎}⏎for x in @list.json {⏎set n=$x⏎get /maps/$n⏎}",
    ])
  func notFound(text: String) throws {
    let told = try told(text, variables: ["p": "x"])
    #expect(told.hasSuffix(", ok") && !told.contains("error") && !told.contains("warning"), "\(told)")
  }

  @Test(
    "Requests are counted as often as loops over files run them",
    arguments: [
      ("for p in @people.csv {⏎post /maps title=$p.name⏎get /user⏎}", "4 requests, 2 writes, 0 deletions, ok"),
      (
        "for p in @people.csv {⏎for f in *.geojson {⏎post /maps title=$p.name$f⏎}⏎}",
        "4 requests, 4 writes, 0 deletions, ok"
      ),
      ("upload people.csv to x", "2 requests, 1 write, 0 deletions, 1 upload ("),
      ("for f in *.csv {⏎upload $f to x⏎}", "4 requests, 2 writes, 0 deletions, 2 uploads (43 B), ok"),
      (
        "for p in @people.csv {⏎upload $p.name to x⏎}",
        "4 requests, 2 writes, 0 deletions, 2 uploads (size not known yet)"
      ),
      ("upload https://example.com/a.csv to x", "1 request, 1 write, 0 deletions, ok"),
      ("for x in @list.json {⏎get /maps/$x⏎}⏎get /user", "4 requests, 0 writes, 0 deletions, ok"),
      ("get /projects⏎for x in $_ {⏎get /projects/$x⏎}", "2 requests, 0 writes, 0 deletions, or more, ok"),
      ("retry 3 every 1s {⏎get /user⏎}", "1 request, 0 writes, 0 deletions, or more, ok"),
    ])
  func counts(text: String, expected: String) throws {
    let told = try told(text)
    #expect(told.contains("a.felt: " + expected), "\(told)")
  }
}
