/// Words of other programs, such as psql, a POSIX shell and HTTPie, that people type here out of habit, and what does
/// the same here.
package enum BorrowedWords {
  /// What to type in place of a word that is not a command; nil for a word of no other program.
  package static func advice(for word: String) -> String? { byWord[word] ?? byWord[word.lowercased()] }

  /// All of them, with their advice.
  package static let all: [(words: [String], advice: String)] = [
    (
      ["?", "\\?", "\\h", "man", "info", "commands", "-h", "--help"], "help lists the commands, help WORD explains one"
    ),
    (
      ["\\q", "\\quit", "q", ":q", ":q!", ":wq", "bye", "quit;", "exit;", "quit()", "exit()"],
      "quit leaves, as Control-D does"
    ),
    (["clear", "cls", "reset"], "Control-L clears the screen"),
    (
      [
        "\\d", "\\d+", "\\dt", "\\dt+", "\\dn", "\\l", "\\l+", "\\list", "dir", "ll", "la", "tree", "list", "tables",
        "maps", "map", "projects", "project", "layers", "layer", "elements",
      ],
      "ls lists what is here, ls TITLE what is in it"
    ),
    (["\\c", "\\connect", "use"], "cd TITLE goes to a project or a map; login changes the account"),
    (["\\conninfo", "\\du"], "status tells what the session talks to, whoami as whom"),
    (["\\i", "\\ir", "\\include", "."], "source FILE runs a script"),
    (["\\o", "\\out", "\\g", "\\w", "\\copy", "tee"], "> FILE behind a request writes its response to a file"),
    (
      ["\\x", "\\a", "\\pset", "\\t", "\\f"],
      "--table, --csv, --select or --raw behind a request change how it is shown"
    ),
    (["\\timing"], "timing tells how long the last request took"),
    (["\\e", "\\edit"], "Control-X Control-E opens the line in your editor; edit PATH opens a map or a layer"),
    (["\\s"], "history lists earlier lines"),
    (["\\set", "let", "var", "declare"], "set NAME=VALUE sets a variable, NAME = get PATH keeps a response"),
    (
      ["begin", "commit", "rollback", "start", "explain"],
      "each request takes effect at once; --dry-run behind one shows what would be sent"
    ),
    (["\\unset"], "unset NAME removes a variable"),
    (["\\echo", "\\qecho", "echo", "printf", "print"], "$NAME alone shows a variable, show the last response"),
    (["\\p", "\\r"], "Up gives the last line again, Control-C leaves one"),
    (["\\watch", "watch", "sleep"], "wait LAYER waits for work, retry 10 every 2s { … } repeats requests"),
    (["\\!", "!", "!!", "sh", "bash"], "| PROGRAM behind a request starts a program, Up gives the last line again"),
    (["select", "grep", "jq", "awk"], "get PATH --select JSONPATH picks from a response; help jsonpath"),
    (["insert", "create", "mkdir", "new", "add"], "post /maps title=… makes a map, post /projects name=… a project"),
    (["alter", "mv", "rename"], "update_map MAP title=… renames a map, move_map MAP project_id=PROJECT moves it"),
    (["drop", "rm", "rmdir", "del", "truncate"], "delete /maps/MAP deletes a map, once you agree"),
    (["cp", "copy"], "duplicate_map MAP copies a map"),
    (["cat", "less", "more", "bat"], "show shows the last response again, show @FILE a JSON file"),
    (["vi", "vim", "nano", "emacs"], "edit PATH opens a map or a layer in your editor"),
    (["env", "printenv", "variables"], "vars lists the variables"),
    (["which", "type"], "help WORD says what it is"),
    (["while", "until", "loop"], "retry 10 every 2s { … } repeats, for NAME in … { … } goes through a list"),
    (["http", "https", "httpie", "xh"], "leave it out: get /maps/ID, post /maps title=A"),
    (["curl", "curlie"], "import curl … reads a line of curl, get /user is the same in short"),
    (["wget"], "download LAYER to FILE, or get PATH > FILE"),
  ]

  /// What to type in place of an option of another program; nil for any other.
  static func advice(forOption option: String) -> String? { byOption[option] }

  /// Options of other programs, with what there is in their place.
  package static let options: [(words: [String], advice: String)] = [
    (["-h", "--help", "-help"], "help and the command's name explains it"),
    (
      ["-l", "-a", "-la", "-al", "-lh", "-1", "--long"],
      "ls always lists all, with ids; --csv and --table change how"
    ),
    (["-H", "--header"], "a header is NAME:VALUE, as in X-Request-Id:abc"),
    (
      ["-d", "--data", "--data-raw", "--json", "-j", "-f", "--form", "-F"],
      "a field is NAME=VALUE, a whole body {…} or @FILE"
    ),
    (["-X", "--request"], "the method stands in front: post /maps title=A"),
    (["-o", "-O", "--output", "--download"], "> FILE behind the request writes the response to a file"),
    (["-v", "-i", "-I", "--verbose", "--include", "--head"], "--headers shows the headers, why the whole request"),
    (["-u", "-A", "--auth", "--user", "--bearer"], "login takes the token, which every request is sent with then"),
    (["-s", "-S", "-L", "-k", "--silent", "--location", "--follow", "-r", "-rf"], "leave it out"),
    (["-t"], "--table shows the response as a table"),
  ]

  private static let byOption = Dictionary(
    options.flatMap { entry in entry.words.map { ($0, entry.advice) } }, uniquingKeysWith: { first, _ in first })

  private static let byWord = Dictionary(
    all.flatMap { entry in entry.words.map { ($0, entry.advice) } }, uniquingKeysWith: { first, _ in first })
}
