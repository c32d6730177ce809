/// A range of a command's text, in bytes of UTF-8.
package typealias SourceRange = Range<Int>

/// Why a text is not a command, and where.
package struct SyntaxError: Error, Hashable, Sendable {
  /// What is wrong; the sentences stand in `SyntaxErrorText.swift`.
  package enum Reason: Hashable, Sendable {
    // Words.
    case unclosedQuote(String)
    case unclosedBracket(open: String, close: String)
    case danglingBackslash
    case malformedUnicodeEscape
    case controlCharacter(UInt8)
    case textAfterJSON
    case unnamedVariable
    case unnamedHeredoc
    case endlessHeredoc(delimiter: String)
    // Commands.
    case secondCommand
    case notACommand
    case unknownCommand(String, suggestion: String?)
    /// A word of another program, and what does the same here.
    case borrowedCommand(String, instead: String)
    case pathWithoutMethod(String)
    case itemWithoutCommand(String)
    case missing(String, advice: String)
    case unexpected(usage: String)
    case unknownOption(String, known: [String])
    case unknownChoice(String, choices: [String])
    case notCurl
    case malformedTime(String)
    // Blocks.
    case unclosedBlock(String)
    case strayBrace
    case strayElse
    case blocksTooDeep
    case afterFinally
    case notACount(most: Int)
    case notAnInterval
    // Requests.
    case notAnItem
    case quotedItem(String)
    /// A text of several words, with the quotes that it lacks.
    case unquotedText(String)
    case unnamedItem
    case variableInName
    case unbalancedKey
    case secondDestination
    case secondBody
    case fieldBesideBody
    case notARequest(example: String)
    // Variables, aliases, expectations, prompts.
    case malformedVariableName
    case reservedVariable(String)
    case notARequestResult(variable: String)
    case notAnAssignment(usage: String)
    case spacedAssignment(String)
    case textInPlaceOfJSON(String)
    case malformedAliasName
    case aliasHidesCommand(String)
    case aliasHidesOperation(String)
    case aliasNotOneLine
    case unreadableAlias(message: String, advice: String?)
    case unknownSubject(usage: String)
    case missingComparison
    case unclosedPlaceholder
    case unopenedPlaceholder
    case unknownPlaceholder(String, known: [String])
    case promptNotOneLine
  }

  package let reason: Reason
  /// The part of the text that is wrong; empty at the text's end when something is missing there.
  package let range: SourceRange
  /// What could still complete the command; nil when nothing could.
  package let open: Opening?

  /// What is open at the end of an unfinished command.
  package enum Opening: Hashable, Sendable {
    /// A quote, by its mark.
    case quote(String)
    /// A bracket or brace, by its sign.
    case bracket(String)
    /// A backslash at the end of a line.
    case line
    /// A heredoc, which only this line ends.
    case heredoc(String)
    /// The braces of a block, by the word that it begins with.
    case block(String)
  }

  package init(_ reason: Reason, at range: SourceRange, open: Opening? = nil) {
    self.reason = reason
    self.range = range
    self.open = open
  }

  /// Whether more text could still make it a command.
  package var isUnfinished: Bool { open != nil }
}
