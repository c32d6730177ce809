internal import JSONText
internal import Platform

/// The rows of a CSV file, each as an object with the columns of its header.
struct CSVTable {
  private let name: String
  private var reader: CSVReader
  private(set) var columns: [String] = []
  private var rowNumber = 0
  /// The one that names a row: the first that holds no secret.
  private var titleColumn = 0
  private var hasEnded = false
  /// Rows of longer files aren't counted before the first one is used.
  private static let longestCounted = 4 << 20

  /// - Parameter name: what messages call it.
  init(_ file: FileReader, _ name: String) {
    self.name = name
    reader = CSVReader { () throws(FileError) in try file.read() }
  }

  /// How many bytes were read so far.
  var byteCount: Int { reader.byteCount }

  /// Reads the names of the columns.
  mutating func readHeader() throws(Failure) {
    let header: CSVReader.Row?
    do { header = try reader.next() } catch { throw failure(error) }
    columns = (header?.fields ?? []).map { $0.trimmingBlanks }
    titleColumn = columns.firstIndex { !SecretName.isLikely($0) } ?? columns.count
    var seen: Set<String> = []
    for column in columns where !column.isEmpty && !seen.insert(column).inserted {
      throw Failure(.loop(.repeatedColumn(file: name, column)))
    }
  }

  /// The next row; nil at the end.
  mutating func next() throws(Failure) -> LoopItems.Item? {
    guard !hasEnded else { return nil }
    rowNumber += 1
    let row: CSVReader.Row?
    do { row = try reader.next() } catch {
      // What follows can't be told apart.
      hasEnded = true
      return LoopItems.Item(title: "", value: .text(""), problem: failure(error))
    }
    guard let row else { return nil }
    let title = row.fields.indices.contains(titleColumn) ? row.fields[titleColumn].shortened : ""
    guard row.fields.count == columns.count else {
      let problem = LoopProblem.columns(
        file: name, row: rowNumber, line: row.line, found: row.fields.count, expected: columns.count)
      return LoopItems.Item(title: title, value: .text(""), problem: Failure(.loop(problem)))
    }
    let members = zip(columns, row.fields).filter { !$0.0.isEmpty }.map { ($0, JSONValue.string($1)) }
    return LoopItems.Item(title: title, value: .json(.object(JSONObject(members))))
  }

  private func failure(_ problem: CSVReader.Problem) -> Failure {
    switch problem {
    case .unclosedQuote(let line): Failure(.loop(.unclosedQuote(file: name, line: line)))
    case .notUTF8(let line): Failure(.loop(.notUTF8(file: name, line: line)))
    case .unreadable(let error): Failure(error)
    }
  }

  /// How many rows a file has below its header; nil for a long one, and for one that can't be read to its end.
  static func rowCount(_ path: String, size: Int) throws(Failure) -> Int? {
    guard size <= longestCounted, let file = try? FileReader(path) else { return nil }
    var reader = CSVReader { () throws(FileError) in try file.read() }
    var count = -1
    while true {
      do { if try reader.next() == nil { return max(0, count) } } catch { return count + 1 }
      count += 1
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let trimmed = drop { $0 == " " || $0 == "\t" }
    return String(trimmed.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
