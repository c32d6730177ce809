/// A function or class that stands in an exported program where the script needs it.
struct PythonHelper: Sendable {
  /// The name that the program calls.
  let name: String
  /// Modules of the standard library that it imports.
  let imports: [String]
  /// Other helpers that it calls.
  let needs: [String]
  let text: String

  init(_ name: String, imports: [String] = [], needs: [String] = [], _ text: String) {
    (self.name, self.imports, self.needs, self.text) = (name, imports, needs, text)
  }

  /// All of them, in the order in which they are written.
  static let all = errors + requests + values + texts + blocks + things + work + files

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Those that a program needs that calls the named ones, in the order in which they are written.
  static func closure(of names: Set<String>) -> [PythonHelper] {
    var found: Set<String> = []
    var rest = Array(names)
    while let name = rest.popLast() {
      guard let helper = byName[name], found.insert(name).inserted else { continue }
      rest += helper.needs
    }
    return all.filter { found.contains($0.name) }
  }
}
