package import Execution
internal import JSONText
internal import Platform

/// The report of a run as it happens: a JSON value a line for each request, expectation and item of a loop.
struct Ledger {
  private let file: LockedFile

  /// - Parameter appends: whether what the file holds stays.
  init(_ path: String, appends: Bool) throws {
    if !appends || !FileReader.exists(path) { try FileWriter.write([], to: path, permissions: 0o600) }
    file = try LockedFile(path: path, creates: true)
  }

  func add(_ entry: ReportEntry) throws(FileError) {
    var members: [(String, JSONValue)] = [("kind", .string(entry.kind.rawValue))]
    if let file = entry.file { members.append(("file", .string(file))) }
    members.append(("line", JSONValue(entry.line)))
    if !entry.items.isEmpty { members.append(("iteration", .array(entry.items.map(Self.json)))) }
    if entry.kind == .request {
      for (name, text) in [("method", entry.method), ("path", entry.path)] {
        if let text { members.append((name, .string(text))) }
      }
      if let status = entry.status { members.append(("status", JSONValue(status))) }
      members.append(("milliseconds", JSONValue(Int((entry.duration * 1000).rounded()))))
    }
    if entry.kind != .item { members.append(("name", .string(entry.name))) }
    members.append(("outcome", .string(entry.outcome.rawValue)))
    if let message = entry.message { members.append(("message", .string(message))) }
    if !entry.ids.isEmpty { members.append(("ids", .array(entry.ids.map { .string($0) }))) }
    try file.append(JSONValue.object(JSONObject(members)).serialized() + [UInt8(ascii: "\n")])
  }

  private static func json(_ item: LoopItem) -> JSONValue {
    .object(
      JSONObject([
        ("line", JSONValue(item.line)), ("number", JSONValue(item.number)), ("title", .string(item.title)),
        ("key", .string(item.key)),
      ]))
  }
}

extension DoneItems {
  /// The longest ledger that is read, in bytes.
  private static let longestLedger = 1 << 30

  /// Reads the items that went well from a ledger.
  ///
  /// - Throws: a ``Failure`` for a file that can't be read or is not a ledger.
  package init(ledger path: String) throws {
    self.init()
    let text: String
    do { text = try FileReader.text(of: path, limit: Self.longestLedger) } catch { throw Failure(error) }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty
    {
      guard case .object(let entry)? = try? JSONValue(parsing: Array(line.utf8)), let kind = entry.text("kind") else {
        // The last line may have been cut off when the run was killed.
        if index == text.count(where: { $0 == "\n" }) { break }
        throw Failure(.notALedger(path: path, line: index + 1))
      }
      guard kind == "item", entry.text("outcome") == "ok", case .array(let items)? = entry["iteration"] else {
        continue
      }
      add(
        file: entry.text("file") ?? "",
        items: items.compactMap { item in
          guard case .object(let object) = item, case .number(let number)? = object["line"],
            let line = Int(number.text),
            let key = object.text("key")
          else { return nil }
          return (line, key)
        })
    }
  }
}
