package import CommandLanguage
internal import JSONText
package import Platform

/// Watches what succeeds and writes it as a script that can be run again.
package final class Recorder {
  /// The file that is written; nil while nothing is recorded.
  package private(set) var file: String?
  private var script = RecordedScript()

  package init() {}

  package var isRecording: Bool { file != nil }

  /// Begins a script; it is in the file from now on, and complete after each command.
  package func start(_ file: String) throws(FileError) {
    script = RecordedScript()
    self.file = file
    do {
      try save()
    } catch {
      self.file = nil
      throw error
    }
  }

  /// Ends the script.
  ///
  /// - Returns: the file, and how many commands are in it.
  package func stop() -> (file: String, count: Int)? {
    guard let file else { return nil }
    self.file = nil
    return (file, script.commandCount)
  }

  /// Takes a command that ran.
  ///
  /// - Parameter resolve: the text of a variable that was set before the recording began.
  package func note(_ step: RecordedStep, resolve: @escaping (VariableReference) -> String?) throws(FileError) {
    guard isRecording else { return }
    script.append(step, resolve: resolve)
    try save()
  }

  private func save() throws(FileError) {
    guard let file else { return }
    try FileWriter.write(Array(script.text.utf8), to: file)
  }
}
