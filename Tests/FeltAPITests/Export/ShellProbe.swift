import Foundation

/// Runs a command line in a POSIX shell where a program's name is a function that prints the words it is given.
enum ShellProbe {
  /// The words that the program would be run with.
  static func words(of commandLine: String, program: String, token: String) throws -> [String] {
    let script = "\(program)() { printf '%s\\0' \"$@\"; }\n" + commandLine + "\n"
    let output = try run("/bin/sh", ["-c", script], environment: ["FELT_API_TOKEN": token, "PATH": "/nonexistent"])
    return output.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// What a program prints.
  static func run(_ program: String, _ arguments: [String], environment: [String: String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    struct Failed: Error { let status: Int32 }
    if process.terminationStatus != 0 { throw Failed(status: process.terminationStatus) }
    return String(decoding: data, as: UTF8.self)
  }
}
