import TestSupport

/// Scripts, and what was one before some of its bytes were changed.
struct Scripts: FuzzMaker {
  var random: SeededRandom

  static let lines = [
    "m = post /maps title=\"A map\" lat:=1.5 lon=2", "get /maps/$m.id --select $.title", "expect $.title == \"A map\"",
    "post /maps/$m/update {\"title\": \"B\", \"description\": null}", "get /maps/$m/layers --table name,status",
    "post /maps <<END\n{\"title\": \"C\"}\nEND", "set x=${x:-a b}", "set y:=[1, {\"a\": \"b\"}]", "show $y[1].a",
    "get /projects > out.json", "show $[*].name @out.json", "expect status 200", "not a command", "# a comment",
    "expect count($.layers[*]) >= 0", "expect header content-type contains json", "expect time < 60s", "whoami", "ls",
    "cd /maps/$m", "pwd", "cd ..", "alias l=ls", "l", "header X-A b", "header X-A", "vars", "unset x", "timing",
    "headers", "why", "export curl", "diff $m $_ --ignore $.visited_at", "show --map", "timeout 20", "status",
    "import curl 'curl -d @out.json https://felt.com/api/v2/maps'", "delete /maps/$m", "help post", "history 3",
    "save s.felt 1-3", "create_map title=D layer_urls[]=http://127.0.0.1:1/a.json", "get /user --csv", "source s.felt",
    "get /user X-A:b a==c --no-check --headers", "record r.felt", "record off",
    "expect $..id all matches \"[A-Za-z0-9]+\"",
  ]

  static let pieces = [
    "\n", "\r\n", "\r", "\\", "\\\n", "\"", "'", "$", "${", "}", "{", "[", "]", "(", ")", "#", "=", ":=", "==", "@",
    ":=@", "<<", "<<END", "END", ">", ">>", "|", " ", "\t", "\0", "\u{1B}", "\u{7F}", "\u{301}", "\u{2028}", "\u{FEFF}",
    "\u{202E}", "$_", "$m.id", "..", "*", "?@", "&&", ",", ";", "-", "--", "--select", "--table", "/", "%2F", "~", "é",
    "😀", "9223372036854775807", "expect", "get ", "a=", "[[", "{{", "((", "[?", "$.", "\"\\u", "\u{0}",
  ].map { Array($0.utf8) }

  mutating func run(_ folder: TemporaryFolder) throws {
    let plain = (0..<1 + random.below(12)).map { _ in random.one(of: Self.lines) }.joined(separator: "\n") + "\n"
    let bytes = random.chance(90) ? random.mutated(Array(plain.utf8), with: Self.pieces) : Array(plain.utf8)
    try folder.write(bytes, to: "script.felt")
    let arguments = ["--sandbox", "--yes", "--on-error", random.one(of: ["stop", "continue"])]
    _ = try feltsh(arguments + ["run", "script.felt"], input: "", in: folder)
    // The same as lines that a program writes.
    _ = try feltsh(arguments, input: String(decoding: bytes, as: UTF8.self), in: folder)
  }
}
