internal import CommandLanguage
internal import Terminal

/// What `help` says of the prompt.
extension HelpTopics {
  static let keys = section(
    ("Tab", "completes what is certain; a second Tab lists the rest: see help completion"),
    ("Control-C", "abandons the line, the request in flight, and what was pasted behind it"),
    ("Control-D", "leaves"), ("Control-Z", "stops the shell; fg brings it back"),
    ("Up, Down", "lines typed before that begin as this one does, and lines of a long command"),
    ("Control-R", "lines typed before that hold what you type then"),
    ("Control-X Control-E", "opens the line in $VISUAL or $EDITOR"),
    ("Alt-Enter", "a new line in the command; Enter alone does when a quote or a bracket is open"),
    ("~/.editrc", "your own keys, and bind -v for those of vi: see editrc(5)"))

  static let completion = section(
    ("get /ma<Tab>", "paths, operations, commands, aliases"),
    ("get /maps/flo<Tab>", "ids by title, of everything that answers have told of"),
    ("post /maps ti<Tab>", "fields, * on those that are required; their values; parameters of the query; headers"),
    ("show $.la<Tab>", "JSONPath over the last answer; also --select, table, expect"),
    ("get /maps/$map.la<Tab>", "variables and what is inside of them"),
    ("source ~/ro<Tab>", "files; also behind @ and >"),
    ("prefetch off", "when no title is known Tab asks for the projects and their maps, once, for no longer than a"),
    ("", "second, and not again after 429 Too Many Requests; this keeps it from asking"))

  static let hints = section(
    ("create_map ", "shows [title=] [basemap=] … at the right: required fields bare, others in brackets"),
    ("hints off", "shows nothing; in the start-up file, for good: see help rc"))

  static let prompt = section(
    [
      ("prompt", "shows the format"), ("prompt default", "brings back the first one"),
      ("prompt '{place}> '", "sets it"),
    ]
      + PromptFormat.Placeholder.allCases.map { ("{\($0.rawValue)}", $0.summary) }
      + [("{{ }}", "the braces themselves"), ("", "an empty placeholder takes the space in front of it along")])

  static let aliases = section(
    ("alias m='get /maps'", "m then stands for get /maps at the beginning of a command"),
    ("m --table", "what follows stays: get /maps --table"),
    ("alias  alias m", "list them all; show one"), ("unalias m", "forgets it"),
    ("", "commands and operations cannot be hidden; a recorded script has what the alias stands for"))

  static let history = section(
    ("history", "all lines"), ("history 20", "the last 20"), ("history maps", "those with maps in them"),
    ("", "each account has a file of its own, $XDG_STATE_HOME/feltsh/history-…, which only you can read"),
    ("", "a line with a secret, or with a space in front, stays out of it"))

  static let startup = section(
    ("$XDG_CONFIG_HOME/feltsh/rc", "commands that the interactive shell begins with; usually ~/.config/feltsh/rc"),
    ("prompt  hints  prefetch  color", "how the prompt looks and behaves"),
    ("alias  set  header  timeout", "what you would type each time"),
    ("feltsh --no-rc", "leaves it out; scripts never read it"))
}
