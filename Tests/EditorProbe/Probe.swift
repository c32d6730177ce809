import LineEditing
import Platform
import Terminal

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs the probe; the exit status is that of a shell.
func run() throws -> Int32 {
  let interrupts = try Interrupts()
  let environment = Probe.environment
  let settings = EditorSettings(environment: environment)
  let callbacks = Probe.callbacks(candidates: Int(environment["PROBE_CANDIDATES"] ?? "") ?? 0)
  let editor: any LineEditor =
    EditlineEditor(input: 0, output: 1, settings: settings, interrupts: interrupts, callbacks: callbacks)
    ?? PipeEditor(
      input: 0, prompting: isatty(0) == 1 ? 1 : nil, interrupts: interrupts, continuation: callbacks.continuation)
  let file = environment["PROBE_HISTORY_FILE"].map { HistoryFile(path: $0) }
  for line in try file?.load(limit: 10_000) ?? [] {
    editor.remember(line)
  }
  for line in (environment["PROBE_HISTORY"] ?? "").split(separator: "|") {
    editor.remember(String(line).split(separator: "~").joined(separator: "\n"))
  }
  let prompt = Prompt(text: environment["PROBE_PROMPT"] ?? "felt> ", continuation: "...> ")
  /// Where in a pipe the line began, if that is asked for.
  func say(_ text: String) {
    let number = environment["PROBE_NUMBERS"].flatMap { _ in editor as? PipeEditor }?.lineNumber
    Probe.say((number.map { "\($0) " } ?? "") + text)
  }
  while true {
    let input: LineInput
    do {
      input = try editor.readLine(prompt)
    } catch {
      say("error \(error)")
      continue
    }
    switch input {
    case .line("secret"): say("secret \(try editor.readSecret("Token: "))")
    case .line("leave"): return 0
    case .line("wait"): Probe.waitForSignal(interrupts)
    case .line(let text):
      editor.remember(text)
      try file?.append(text)
      say("line \(text.debugDescription) \(text.utf8.count)")
    case .interrupted: say("interrupted")
    case .endOfInput:
      say("end")
      return 0
    case .terminated(let number):
      say("terminated")
      return 128 + number
    }
  }
}

enum Probe {
  static var environment: [String: String] {
    let names = [
      "TERM", "EDITRC", "VISUAL", "PROBE_CANDIDATES", "PROBE_HISTORY", "PROBE_PROMPT", "PROBE_HISTORY_FILE",
      "PROBE_NUMBERS", "PATH",
      "TMPDIR",
    ]
    var found: [String: String] = [:]
    for name in names {
      if let value = unsafe getenv(name) {
        found[name] = unsafe String(cString: value)
      }
    }
    return found
  }

  static func say(_ text: String) {
    let shown = text.utf8.count > 400 ? String(text.prefix(300)) + "… " + String(text.suffix(12)) : text
    var bytes = Array("<\(shown)>\n".utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes.removeFirst(count)
    }
  }

  /// Waits as a request would, and says which signals came.
  static func waitForSignal(_ interrupts: Interrupts) {
    say("waiting")
    var watched = pollfd(fd: interrupts.descriptor, events: Int16(POLLIN), revents: 0)
    while unsafe poll(&watched, 1, -1) < 0 {}
    let pending = interrupts.consume()
    let names: [(String, Interrupts.Pending)] = [
      ("interrupt", .interrupt), ("terminate", .terminate), ("hangup", .hangup), ("resize", .resize),
      ("resume", .resume), ("stop", .stop),
    ]
    say("signals " + names.filter { pending.contains($0.1) }.map(\.0).joined(separator: " "))
  }

  static func callbacks(candidates: Int) -> EditorCallbacks {
    EditorCallbacks(
      continuation: Continuation {
        var (depth, quotes) = (0, 0)
        var delimiter: String?
        return { lines, _ in
          for line in lines.split(separator: "\n") {
            if let end = delimiter {
              if line == end { delimiter = nil }
              continue
            }
            depth += line.count { $0 == "{" } - line.count { $0 == "}" }
            quotes += line.count { $0 == "'" }
            delimiter = line.firstRange(of: "<<").map { String(line[$0.upperBound...]) }
          }
          if let delimiter { return Opening("<<" + delimiter, endLine: delimiter) }
          return quotes.isMultiple(of: 2) ? depth > 0 ? Opening("{") : nil : Opening("'")
        }
      },
      complete: { line, cursor in complete(line, cursor, extra: candidates) },
      hint: { line in hint(line) })
  }

  private static let words = [
    Completion(replacement: "post", detail: "creates"), Completion(replacement: "projects", detail: "プロジェクト"),
    Completion(replacement: "profile"), Completion(replacement: "'15 min'", label: "15 min", detail: "an interval"),
  ]

  private static func complete(_ line: String, _ cursor: Int, extra: Int) -> CompletionList {
    let before = String(decoding: Array(line.utf8).prefix(cursor), as: UTF8.self)
    let word = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let many = (0..<extra).map { Completion(replacement: "map\($0)", detail: "Map number \($0)") }
    let fitting = (words + many).filter { $0.replacement.hasPrefix(word) }
    return CompletionList(range: (cursor - word.utf8.count)..<cursor, candidates: fitting)
  }

  private static func hint(_ line: String) -> String? {
    // A mistake of the editor's, as far as the terminal is concerned.
    if line == "boom" {
      let nothing: [Int] = []
      return "\(nothing[line.utf8.count])"
    }
    return line.hasPrefix("post") ? "\u{1B}[2mpost PATH [ITEM...]\u{1B}[0m" : nil
  }
}
