import Foundation
import JSONText
import TestSupport
import Testing

@Suite struct ExportTests {
  /// A sandbox, a map in it, and an export of a request for that map.
  private func export(_ format: String, _ request: String, from sandbox: ServedSandbox) throws -> String {
    let run = try feltsh(["-c", "export \(format) \(request)"], environment: sandbox.environment)
    #expect(run.status == 0, "\(run.error)")
    #expect(!run.output.contains(sandbox.token))
    return run.output
  }

  private static let requests = [
    "get /user", "get /projects", #"create_map title="It's \"quoted\" $5 — ünïcode" lat=1.50 public_access=view_only"#,
    "get /library source==felt", #"post /maps {"title": "line\nbreak"} X-Note:abc"#,
  ]

  /// The response without what is new each time.
  private func comparable(_ text: String) throws -> JSONValue {
    let value = try JSONValue(parsing: Array(text.utf8))
    guard case .object(var object) = value, object["url"] != nil else { return value }
    for name in ["id", "url", "created_at", "links"] { object[name] = nil }
    return .object(object)
  }

  @Test("The curl export gives the same response as the shell", .enabled(if: tool("curl")), arguments: requests)
  func curl(request: String) throws {
    let sandbox = try ServedSandbox()
    let text = try export("curl", request, from: sandbox)
    let run = try ProgramRun.run(
      "/bin/sh", ["-c", text], environment: sandbox.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 })
    let own = try feltsh(["-c", request], environment: sandbox.environment)
    #expect(try comparable(run.output) == comparable(own.output), "\(text) \(run.error)")
  }

  @Test(
    "The Python export gives the same response as the shell", .enabled(if: PythonEnvironment.isAvailable),
    arguments: requests)
  func python(request: String) throws {
    let python = try PythonEnvironment.path()
    let sandbox = try ServedSandbox()
    let text = try export("python", request, from: sandbox)
    let run = try ProgramRun.run(
      python, ["-c", text], environment: sandbox.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 })
    let own = try feltsh(["-c", request], environment: sandbox.environment)
    #expect(try comparable(run.output) == comparable(own.output), "\(text) \(run.error)")
  }
}

/// A Python that has `requests`: the machine's own, or one in a virtual environment that is made once.
enum PythonEnvironment {
  static let isAvailable: Bool =
    ProcessInfo.processInfo.environment["FELTSH_REQUIRE_TOOLS"] == "1" || (try? path()) != nil

  private static let found = Result { try find() }

  static func path() throws -> String {
    try found.get()
  }

  private static func find() throws -> String {
    let python = try toolPath("python3")
    if try ProgramRun.run(python, ["-c", "import requests"]).status == 0 { return python }
    let folder = repository + "/.build/python"
    let own = folder + "/bin/python3"
    if !FileManager.default.isExecutableFile(atPath: own) {
      _ = try ProgramRun.run(python, ["-m", "venv", folder], seconds: 120)
    }
    if try ProgramRun.run(own, ["-c", "import requests"]).status == 0 { return own }
    // Where the package index is, pip is told by its own environment.
    let run = try ProgramRun.run(
      own, ["-m", "pip", "install", "-q", "requests"], environment: ProcessInfo.processInfo.environment, seconds: 120)
    guard run.status == 0 else { throw ProgramFailure("requests cannot be had from the package index") }
    return own
  }
}
