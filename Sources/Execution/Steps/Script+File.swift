package import CommandLanguage
package import Platform

extension Script {
  /// Reads a script from a file.
  ///
  /// - Parameter isCancelled: asked now and then whether to stop.
  package init(
    file path: String, table: CommandTable, isCancelled: () -> Bool = { false }
  ) throws(FileError) {
    let text = try FileReader.text(of: path, limit: Self.longest)
    self.init(parsing: text, source: .script(path), table: table, isCancelled: isCancelled)
  }

  /// How many scripts may source one another.
  static let maximumDepth = 16
}
