internal import CommandLanguage
internal import JSONText
internal import Platform

/// The items of a loop, read as they are needed.
final class LoopItems {
  /// What the loop's variable becomes.
  struct Item {
    let title: String
    let value: Variable.Value
    /// Why there is no value: the item has failed before it began.
    var problem: Failure?
  }

  /// How many there are; nil where that is known only at the end.
  let total: Int?
  /// What is said when there is none.
  let empty: EmptyLoop
  /// Whether texts in the items are the person's own, and not a server's.
  let isOwn: Bool
  private let produce: () throws -> Item?
  private let progress: () -> Double?

  init(
    total: Int?, empty: EmptyLoop, isOwn: Bool, progress: @escaping () -> Double? = { nil },
    produce: @escaping () throws -> Item?
  ) {
    (self.total, self.empty, self.isOwn) = (total, empty, isOwn)
    (self.produce, self.progress) = (produce, progress)
  }

  /// The next item; nil at the end.
  func next() throws -> Item? { try produce() }

  /// How much of a file was read, from 0 to 1; nil where that says nothing.
  var fraction: Double? { progress() }

  /// Items that are all there.
  convenience init(_ items: [Item], empty: EmptyLoop, isOwn: Bool) {
    var rest = items[...]
    self.init(total: items.count, empty: empty, isOwn: isOwn) { rest.popFirst() }
  }
}

extension LoopItems.Item {
  /// What tells it from other items: a resource by its id, everything else by all that is in it.
  func key(isOwn: Bool) -> String {
    let value = (try? value.json()) ?? .null
    let identity: [UInt8] =
      if !isOwn, case .object(let object) = value, let id = object.text("id") { Array(id.utf8) } else {
        value.serialized()
      }
    return SHA256.digits(identity, byteCount: 8)
  }

  init(_ value: JSONValue) {
    self.init(title: value.itemTitle, value: .json(value))
  }
}

extension JSONValue {
  /// What an element of a list is called, for a person to recognize it; empty without a name.
  fileprivate var itemTitle: String {
    switch self {
    case .object(let object):
      ["title", "name", "email", "id"].lazy.compactMap { object.text($0) }.first { !$0.isEmpty }?.shortened ?? ""
    case .string, .number, .bool: plainText.shortened
    case .null, .array: ""
    }
  }
}

extension String {
  /// The beginning of a long text.
  var shortened: String { count > 60 ? prefix(60) + "…" : self }
}

extension StepContext {
  /// What a loop goes through.
  ///
  /// - Parameter name: the loop's variable.
  func items(_ source: Block.LoopSource, for name: String) throws -> LoopItems {
    switch source {
    case .values(let reference, _) where resolver.isUnknown(reference.name):
      let text = Word(.variable(reference)).printed
      try notice(.loopOverResponse(text))
      return LoopItems([LoopItems.Item(title: text, value: .unknown("$" + name))], empty: .noNode(text), isOwn: false)
    case .values(let reference, let range): return try values(reference, range)
    case .files(let word): return try files(word)
    case .file(let word):
      let path = try readableFile(word)
      let name = try resolver.file(word)
      switch FileFormat(name) {
      case .table: return try rows(path, name, word)
      case .list: return try elements(name, word)
      case .lines: return try lines(path, name, word)
      case nil: throw Failure(.loop(.unknownFormat(file: name)), at: word.range)
      }
    }
  }

  private func values(_ reference: VariableReference, _ range: SourceRange) throws -> LoopItems {
    var nodes = try resolver.nodes(reference, at: range)
    if nodes.count == 1, case .array(let elements)? = nodes.first { nodes = elements }
    let text = Word(.variable(reference)).printed
    return LoopItems(nodes.map(LoopItems.Item.init), empty: .noNode(text), isOwn: false)
  }

  private func files(_ word: Word) throws -> LoopItems {
    let files = try FileItems(word, resolver, trust, home: session.options.environment["HOME"])
    return LoopItems(
      files.found.map { LoopItems.Item(title: $0, value: .text($0)) }, empty: .noFile(pattern: files.text), isOwn: true)
  }

  private func elements(_ name: String, _ word: Word) throws -> LoopItems {
    guard case .array(let elements) = try json(inFile: word) else {
      throw Failure(.loop(.notAList(name)), at: word.range)
    }
    return LoopItems(elements.map(LoopItems.Item.init), empty: .noRow(file: name), isOwn: true)
  }

  // MARK: - Files that are read as they are needed

  private func rows(_ path: String, _ name: String, _ word: Word) throws -> LoopItems {
    let file: FileReader
    do { file = try FileReader(path) } catch { throw Failure(error, at: word.range) }
    var table = CSVTable(file, name)
    do { try table.readHeader() } catch { throw error.pointing(at: word.range) }
    let size = Double(max(file.byteCount, 1))
    return LoopItems(
      total: try CSVTable.rowCount(path, size: file.byteCount), empty: .noRow(file: name), isOwn: true,
      progress: { min(1, Double(table.byteCount) / size) },
      produce: { try table.next() })
  }

  /// Lines of JSON.
  private func lines(_ path: String, _ name: String, _ word: Word) throws -> LoopItems {
    let file: FileReader
    do { file = try FileReader(path) } catch { throw Failure(error, at: word.range) }
    var buffer: [UInt8] = []
    var (start, line, taken, hasEnded) = (0, 0, 0, false)
    let size = Double(max(file.byteCount, 1))
    let limit = session.maximumBody
    return LoopItems(
      total: nil, empty: .noRow(file: name), isOwn: true, progress: { min(1, Double(taken) / size) },
      produce: {
        while true {
          var end = buffer[start...].firstIndex(of: 0x0A)
          if end == nil, hasEnded, start < buffer.count { end = buffer.count }
          guard let end else {
            if hasEnded { return nil }
            buffer.removeSubrange(..<start)
            start = 0
            let bytes = try file.read(atMost: 1 << 20)
            (taken, hasEnded) = (taken + bytes.count, bytes.isEmpty)
            buffer += bytes
            if buffer.count > limit { throw FileError(path: path, cause: .tooLong(limit: limit)) }
            continue
          }
          let text = buffer[start..<end]
          (start, line) = (min(end + 1, buffer.count), line + 1)
          guard text.contains(where: { !$0.isBlank }) else { continue }
          do { return LoopItems.Item(try JSONValue(parsing: Array(text))) } catch {
            let problem = LoopProblem.malformedLine(file: name, line: line, "\(error)")
            return LoopItems.Item(title: "line \(line)", value: .text(""), problem: Failure(.loop(problem)))
          }
        }
      })
  }
}
