package import CommandLanguage
package import Platform

extension Script {
  /// Reads a script from a file.
  package init(file path: String, table: CommandTable) throws(FileError) {
    let text = try FileReader.text(of: path, limit: Self.longest)
    self.init(parsing: text, source: .script(path), table: table)
  }

  /// How many scripts may source one another.
  static let maximumDepth = 16
}
