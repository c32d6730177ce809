package import CommandLanguage
package import JSONText

/// What happens with a response, with all words resolved: decided before anything is sent.
package struct ResolvedOutput: Sendable {
  package struct Destination: Sendable {
    package let appends: Bool
    package let path: String
    package let range: SourceRange
  }

  /// Which part is shown; nil for all.
  package var select: JSONPath?
  /// How it is shown; nil for the usual way.
  package var format: OutputFormat?
  /// What was typed after the format's option, such as columns.
  package var formatArgument: Located?
  package var showsHeaders = false
  package var destination: Destination?
  package var program: Located?
  /// Whether the shell itself reads the response, and shows it nowhere.
  package var isQuiet = false
  /// Whether a secret may be in it: a file that it goes to is its owner's alone.
  package internal(set) var holdsSecret = false

  package init() {}

  /// Whether the whole response has to be there before any of it is shown.
  package var needsWholeBody: Bool { isQuiet || select != nil || (format?.needsWholeBody ?? false) }

  /// Whether it goes anywhere but to the screen.
  package var isRedirected: Bool { destination != nil || program != nil }
}

extension ResolvedOutput {
  init(_ options: OutputOptions, _ resolver: VariableResolver) throws(Failure) {
    self.init()
    if let word = options.select {
      select = try JSONQuery.parse(try resolver.rawOrText(word), at: word.range)
    }
    format = options.format?.format
    if let word = options.format?.argument {
      formatArgument = Located(try resolver.rawOrText(word), word.range)
    }
    showsHeaders = options.showsHeaders
    if let target = options.destination {
      destination = Destination(
        appends: target.appends, path: try resolver.file(target.file), range: target.file.range)
    }
    program = options.program
    isQuiet = options.isQuiet
  }
}
