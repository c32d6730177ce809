import TestSupport

/// One run of the editor at a terminal of random size, with random keys.
struct FuzzSession {
  var random: SeededRandom
  /// What was done, for a report.
  private(set) var log: [String] = []

  private static let history = "get /user|post {~\"a\": 1~}|" + String(repeating: "tall~", count: 300) + "|last"
  /// Control characters but for those that stop and quit the program.
  ///
  /// Control-S comes with Control-Q: between two lines it stops the terminal's output, and while that is stopped and
  /// the terminal's queue is full no Control-C gets through.
  private static let controls = (1..<32).filter { ![4, 26, 28].contains($0) }
    .map { String(UnicodeScalar(UInt8($0))) + ($0 == 19 ? "\u{11}" : "") }
  private static let sequences = [
    "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H", "\u{1B}[F", "\u{1B}[3~", "\u{1B}[1;5C", "\u{1B}[1;5D",
    "\u{1B}\r", "\u{1B}", "\u{1B}[", "\u{1B}[201~", "\u{18}\u{5}", "\u{4}", "\u{7F}", "\u{16}\u{1B}", "\u{19}\u{19}",
  ]
  private static let metaKeys = ["x", "<", "b", "u", "c", "d", "\"", "0", "9", "p"]
  private static let texts = [
    "a", "日", "é", "e\u{301}", "😀", "👩\u{200D}🔬", "{", "}", "[", "]", "'", "\"", "\t", " ", "map", "post", "\u{85}",
  ]

  init(random: SeededRandom) {
    self.random = random
  }

  mutating func run() throws {
    if random.below(4) == 0 { try keepsText() } else { try survives() }
  }

  /// Anything that can be typed leaves an editor that still works.
  private mutating func survives() throws {
    let folder = try TemporaryFolder()
    let configuration = try folder.write(random.below(3) == 0 ? "bind -v\n" : "", to: "editrc")
    let terminal = try start(["EDITRC": configuration, "PROBE_HISTORY": Self.history, "PROBE_CANDIDATES": "300"])
    do {
      for _ in 0..<(20 + random.below(100)) {
        switch random.below(20) {
        case 0: resize(terminal)
        case 1: try type(paste(), at: terminal)
        case 2: try type(String(repeating: random.one(of: Self.texts), count: random.below(400)), at: terminal)
        case 3: try type("\u{3}", at: terminal)
        case 4, 5: try type("\u{1B}" + random.one(of: Self.metaKeys), at: terminal)
        case 6...9: try type(random.one(of: Self.controls), at: terminal)
        case 10...13: try type(random.one(of: Self.sequences), at: terminal)
        case 14: try terminal.type(bytes: [UInt8(0x80 + random.below(128))])
        default: try type(random.one(of: Self.texts), at: terminal)
        }
      }
      let count = terminal.output.ranges(of: "<interrupted>").count
      // One may be quoted by a key before it, or end the program that edits the line.
      for seconds in [2, 5, 60] {
        try terminal.type("\u{3}")
        do {
          return try terminal.wait(for: "the interruption", seconds: seconds) {
            $0.output.ranges(of: "<interrupted>").count > count
          }
        } catch  where seconds < 60 {}
      }
    } catch {
      // Control-D on an empty line ends the program as it should.
      if try terminal.waitForEnd() == .exited(0) { return }
      throw error
    }
  }

  /// What was typed and pasted is sent whole, whatever the size of the terminal.
  private mutating func keepsText() throws {
    let terminal = try start([:])
    var bytes = 2
    try type("{", at: terminal)
    for _ in 0..<random.below(12) {
      let text = (0...random.below(60)).map { _ in random.one(of: ["word ", "日本", "x\ny"]) }.joined()
      switch random.below(3) {
      case 0: resize(terminal)
      case 1:
        bytes += text.utf8.count
        try type("\u{1B}[200~\(text)\u{1B}[201~", at: terminal)
      default:
        let line = text.split(separator: "\n").joined()
        bytes += line.utf8.count
        try type(line, at: terminal)
      }
    }
    try type("x}\r", at: terminal)
    try terminal.wait(for: "a line of \(bytes + 1) bytes") { $0.output.contains(" \(bytes + 1)>") }
  }

  private mutating func start(_ environment: [String: String]) throws -> PseudoTerminal {
    let (columns, rows) = size()
    log.append("(\(columns)×\(rows))")
    let terminal = try PseudoTerminal(
      "editor-probe", environment: environment.merging(["VISUAL": "true"]) { $1 }, columns: columns, rows: rows)
    try terminal.wait(for: "the editor") { !$0.mode.isCanonical }
    return terminal
  }

  private mutating func size() -> (columns: Int, rows: Int) {
    switch random.below(8) {
    case 0: (1 + random.below(3), 1 + random.below(3))
    case 1: (1 + random.below(1_000), 1 + random.below(1_000))
    default: (10 + random.below(120), 2 + random.below(60))
    }
  }

  private mutating func resize(_ terminal: PseudoTerminal) {
    let (columns, rows) = size()
    log.append("(\(columns)×\(rows))")
    terminal.resize(columns: columns, rows: rows)
  }

  private mutating func paste() -> String {
    let lines = (0..<(1 + random.below(300))).map { _ in
      String(repeating: random.one(of: Self.texts), count: random.below(30))
    }
    return "\u{1B}[200~" + lines.joined(separator: "\n") + random.one(of: ["", "\u{1B}[201~evil\r"]) + "\u{1B}[201~"
  }

  private mutating func type(_ keys: String, at terminal: PseudoTerminal) throws {
    log.append(keys.count > 40 ? "\(keys.prefix(20).debugDescription)… (\(keys.utf8.count))" : keys.debugDescription)
    try terminal.type(keys)
  }
}
