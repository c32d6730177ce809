extension CommandPrinter {
  private static let indentation = "  "

  /// A block with the statements in its braces, each on lines of its own.
  static func print(_ block: Block, comment: String?, depth: Int = 0) -> String {
    let outer = String(repeating: indentation, count: depth)
    var lines = [head(block) + " {"] + (comment.map { [outer + indentation + "#" + $0] } ?? [])
    lines += block.body.flatMap { Self.lines($0, depth + 1) }
    if let alternative = block.alternative {
      lines.append(outer + "} else {")
      lines += alternative.flatMap { Self.lines($0, depth + 1) }
    }
    return (lines + [outer + "}"]).joined(separator: "\n")
  }

  /// A statement in braces. Lines that continue it may belong to a text in it, and stay as they are.
  private static func lines(_ statement: Statement, _ depth: Int) -> [String] {
    let indentation = String(repeating: indentation, count: depth)
    let text =
      statement.block.map { print($0, comment: statement.command.comment, depth: depth) } ?? print(statement.command)
    return [indentation + text] + statement.transcript.map { indentation + $0.text }
      + statement.expectations.map { indentation + print($0.command) }
  }

  private static func head(_ block: Block) -> String {
    switch block.head {
    case .loop(let loop): "\(block.name.text) \(loop.variable.text) in \(source(loop.source))"
    case .condition(let expectation): ([block.name.text] + words(expectation)).joined(separator: " ")
    case .retry(let retry): "\(block.name.text) \(retry.count.printed) every \(retry.interval.printed)"
    case .finally: block.name.text
    }
  }

  private static func source(_ source: Block.LoopSource) -> String {
    switch source {
    case .file(let word): "@" + word.printed
    case .files(let word): word.printed
    case .values(let reference, _): Word(.variable(reference)).printed
    }
  }
}
