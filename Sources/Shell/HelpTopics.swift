internal import CommandLanguage
internal import FeltAPI
internal import Terminal

/// The texts of `help` that no table gives.
enum HelpTopics {
  static let all: [String: [StyledText]] = [
    "items": items, "variables": variables, "scripts": scripts, "jsonpath": jsonPath, "token": token,
    "output": output, "operations": Help.operations(Catalogue.operations), "upload": upload, "keys": keys,
    "sandbox": sandbox, "rc": startup, "completion": completion,
  ]

  /// What help adds to a command's own line.
  static let details: [String: [StyledText]] = [
    "get": requests, "post": requests, "put": requests, "patch": requests, "delete": requests, "head": requests,
    "login": token, "expect": expectations, "record": recording, "show": jsonPath, "set": variables, "table": output,
    "prompt": prompt, "alias": aliases, "unalias": aliases, "hints": hints, "prefetch": completion, "history": history,
  ]

  private static let requests = section(
    ("PATH", "relative to /api/v2, as in /maps, or to the place cd went to; or a whole URL of the same server"),
    ("ITEM", "name=value and more: see help items"),
    ("OPTIONS", "--select --table --raw --headers --dry-run --as --no-check, > FILE, | PROGRAM: see help output"),
    ("", "help /maps lists the operations below a path; help create_map explains one"))

  private static let items = section(
    ("title=\"Flood zones\"", "a field of the JSON body; read as the operation's schema says, else a string"),
    ("lat:=37.77", "a field whose value is JSON as written"),
    ("viewer_permissions[can_export_data]:=false", "a field inside a field"),
    ("layer_urls[]=https://example.com/a.geojson", "one more element of a list"),
    ("[0][id]=$layer [0][name]=Roads", "a body that is a list"),
    ("format==csv", "a parameter of the query"),
    ("X-Request-Id:abc", "a header; never Authorization, which is the session's"),
    ("description=@notes.txt", "a field with a file's text; style:=@style.json with a file's JSON"),
    ("{\"title\": \"A\"}", "the whole body; also […], @body.json, $variable, and <<END … END"))

  private static let variables = section(
    ("map = post /maps title=A", "keeps the response; $map stands for its id in a path"),
    ("$map.id  $map.layers[0].name", "reaches into it, by JSONPath"),
    ("$_", "the last response"),
    ("set city=Oslo  set n:=3", "a text; a JSON value"),
    ("${city:-Bergen}", "with a value for when there is none"),
    ("--var city=Oslo", "from the command line"),
    ("vars, unset city", "list them, forget one"))

  private static let scripts = section(
    ("feltsh run FILE...", "runs scripts, and stops at the first failure, with its file and line"),
    ("record FILE … record off", "writes what succeeded as a script, ids as variables, never a secret"),
    ("expect status 200", "checks the last response: see help expect"),
    ("source FILE", "runs a script in this session"),
    ("# text", "a comment"))

  private static let expectations = section(
    ("expect status 404", "an answer that is an error is fine when its status was expected"),
    ("expect $.title == \"A\"", "also != < <= > >= contains matches exists"),
    ("expect $.layers[*].status all completed", "each of them"),
    ("expect count($.layers) >= 2", "how many"),
    ("expect header content-type contains json", "a header of the answer"),
    ("expect time < 2s", "how long it took"),
    ("expect not $.folder_id == null", "the opposite"))

  private static let recording = section(
    ("record FILE", "from here on; the file is complete after each command"),
    ("record off", "ends it"),
    ("", "what failed is kept as a comment; help, typos and repeated reads are left out"))

  private static let jsonPath = section(
    ("show $.layers[*].name", "RFC 9535, all of it; .layers stands for $.layers"),
    ("show $..id", "at any depth"),
    ("show '$.layers[?@.status == \"failed\"]'", "a filter; functions length count match search value"),
    ("show $.layers[-1]  $.layers[0:2]", "from the end; a slice"),
    ("show $.features @roads.geojson", "of a file"),
    ("show --map [JSONPATH] [@FILE]", "GeoJSON or a map's elements drawn, layers as a table with their colours"))

  private static let output = section(
    ("--select JSONPATH", "only what the path finds"),
    ("--table [COLUMNS]", "as a table; columns are names or JSONPaths, with commas between; redirected, it is TSV"),
    ("--raw", "the bytes as they came"),
    ("--headers", "status and headers as well"),
    ("--dry-run", "show what would be sent"),
    ("--as curl|python|httpie|hurl", "write the request for another tool"),
    ("> FILE  >> FILE", "the answer into a file, whole or not at all"),
    ("| PROGRAM", "the answer into a program; scripts need --allow-shell"),
    ("--no-check", "send what the catalogue does not know: the API may be newer"))

  private static let token = section(
    ("where", "workspace settings, Developers tab: https://felt.com/maps/latest/developers"),
    ("what", "felt_pat_…; it is shown only once, holds for one workspace, and is a password"),
    ("login", "asks for it without showing it, and checks it with GET /user"),
    ("login --token-file FILE", "takes it from a file that only you can read; also an option of feltsh"),
    ("FELT_API_TOKEN, FELT_KEY", "are read at the start; login --env reads them again"),
    ("logout", "forgets it"))

  private static let upload = section(
    ("post /maps/$map/upload name=Roads import_url=https://…", "lets Felt fetch a file from a URL"),
    ("post /maps/$map/upload name=Roads", "answers url and presigned_attributes, where a file is to be posted"),
    ("get /maps/$map/layers/$_.layer_id", "its status says when the layer is completed"))

  private static let sandbox = section(
    ("feltsh --sandbox", "an embedded Felt: no account, no network"),
    ("feltsh sandbox --port 8787", "the same for any client on this machine; prints what it needs"),
    ("--fault 'get /maps/* 429 every=3'", "also delay=2s, retry-after=1, reset, truncate=10, slow=100"),
    ("--rate 10/s  --empty  --state FILE", "a limit, nothing in it, kept in a file"))

  static func section(_ rows: (String, String)...) -> [StyledText] {
    section(rows)
  }

  static func section(_ rows: [(String, String)]) -> [StyledText] {
    let width = min(44, rows.map(\.0.count).max() ?? 0) + 2
    return rows.map { left, right in
      StyledText("  " + Help.pad(left, width), .strong) + StyledText(right)
    }
  }
}
