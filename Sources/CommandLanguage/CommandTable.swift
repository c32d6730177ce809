/// The words that begin a command, with what `help` says of them. Parser, help and completion read this one table.
package struct CommandEntry: Sendable, Hashable {
  package enum Group: String, Sendable, CaseIterable {
    case requests = "Requests"
    case looking = "Looking"
    case session = "The session"
    case scripts = "Scripts"
  }

  package let name: String
  package let group: Group
  package let usage: String
  package let summary: String

  init(_ name: String, _ group: Group, _ usage: String, _ summary: String) {
    self.name = name
    self.group = group
    self.usage = usage
    self.summary = summary
  }
}

extension CommandEntry {
  /// Every command but the operations, in the order in which help shows them.
  package static let all: [CommandEntry] = [
    Self("get", .requests, "get PATH [ITEM...]", "Read something: get /projects"),
    Self("post", .requests, "post PATH [ITEM...]", "Make or change something: post /maps title=\"Flood zones\""),
    Self("delete", .requests, "delete PATH", "Delete something; asks first"),
    Self("put", .requests, "put PATH [ITEM...]", "Send a PUT request"),
    Self("patch", .requests, "patch PATH [ITEM...]", "Send a PATCH request"),
    Self("head", .requests, "head PATH", "Ask for the headers alone"),
    Self(
      "show", .looking, "show [JSONPATH] [@FILE] [--map]",
      "Show the last response, a part of it or a JSON file, or draw it as a map"),
    Self("table", .looking, "table [COLUMNS] [@FILE]", "Show the last response as a table"),
    Self("diff", .looking, "diff A B [--ignore JSONPATH]", "Compare two variables or @files"),
    Self("headers", .looking, "headers", "Show the last response's status and headers"),
    Self("timing", .looking, "timing", "Show how long each phase of the last request took"),
    Self("why", .looking, "why", "Show each part of the last request and where it came from"),
    Self("ls", .looking, "ls [PATH]", "List what is here, by title"),
    Self("cd", .looking, "cd PATH|TITLE", "Go to a project, a map or a layer"),
    Self("pwd", .looking, "pwd", "Show where you are"),
    Self("edit", .looking, "edit PATH", "Change something in your editor"),
    Self("export", .looking, "export curl|python|httpie|hurl [REQUEST]", "Write a request for another tool"),
    Self("import", .looking, "import curl '…'", "Turn a curl command into a command of this shell"),
    Self("login", .session, "login [--token-file FILE | --env]", "Take a token, and check it"),
    Self("logout", .session, "logout", "Forget the token"),
    Self("whoami", .session, "whoami", "Show whose token this is"),
    Self("status", .session, "status", "Show the session: server, account, settings"),
    Self("base-url", .session, "base-url [URL]", "Show or set where the API is"),
    Self("set", .session, "set NAME=VALUE", "Set a variable"),
    Self("unset", .session, "unset NAME...", "Forget variables"),
    Self("vars", .session, "vars", "List the variables"),
    Self("header", .session, "header [NAME [VALUE]]", "Send a header with every request"),
    Self("timeout", .session, "timeout [SECONDS]", "Show or set how long a request may take"),
    Self("color", .session, "color [auto|always|never]", "Show or set when colour is used"),
    Self("alias", .session, "alias [NAME[='WORDS…']]", "List, show or make a short word for a longer beginning"),
    Self("unalias", .session, "unalias NAME...", "Forget aliases"),
    Self("prompt", .session, "prompt ['FORMAT'|default]", "Show or set what stands before the line"),
    Self("hints", .session, "hints [on|off]", "Show what is still to be typed, beside it"),
    Self("prefetch", .session, "prefetch [on|off]", "Let Tab ask once for projects and maps it has not seen"),
    Self("history", .session, "history [N|TEXT]", "List what was typed"),
    Self("help", .session, "help [TOPIC|PATH|OPERATION]", "Explain anything"),
    Self("quit", .session, "quit", "Leave"),
    Self("expect", .scripts, "expect [not] WHAT [IS VALUE]", "Check the last response: expect status 200"),
    Self("record", .scripts, "record FILE | record off", "Write what you do as a script"),
    Self("source", .scripts, "source FILE", "Run a script in this session"),
  ]

  /// The entry of that name.
  package static func named(_ name: String) -> CommandEntry? {
    all.first { $0.name == name }
  }
}
