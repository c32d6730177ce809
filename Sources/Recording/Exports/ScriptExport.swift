internal import CommandLanguage
package import Execution

/// Writes scripts for people who run them without this shell.
package enum ScriptExport {
  package static var control: ScriptExports {
    var control = ScriptExports()
    control.export = { script, format, read in
      switch format {
      case .python: PythonWriter(read: read).write(script)
      case .http: HTTPFileWriter().write(script)
      }
    }
    return control
  }
}
