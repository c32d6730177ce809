internal import CommandLanguage
internal import Execution
internal import Terminal
internal import FeltAPI

/// The texts of `help` on topics.
extension HelpTopic {
  func lines(_ table: CommandTable) -> [StyledText] {
    HelpText.section(rows(table))
  }

  /// What to type or to set, and what it does.
  func rows(_ table: CommandTable) -> [(String, String)] {
    self == .output ? Self.output(table) : rows
  }

  private var rows: [(String, String)] {
    switch self {
    case .items: Self.items
    case .variables: Self.variables
    case .scripts: Self.scripts
    case .transcripts: Self.transcripts
    case .jsonpath: Self.jsonPath
    case .token: Self.token
    case .output: []
    case .keys: Self.keys
    case .sandbox: Self.sandbox
    case .rc: Self.startUp
    case .completion: Self.completion
    case .environment: Self.environment
    }
  }

  /// The options of output come from the table that the parser reads.
  private static func output(_ table: CommandTable) -> [(String, String)] {
    table.outputOptions.map { option in (String(option.usage.dropFirst().dropLast()), option.summary) } + [
      ("> FILE  >> FILE", "the response into a file, whole or not at all"),
      ("| PROGRAM", "the response into a program; scripts need --allow-shell"),
      ("pager off", "at the prompt what is longer than the screen goes through $PAGER; this turns that off"),
    ]
  }

  private static let items = [
    ("title=\"Flood zones\"", "a field of the JSON body; read as the operation's schema says, else a string"),
    ("lat:=37.77", "a field whose value is JSON as written"),
    ("viewer_permissions[can_export_data]:=false", "a field inside a field"),
    ("layer_urls[]=https://example.com/a.geojson", "one more element of a list"),
    ("[0][id]=$layer [0][name]=Roads", "a body that is a list"),
    ("format==csv", "a parameter of the query"),
    ("X-Request-Id:abc", "a header; never Authorization, which is the session's"),
    ("description=@notes.txt", "a field with a file's text; style:=@style.json with a file's JSON"),
    ("{\"title\": \"A\"}", "the whole body; also […], @body.json, $variable, and <<END … END"),
  ]

  private static let variables = [
    ("map = post /maps title=A", "keeps the response; $map stands for its id in a path"),
    ("$map.id  $map.layers[0].name", "reaches into it, by JSONPath"),
    ("$map  $map.title", "alone, shows it"),
    ("$_", "the last response"),
    ("set city=Oslo  set n:=3", "a text; a JSON value"),
    ("${city:-Bergen}", "with a value for when there is none"),
    ("--var city=Oslo", "from the command line"),
    ("vars, unset city", "list them, forget one"),
    ("$map, $map2", "what a request at the prompt makes, under the name that a recording gives it"),
  ]

  private static let scripts = [
    ("feltsh run FILE...", "runs scripts, and stops at the first failure, with its file and line"),
    ("feltsh check FILE...", "lists every error of scripts, sending nothing: see help check"),
    ("record FILE … record off", "writes what succeeded as a script, ids as variables, never a secret"),
    ("expect status 200", "checks the last response: see help expect"),
    ("record FILE --transcript", "writes what each request gives too, and test compares it: see help transcripts"),
    ("source FILE", "runs a script in this session"),
    ("# text", "a comment"),
    ("", "a script is read whole before anything is sent; files in it are those in its own folder"),
  ]

  /// The left column is a transcript, which the tests run.
  private static let transcripts = [
    ("map = post /maps title=A", "a request, as in any script; below it, what it gives"),
    ("#> 200", "the status, and then the body"),
    ("#> {\"id\": <id:map>,", "an id; what has this name elsewhere has the same value"),
    ("#> \"title\": \"A\",", "a value as it has to be; the order of keys is free"),
    ("#> \"created_at\": <time>,", "any time; also <url> <secret> <string> <number> <boolean> <any>"),
    ("#> \"url\": \"https://felt.com/map/A-<id:map>\",", "a text with an id in it"),
    ("#> ...}", "and the rest, whatever it is; in a list too"),
    ("delete /maps/$map", ""),
    ("#> 204", ""),
    ("", ""),
    ("record FILE --transcript", "writes one; save FILE --transcript does so afterwards"),
    ("feltsh test FILE...", "runs them and compares: see help test"),
    ("feltsh --replay FILE", "gives the responses of one, without a network"),
  ]

  private static let jsonPath = [
    ("show $.layers[*].name", "RFC 9535, all of it; .layers stands for $.layers"),
    ("show $..id", "at any depth"),
    ("show '$.layers[?@.status == \"failed\"]'", "a filter; functions length count match search value"),
    ("show $.layers[-1]  $.layers[0:2]", "from the end; a slice"),
    ("show $.features @roads.geojson", "of a file"),
    ("show --map [JSONPATH] [@FILE]", "GeoJSON or a map's elements drawn, layers as a table with their colours"),
  ]

  private static let token = [
    ("where", "workspace settings, Developers tab: \(NextStep.tokenPage)"),
    ("what", "felt_pat_…; it is shown only once, holds for one workspace, and is a password"),
    ("login", "asks for it without showing it, and checks it with GET /user"),
    ("login --token-file FILE", "takes it from a file that only you can read; also an option of feltsh"),
    ("FELT_API_TOKEN, FELT_KEY", "are read at the start; login --env reads them again"),
    ("logout", "forgets it"),
  ]

  private static let sandbox = [
    ("feltsh --sandbox", "an embedded Felt: no account, no network"),
    ("feltsh sandbox --port 8787", "the same for any client on this machine; prints what it needs"),
    ("--fault 'get /maps/* 429 every=3'", "also delay=2s, retry-after=1, reset, truncate=10, slow=100"),
    ("--rate 10/s  --empty  --state FILE", "a limit, nothing in it, kept in a file"),
    ("--seed N", "the same titles with other ids, to try a script where ids differ"),
    ("delete", "asks a person; a script needs no --yes here, where nothing lasts"),
  ]

  private static let keys = [
    ("Tab", "completes what is certain; a second Tab lists the rest: see help completion"),
    ("Control-C", "abandons the line, the request in flight, and what was pasted after it"),
    ("Control-D", "leaves"), ("Control-Z", "stops the shell; fg brings it back"),
    ("Up, Down", "earlier lines that begin like this one, and the lines of a long command"),
    ("Control-R", "earlier lines that contain what you type next"),
    ("Control-X Control-E", "opens the line in $VISUAL or $EDITOR"),
    ("Alt-Enter", "a new line in the command; Enter alone does when a quote or a bracket is open"),
    ("q", "leaves the pager, which shows what is longer than the screen; pager off turns it off"),
    ("~/.editrc", "your own keys, and bind -v for those of vi: see editrc(5)"),
  ]

  private static let completion = [
    ("get /ma<Tab>", "paths, operations, commands, aliases"),
    ("get /maps/flo<Tab>", "ids by title, of everything that responses have shown"),
    ("post /maps ti<Tab>", "fields, * on those that are required; their values; parameters of the query; headers"),
    ("move_map $map project_id=riv<Tab>", "ids by title in fields too; a title itself is taken for its id"),
    ("show $.la<Tab>", "JSONPath over the last response; also --select, table, expect"),
    ("get /maps/$map.la<Tab>", "variables and what is inside of them"),
    ("source ~/ro<Tab>", "files; also after @ and >"),
    (
      "prefetch off",
      "when no title is known Tab asks for the projects and their maps, once, for no longer than a second, and not "
        + "again after 429 Too Many Requests; this keeps it from asking"
    ),
  ]

  private static let environment = [
    ("FELT_API_TOKEN, FELT_KEY", "the token; the first one that is set"),
    ("FELT_BASE_URL", "where the API is, as --base-url says it"),
    ("PAGER", "what shows a response that is longer than the screen; less -FRX without it"),
    ("VISUAL, EDITOR", "the editor of edit and of Control-X Control-E"),
    ("NO_COLOR, TERM", "whether there is colour, and what the terminal can do"),
    ("XDG_CONFIG_HOME", "where the folder feltsh with the start-up file is; ~/.config without it"),
    ("XDG_STATE_HOME", "where the folder feltsh with the history is; ~/.local/state without it"),
    ("HTTPS_PROXY, NO_PROXY, CURL_CA_BUNDLE", "a proxy and certificates, as curl takes them"),
  ]

  private static let startUp = [
    ("$XDG_CONFIG_HOME/feltsh/rc", "commands that the interactive shell begins with; usually ~/.config/feltsh/rc"),
    ("prompt  hints  prefetch  pager  color", "how the prompt looks and behaves"),
    ("alias  set  header  timeout", "what you would type each time"),
    ("feltsh --no-rc", "leaves it out; scripts never read it"),
  ]
}
