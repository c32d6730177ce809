internal import CommandLanguage

extension ShellCommand {
  /// The commands with statements in braces, which the executor runs itself.
  static let blocks = [
    ShellCommand(
      CommandSpec(
        "for", .scripts, "Do something for each row, file or element: for row in @sites.csv { … }",
        arguments: [ArgumentSpec("NAME in @FILE|FILES|$VALUES { … }", .block(.loop))], effect: .session,
        details: [
          .init("for row in @sites.csv {", "each row of a CSV file, whose first row names the columns: $row.email"),
          .init("for site in @sites.json {", "each element of a list; of .jsonl each line"),
          .init("for file in data/*.geojson {", "each file, by name: * ? [a-z] as in a shell"),
          .init("for map in $project.maps[*] {", "each of what a query finds"),
          .init("", "the statements follow on lines of their own, and a line that is } ends them"),
          .init(
            "",
            "a failed item does not end the loop, but a refused token, no response, 3 items in a row that fail alike "
              + "and --on-error stop do; at its end it lists the failed items"),
          .init("", "the variable, and those that are first set in the braces, end with them"),
        ],
        examples: ["for file in data/*.geojson {\n  post /maps title=$file\n}"])),
    ShellCommand(
      CommandSpec(
        "if", .scripts, "Do something under a condition: if $map.title == \"A\" { … } else { … }",
        arguments: [ArgumentSpec("CONDITION { … } [else { … }]", .block(.condition))], effect: .session,
        details: [
          .init("if $map.title == \"A\" {", "what expect can say, of a variable or of the last response"),
          .init(
            "if $map {  if not $row.email {", "whether there is something: it is set, not null, not false, not empty"),
          .init("} else {  } else if status == 201 {", "otherwise"),
        ],
        examples: ["if $map {\n  get /maps/$map\n} else {\n  map = post /maps title=A\n}"])),
    ShellCommand(
      CommandSpec(
        "retry", .scripts, "Try again until what is expected holds: retry 10 every 2s { … }",
        arguments: [ArgumentSpec("COUNT every INTERVAL { … }", .block(.retry))], effect: .session,
        details: [
          .init("retry 10 every 2s {", "runs the statements up to 10 times, until every expectation in them holds"),
          .init("  get /maps/$map/layers/$layer", ""), .init("  expect $.status == completed", ""), .init("}", ""),
          .init("", "a response that is an error is tried again too, except 401 and 403; any other failure is not"),
        ])),
    ShellCommand(
      CommandSpec(
        "finally", .scripts, "Do something at the end, whatever happened: finally { … }",
        arguments: [ArgumentSpec("{ … }", .block(.finally))], effect: .session,
        details: [
          .init("finally {", "stands last in a script or in a block, and runs after a failure and Control-C too"),
          .init("  if $map {", "a thing made on the way may not be there"),
          .init("    delete /maps/$map", ""), .init("  }", ""), .init("}", ""),
          .init("", "through a pipe, where nothing is read ahead, it runs only when it is reached"),
        ])),
  ]
}
