/// Something that a command takes after its name.
package struct ArgumentSpec: Sendable, Hashable {
  /// What it is, for the parser and for completion.
  package enum Kind: Sendable, Hashable {
    /// Any word.
    case text
    /// One of these words; the first is the usual one.
    case choice([String])
    /// A file to read or write.
    case file
    /// A file that the command writes, and nothing else.
    case newFile
    /// A script to read.
    case script
    /// A path of the API, or the title of a resource.
    case location
    /// A path or title of something that has a page on the web.
    case page
    /// A variable that holds a resource or a response, or the path, title or id of a resource.
    case resource
    /// The title of something, of the kind that another argument says.
    case title
    /// A time such as `30s` or `10m`.
    case duration
    /// A file or a folder to send, or an address on the web.
    case dataFile
    /// A map, by variable, title, id, path or the address of its page.
    case map
    /// A field of the body of an operation of this name, as in a request.
    case item(String)
    /// The name of a variable.
    case variable
    /// The name of an alias.
    case alias
    /// The name of a header.
    case header
    /// Something that help explains.
    case topic
    /// A JSONPath.
    case jsonPath
    /// Columns of a table.
    case columns
    /// `@FILE`
    case jsonFile
    /// `$variable` or `@FILE`
    case value
    /// `NAME=VALUE` or `NAME:=JSON`
    case assignment
    /// `NAME` or `NAME='WORDS'`
    case aliasDefinition
    /// A prompt's format.
    case promptFormat
    /// What `expect` takes, to the end of the command.
    case expectation
    /// The path of a request and everything after it; the method is the command's name.
    case requestLine
    /// A whole request with its method or operation, to the end of the command.
    case request
    /// Text for another program, to the end of the line.
    case foreign
  }

  /// What usage texts call it, such as `PATH`.
  package let name: String
  package let kind: Kind
  package let isOptional: Bool
  /// Whether any number of them may follow one another.
  package let repeats: Bool
  /// Plain words that may stand in its place, such as `off` for a file.
  package let keywords: [String]
  /// The word that stands in front of it, such as `to`; nil where its place alone says what it is.
  package let leadingWord: String?

  package init(
    _ name: String, _ kind: Kind, isOptional: Bool = false, repeats: Bool = false, keywords: [String] = [],
    after leadingWord: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
    self.repeats = repeats
    self.keywords = keywords
    self.leadingWord = leadingWord
  }

  /// A word of a fixed set.
  package static func choice(_ words: String..., isOptional: Bool = false) -> ArgumentSpec {
    ArgumentSpec(words.joined(separator: "|"), .choice(words), isOptional: isOptional)
  }

  /// The same once its leading word has been typed.
  package var withoutLeadingWord: ArgumentSpec {
    ArgumentSpec(name, kind, isOptional: isOptional, repeats: repeats, keywords: keywords)
  }

  /// The same where it may be left out.
  package var asOptional: ArgumentSpec {
    ArgumentSpec(name, kind, isOptional: true, repeats: repeats, keywords: keywords, after: leadingWord)
  }

  /// As a usage text shows it: `[FILE|off]`.
  var usage: String {
    let text =
      (leadingWord.map { $0 + " " } ?? "") + ([name] + keywords).joined(separator: "|") + (repeats ? "..." : "")
    return isOptional ? "[\(text)]" : text
  }
}

/// An option that a command takes, such as `--ignore JSONPATH`.
package struct OptionSpec: Sendable, Hashable {
  /// With its two dashes.
  package let name: String
  /// What follows it; nil for nothing.
  package let value: ArgumentSpec?
  /// Whether it may stand more than once.
  package let repeats: Bool
  /// What it does, in a few words.
  package let summary: String

  package init(_ name: String, _ value: ArgumentSpec? = nil, repeats: Bool = false, summary: String) {
    self.name = name
    self.value = value
    self.repeats = repeats
    self.summary = summary
  }

  /// As a usage text shows it: `[--ignore JSONPATH]...`.
  package var usage: String {
    "[\(name)\(value.map { " " + $0.usage } ?? "")]\(repeats ? "..." : "")"
  }
}
