import Foundation
import JSONText
import TestSupport
import Testing

/// The programs that scripts become, each run where the script itself is run too.
@Suite struct ScriptExportTests {
  @Test(
    "Each example makes the same of the sandbox as Python", .enabled(if: PythonEnvironment.isAvailable),
    arguments: ExampleTests.scripts)
  func examples(name: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: repository + "/examples", toPath: folder.file("script"))
    try FileManager.default.copyItem(atPath: repository + "/examples", toPath: folder.file("python"))
    let export = try feltsh(["-c", "export script \(name) python"], directory: folder.file("script"))
    #expect(export.status == 0, "\(export.error)")
    try folder.write(export.output, to: "python/program.py")
    let own = try ServedSandbox()
    #expect(!export.output.contains(own.token))
    let script = try feltsh(
      ["--yes", "--var", "password=not-a-secret", "run", name], environment: own.environment,
      directory: folder.file("script"))
    #expect(script.status == 0, "\(script.error)")
    let other = try ServedSandbox()
    let program = try ProgramRun.run(
      "/bin/sh", ["-c", "cd \"$0\" && exec \"$1\" program.py", folder.file("python"), try PythonEnvironment.path()],
      environment: other.environment.merging(["PATH": "/usr/bin:/bin", "PASSWORD": "not-a-secret"]) { $1 }, seconds: 60)
    #expect(program.status == 0, "\(program.error)")
    let world = try World.text(of: own)
    #expect(try World.text(of: other) == world)
    #expect(world.contains("River survey"))
  }

  /// A program made of a script, after it has run.
  private func run(
    _ script: String, _ arguments: [String] = [], files: [String: String] = [:], in sandbox: ServedSandbox,
    variables: [String: String] = [:]
  ) throws -> ProgramRun {
    let folder = try TemporaryFolder()
    try folder.write(script, to: "my script.felt")
    for (name, text) in files { try folder.write(text, to: name) }
    let export = try feltsh(
      ["-c", "export script \"my script.felt\" python > program.py"], directory: folder.path)
    #expect(export.status == 0, "\(export.error)")
    return try ProgramRun.run(
      "/bin/sh",
      ["-c", "cd \"$0\" && exec \"$@\"", folder.path, try PythonEnvironment.path(), "program.py"] + arguments,
      environment: sandbox.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }.merging(variables) { $1 }, seconds: 60)
  }

  @Test("A program says the line of the script that failed", .enabled(if: PythonEnvironment.isAvailable))
  func failure() throws {
    let sandbox = try ServedSandbox()
    for (script, message) in [
      ("get /user\n\nget /maps/nosuchmap\n", "my_script.felt:3: Failed: GET /maps/nosuchmap: 404 "),
      ("map = post /maps \\\n  title=A\nexpect $.title == B\n", "my_script.felt:3: Failed: expect $.title == B: "),
      ("map = post /maps title=A\nget /maps/$map.none\n", "my_script.felt:2: KeyError: 'none'"),
      ("for m in *.csv {\n  expect $m == x\n}\n", ""),
    ] {
      let run = try run(script, in: sandbox)
      #expect(run.error.hasPrefix(message), "\(run.error)")
      #expect((run.status == 0) == message.isEmpty)
    }
  }

  @Test("Nothing in a script becomes code, and no text changes on the way", .enabled(if: PythonEnvironment.isAvailable))
  func hostile() throws {
    let sandbox = try ServedSandbox()
    let titles = [
      #"it's "quoted" """ {0} {{x}} \N{BULLET} $5 #"#, #"'''+__import__('os').abort()+'''"#, "a\u{2028}b\u{202E}c é 🗺",
      "%s %(x)s {",
    ]
    var script = "# \"\"\" a comment \\\n"
    for title in titles {
      let quoted =
        "\"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("$", with: "\\$") + "\""
      script += "map = post /maps title=\(quoted)\nexpect $.title == \(quoted)\n"
      script += "post /maps/$map/update title=\"<$map.title>\"\nexpect $.title == \"<$map.title>\"\n"
    }
    let run = try run(script, in: sandbox)
    #expect(run.status == 0, "\(run.error)")
    let world = try World.text(of: sandbox)
    for title in titles {
      let json = String(decoding: JSONValue.string("<\(title)>").serialized(), as: UTF8.self)
      #expect(world.contains(json), "\(json) \(world)")
    }
  }

  @Test("Loops go on, retries end, and what has to run runs", .enabled(if: PythonEnvironment.isAvailable))
  func blocks() throws {
    let sandbox = try ServedSandbox()
    let script = """
      set class=${class:-Sites}
      for row in @rows.csv {
        map = post /maps title="$class $row.name" lat=$row.lat
        if $row.lat > 50 {
          post /maps title="north: $row.name"
        } else {
          post /maps title=south
        }
        finally {
          expect $map.title contains $row.name
        }
      }
      """
    let run = try run(
      script, ["--class", "Wells"],
      files: [
        "rows.csv": "name,lat\r\n\"a, \"\"b\"\"\",59.9\r\nonly one\r\nc,5\r\n"
      ],
      in: sandbox)
    #expect(run.status == 1)
    #expect(run.error.contains("rows.csv, row 2: 1 columns, and not 2"), "\(run.error)")
    #expect(run.error.hasSuffix("my_script.felt:2: Failed: 1 of 3 items failed\n"), "\(run.error)")
    let world = try World.text(of: sandbox)
    #expect(world.contains(#"Wells a, \"b\""#) && world.contains("Wells c"), "\(world)")
    #expect(world.contains(#"north: a, \"b\""#) && world.contains("south"))
    let retry = try self.run(
      """
      retry 3 every 1ms {
        get /user
        expect $.id == nobody
      }
      finally {
        post /maps title="Cleaned up"
      }
      """, in: sandbox)
    #expect(retry.status == 1)
    #expect(try World.text(of: sandbox).contains("Cleaned up"), "\(retry.error)")
  }

  @Test("What can't be carried over is an error with its line, and nothing is written")
  func refused() throws {
    let folder = try TemporaryFolder()
    try folder.write("get /user | jq .\nls\nset password=hunter2\nget /user\nexpect $.id\n", to: "a.felt")
    let python = try feltsh(["-c", "export script a.felt python > a.py"], directory: folder.path)
    #expect(python.status == 2)
    for place in ["a.felt:1:", "a.felt:2:", "a.felt:3:"] { #expect(python.error.contains(place), "\(python.error)") }
    #expect(folder.text(of: "a.py") == nil)
    let http = try feltsh(["-c", "export script a.felt http"], directory: folder.path)
    #expect(http.error.contains("a.felt:5:") && http.output.isEmpty, "\(http.error)")
    let other = try feltsh(["-c", "export script a.felt curl"], directory: folder.path)
    #expect(other.status == 2 && other.error.contains("python"), "\(other.error)")
  }

  @Test("A script without blocks is a file of requests, with captures as editors write them")
  func http() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      # @name is not a name here
      set project=${project:-PrJ-1}
      map = post /maps title="A {{b}} \\"c\\"" --select $.title
      post /maps/$map/update project_id=$project
      layers = get /maps/$map.id/layers
      get /maps/$map/layers/$layers[0].id?x=1
      """, to: "a.felt")
    let run = try feltsh(["-c", "export script a.felt http"], directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
    let requests = run.output.components(separatedBy: "\n###\n")
    #expect(requests.count == 5, "\(run.output)")
    #expect(requests[0].hasSuffix("@base = https://felt.com/api/v2\n@project = PrJ-1\n"))
    #expect(
      requests[1] == #"""
        # Note: @name is not a name here
        # @name map
        POST {{base}}/maps
        Authorization: Bearer {{FELT_API_TOKEN}}
        Accept: application/json
        Content-Type: application/json

        {"title":"A \u007b\u007bb}} \"c\""}

        """#)
    #expect(requests[2].contains("POST {{base}}/maps/{{map.response.body.$.id}}/update\n"))
    #expect(requests[2].contains(#"{"project_id":"{{project}}"}"#))
    #expect(requests[3].hasPrefix("# @name layers\nGET {{base}}/maps/{{map.response.body.$.id}}/layers\n"))
    #expect(requests[4].contains("/layers/{{layers.response.body.$[0].id}}?x=1\n"))
  }
}
