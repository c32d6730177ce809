package import CommandLanguage
internal import Execution
internal import JSONText
internal import Terminal

/// A way to show JSON values, chosen by an option. A new one is a file beside this, and a line in ``all``.
package struct Renderer: Sendable {
  package let format: OutputFormat
  let render: @Sendable ([JSONValue], RenderContext) throws -> Void
  /// Reads a text, where what is needed of it can be read without building its value, and gives what shows it; nil for
  /// a text of another kind.
  var read: (@Sendable ([UInt8], @escaping () -> Bool) throws(JSONError) -> ((RenderContext) throws -> Void)?)?

  /// Every renderer with an option of its own.
  package static let all: [Renderer] = [table, csv, raw, map]

  static func named(_ format: OutputFormat?) -> Renderer {
    all.first { $0.format == format } ?? json
  }
}

/// What a renderer can use.
struct RenderContext {
  let target: OutputTarget
  /// What follows the format's option, such as columns.
  let argument: Located?
  /// Whether values are laid out although no person looks.
  let isPretty: Bool
  /// Asked now and then whether to stop.
  let isInterrupted: () -> Bool

  var traits: ScreenTraits { target.traits }

  /// Whether output is meant for a person.
  var isForPerson: Bool { traits.isTerminal || isPretty }

  func write(_ bytes: [UInt8]) throws { try target.write(bytes) }

  /// Writes a line, in colour if the target has that.
  func print(_ text: StyledText) throws {
    try target.write(Array((traits.palette.paint(text) + "\n").utf8))
  }

  func print(_ lines: [StyledText]) throws {
    for line in lines {
      try print(line)
      try checkInterruption()
    }
  }

  /// Writes a table that fits the target.
  func print(_ table: Table) throws {
    let lines = table.lines(width: traits.width, isCancelled: isInterrupted)
    guard let lines else { throw Failure(.interrupted) }
    try print(lines)
  }

  /// Writes a table for a person, or as tab-separated values.
  func show(_ table: Table) throws {
    try checkInterruption()
    // A list without elements, of which nobody said which columns it has.
    if table.columns.isEmpty { return isForPerson ? try print(StyledText("(0 rows)", .faint)) : () }
    if isForPerson { try print(table) } else { try write(Array(table.tabSeparated.utf8)) }
  }

  /// Gives up what takes long when Control-C was pressed.
  func checkInterruption() throws(Failure) {
    if isInterrupted() { throw Failure(.interrupted) }
  }
}
