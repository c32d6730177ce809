import Execution
import Sandbox
import ShellHarness
import Terminal
import Testing

/// A mistake in what is typed, and what the shell says of it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let line: String
  let message: String
  let advice: String

  init(_ line: String, _ message: String, _ advice: String = "") {
    (self.line, self.message, self.advice) = (line, message, advice)
  }

  var testDescription: String { line.debugDescription }
}

@Suite struct MistakeTests {
  static let syntax: [Mistake] = [
    Mistake("set x=${map", "this ${ is not closed", "close it with }, or put the text in quotes"),
    Mistake("get /user > a > b", "the response can go to one place only"),
    Mistake(
      "post /maps title",
      "this is not an item: there is no =, :=, == or : in it",
      "a field is name=value, a parameter of the query name==value; see help items"),
    Mistake(
      #"post /maps title=A {"title":"B"}"#,
      "a field beside a whole body",
      "give the body as a whole or by its fields"),
    Mistake(#"post /maps {"title":"B"} {"title":"C"}"#, "a request has one body, and this is a second"),
    Mistake("post /maps =x", "there is no name in front of the sign", "see help items"),
    Mistake(
      #"post /maps 'title=A' "layer_urls[]""#,
      "the quotes stand around the whole item",
      "they belong around the value: title=A"),
    Mistake(
      "post /maps x:={a}",
      "this is not JSON: a name in double quotes was expected",
      "JSON has its names and texts in double quotes"),
    Mistake("/maps", "a path needs a method in front of it", "as in get /maps"),
    Mistake(
      "get /user --frob",
      "there is no option --frob",
      "the options are --select --headers --dry-run --as --no-check --table --csv --raw --map"),
    Mistake(
      "get /user --as ruby",
      "ruby is not one of the words that can stand here",
      "one of curl, python, httpie, hurl, http"),
    Mistake("get /user | ", "a program is missing here", "as in | jq ."),
    Mistake("expect frob 200", "nothing of that name can be expected", "usage: expect [not] WHAT [IS VALUE]"),
    Mistake("expect time ~ 2s", "a comparison is missing here", "one of == != < <= > >= contains matches exists"),
    Mistake("expect status", "a status is missing here", "such as expect status 200"),
    Mistake("set 1a=3", "this does not set a variable", "usage: set NAME=VALUE"),
    Mistake("alias get='x'", "get is a command already, which an alias cannot hide"),
    Mistake("alias create_map='x'", "create_map is an operation already, which an alias cannot hide"),
    Mistake(#"alias m='get "'"#, "in these words, this quote is not closed", #"close it with ""#),
    Mistake(
      "prompt '{frob}'",
      "there is no {frob} in a prompt",
      "one of {account} {place} {path} {host} {mode} {mark}"),
    Mistake("prompt '{'", "this brace is not closed", "{{ stands for a brace"),
    Mistake("retry 0 every 2s {", "this is not a number from 1 to 100000", "as in retry 10 every 2s { … }"),
    Mistake("retry 3 every 2d {", "this is not a length of time", "500ms, 2s and 1m are, up to a day"),
    Mistake(
      "}",
      "there is no block that this closes",
      "a block begins with for, if, retry or finally, and a { at the end of that line"),
    Mistake("for x in {", "what to go through is missing here", "@FILE, files such as data/*.json, or $name.maps[*]"),
    Mistake("for x in y {", "the braces of this for are not closed", "close them with a } on a line of its own"),
    Mistake("post /maps <<", "<< needs a word", "write <<END, the text, and END on a line"),
    Mistake("post /maps title:=", "JSON is missing after :=", #"an empty text is name= or name:='""'"#),
    Mistake("show x.y", "a JSONPath begins with $ or with a dot", "as in $.name or .layers[0].id; see help jsonpath"),
    Mistake("color blue", "blue is not one of the words that can stand here", "one of auto, always, never"),
    Mistake("download", "a path or a title is missing here", "usage: download LAYER|EXPORT [as FORMAT] to FILE"),
    Mistake("download x as frob to y", "frob is not one of the words that can stand here", "csv, gpkg, geojson"),
    Mistake(
      "expect header", "the name of a header is missing here", "as in expect header content-type contains json"),
    Mistake("save", "a file is missing here", "usage: save FILE [N-M] [--all] [--transcript]"),
    Mistake("get /maps/a b", "a text of several words needs quotes", #"write "/maps/a b""#),
    Mistake("import x", "a curl command is missing here", "paste one: import curl -X POST …"),
    Mistake("find map", "a title is missing here", "usage: find KIND NAME [in PLACE] [or REQUEST]"),
    Mistake("find frob X", "frob is not one of the words that can stand here", "one of map, project, layer"),
  ]

  static let commands: [Mistake] = [
    Mistake("timeout -3", "a timeout is a number of seconds, more than 0"),
    Mistake("timeout abc", "a timeout is a number of seconds, more than 0"),
    Mistake(
      "base-url ftp://x",
      #""ftp://x" is not a valid base URL"#,
      "as in https://felt.com/api/v2, without user, query or fragment"),
    Mistake("find map A in B", "this is not a place where maps are", "maps are in projects"),
    Mistake("get /maps/$nope", "there is no variable nope", "set it with set nope=…, nope = post …, or --var nope=…"),
    Mistake("get /maps/$$", "there is nothing called $$ here", "ls lists what there is"),
    Mistake(
      "help frobnicate",
      "there is no help on frobnicate",
      "help all lists the commands, help operations the API's"),
    Mistake("help creat_map", "there is no help on creat_map", "did you mean help create_map?"),
    Mistake("diff a b", "diff compares $variables and @files"),
    Mistake("table nosuch", "there is no response yet", "send a request first, such as get /user"),
    Mistake("show @nosuch.json", "nosuch.json: no such file or directory"),
    Mistake("headers", "there is no response yet", "send a request first, such as get /user"),
    Mistake("import curl", "there is no URL"),
    Mistake("save x.felt 3-1", "3-1 is not a range of this session's commands", "as in 3-7"),
    Mistake("record off", "nothing is being recorded"),
    Mistake("edit nowhere", "edit needs a person at a terminal", "a script can post the change"),
    Mistake("open nowhere", "only a person may start programs", "--allow-shell allows it"),
    Mistake(
      "wait /maps",
      "there is nothing to wait for in this",
      "a layer, a layer group, a map, a source, a custom export and an upload can be waited for"),
    Mistake("login --env", "neither FELT_API_TOKEN nor FELT_KEY is set"),
    Mistake(
      "login", "login asks for the token on a terminal, and there is none",
      "use login --token-file FILE, login --env, or FELT_API_TOKEN"),
    Mistake("unset nosuch", "there is no variable nosuch"),
    Mistake("unalias nosuch", "there is no alias nosuch"),
    Mistake("cd nowhere", "there is nothing called nowhere here", "ls lists what there is"),
    Mistake("get /user --table nosuch", "there is no column nosuch", "there are id, name, email"),
    Mistake("show_map", "show_map needs a map_id", "as in show_map $map"),
    Mistake("create_map lat=north", #"lat has to be a number, and this is the text "north""#),
    Mistake(
      "set x=/maps\nget $x", "a variable cannot be the path itself", "a value stands between slashes: get /maps/$map"),
    Mistake("set x:=null\nget /maps/$x", "this value is null"),
    Mistake(
      #"set x:={"a":{"b":"c"}}"# + "\nget /user > $x.a.b.json", "$x.a.b is a text, and has nothing at .json",
      "braces end a reference: ${x.a.b}.json"),
    Mistake(#"set x:={"a":1}"# + "\nget /maps/$x", "this response has no id to stand in a path", "it has a"),
    Mistake("set x:=[1,2]\nget /maps/$x", "a list cannot stand in a path", "pick one, as in $name[0].id"),
    Mistake(
      "refresh /maps/x", "this is not a layer", "name a layer, as in refresh /maps/$map/layers/$layer; ls lists them"),
    Mistake("upload nosuch.csv to x", "nosuch.csv: no such file or directory"),
    Mistake(
      #"find map "Flood zones" in "Open city""#, #"there is no map called "Flood zones""#,
      #"there are "Street trees", "Bike network""#),
    Mistake("find map A in Typo", "there is nothing called Typo here", "ls lists what there is"),
    Mistake(
      #"find layer Levees in "River survy""#, "there is nothing called River survy here",
      #"did you mean "River survey"?"#),
    Mistake("find map A in \"Flood zones\"", "this is not a place where maps are", "maps are in projects"),
    Mistake("wait x", "there is nothing called x here", "ls lists what there is"),
    Mistake("for x in @nosuch.csv {\nget /user\n}", "nosuch.csv: no such file or directory"),
    Mistake("export script nosuch.felt python", "nosuch.felt: no such file or directory"),
    Mistake("get http://example.com/maps", "http://example.com/maps is not under https://felt.com/api/v2"),
    Mistake("post /maps lat:=1 lat:=2", "lat is given twice, in ways that do not fit together"),
    Mistake("expect $.x", "there is no response yet to expect anything of"),
    Mistake("set x:={\"a\":1}\nwait $x", "there is nothing to wait for in this", "it has a"),
    Mistake("wait /user", "there is nothing to wait for in this"),
    Mistake("upload https://example.com/a.csv", "the map is missing", "after cd to a map it can be left out"),
    Mistake("download /user to a.csv", "there is nothing to wait for in this"),
    Mistake(#"prompt "a\nb""#, "a prompt is one line without control characters"),
    Mistake(#"cd "Flood zones"\#nls nowhere"#, "there is nothing called nowhere here"),
    Mistake("set i=x\nretry 3 every $i {\nget /user\n}", "x is not a length of time", "500ms, 2s and 1m are"),
    Mistake("set f=ruby\nget /user --as $f", "this is not one of the words that can stand here", "one of curl"),
    Mistake("post /maps title=A title[a]=B", "title[a] is given twice, in ways that do not fit together"),
    Mistake("for x in @nosuch.jsonl {\nget /user\n}", "nosuch.jsonl: no such file or directory"),
    Mistake("login --token-file nosuch.txt", "the token file nosuch.txt: no such file or directory"),
    Mistake("set x=@nosuch.txt", "nosuch.txt: no such file or directory"),
    Mistake("post /maps @nosuch.json", "nosuch.json: no such file or directory"),
    Mistake("source nosuch.felt", "nosuch.felt: no such file or directory"),
    Mistake("header X-Team:gis", "there is no header X-Team:gis", "did you mean header X-Team gis?"),
  ]

  @Test("A mistake is told with what to do about it", arguments: syntax + commands)
  func told(mistake: Mistake) throws {
    let shell = try ShellHarness(sandbox: SandboxService())
    let status = shell.run(mistake.line).status
    #expect([.refused, .unauthorized, .expectationFailed].contains(status))
    let text = shell.screen.messageText
    #expect(text.hasPrefix("error: \(mistake.message)"), "\(text)")
    #expect(mistake.advice.isEmpty || text.contains(mistake.advice), "\(text)")
    #expect(shell.screen.written.isEmpty)
  }
}
