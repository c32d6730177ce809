/// The sentences of syntax errors: what is wrong, and what to type instead.
extension SyntaxError {
  /// What is wrong, in one line.
  package var message: String {
    switch reason {
    case .unclosedQuote: "this quote is not closed"
    case .unclosedBracket(let open, _): open == "${" ? "this ${ is not closed" : "this bracket is not closed"
    case .danglingBackslash: "there is nothing after the backslash"
    case .malformedUnicodeEscape: "\\u needs the four hexadecimal digits of a character"
    case .controlCharacter: "there is a control character here"
    case .textAfterJSON: "there is text right after the JSON"
    case .unnamedVariable: "${ needs the name of a variable"
    case .unnamedHeredoc: "<< needs a word"
    case .endlessHeredoc(let delimiter): "the text after <<\(delimiter) has no end"
    case .secondCommand: "a second command begins here"
    case .notACommand: "a command cannot begin with this"
    case .unknownCommand(let name, _), .borrowedCommand(let name, _): "there is no command \(name)"
    case .pathWithoutMethod: "a path needs a method in front of it"
    case .itemWithoutCommand: "there is no command in front of this"
    case .missing(let what, _): "\(what) is missing here"
    case .unexpected: "nothing should follow here"
    case .unknownOption(let name, _): "there is no option \(name)"
    case .unknownChoice(let word, _): "\(word.isEmpty ? "this" : word) is not one of the words that can stand here"
    case .notCurl: "a curl command is missing here"
    case .malformedTime(let text): "\(text.isEmpty ? "this" : text) is not a time"
    case .unclosedBlock(let name): "the braces of this \(name) are not closed"
    case .strayBrace: "there is no block that this closes"
    case .strayElse: "there is no if that this belongs to"
    case .blocksTooDeep: "there are more than \(Block.deepest) blocks in one another here"
    case .afterFinally: "nothing runs after finally"
    case .notACount(let most): "this is not a number from 1 to \(most)"
    case .notAnInterval: "this is not a length of time"
    case .notAnItem: "this is not an item: there is no =, :=, == or : in it"
    case .unquotedText: "a text of several words needs quotes"
    case .quotedItem: "the quotes stand around the whole item"
    case .unnamedItem: "there is no name in front of the sign"
    case .variableInName: "a name cannot have a variable in it"
    case .unbalancedKey: "the brackets in this name do not match"
    case .secondDestination: "the response can go to one place only"
    case .secondBody: "a request has one body, and this is a second"
    case .fieldBesideBody: "a field beside a whole body"
    case .notARequest: "this is not a request"
    case .malformedVariableName: "this is not a valid name for a variable"
    case .reservedVariable(let name): "$\(name) is always the last response"
    case .notARequestResult: "only the response of a request or an upload, and what find finds, can be kept like this"
    case .notAnAssignment: "this does not set a variable"
    case .spacedAssignment: "there is no = right behind the name"
    case .textInPlaceOfJSON: "= takes a text, in which the quotes of this JSON would be lost"
    case .malformedAliasName: "this is not a valid name for an alias"
    case .aliasHidesCommand(let name): "\(name) is a command already, which an alias cannot hide"
    case .aliasHidesOperation(let name): "\(name) is an operation already, which an alias cannot hide"
    case .aliasNotOneLine: "an alias stands for words on one line"
    case .unreadableAlias(let message, _): "in these words, \(message)"
    case .unknownSubject: "nothing of that name can be expected"
    case .missingComparison: "a comparison is missing here"
    case .unclosedPlaceholder: "this brace is not closed"
    case .unopenedPlaceholder: "this brace was not opened"
    case .unknownPlaceholder(let name, _): "there is no {\(name)} in a prompt"
    case .promptNotOneLine: "a prompt is one line without control characters"
    }
  }

  /// What to type instead, in one line; nil when there is nothing to say.
  package var advice: String? {
    switch reason {
    case .unclosedQuote(let mark): "close it with \(mark)"
    case .unclosedBracket(_, let close): "close it with \(close), or put the text in quotes"
    case .danglingBackslash, .malformedUnicodeEscape, .unnamedVariable, .secondCommand, .notACommand,
      .secondBody, .secondDestination, .variableInName, .aliasHidesCommand, .aliasHidesOperation, .aliasNotOneLine,
      .promptNotOneLine, .blocksTooDeep:
      nil
    case .unclosedBlock: "close them with a } on a line of its own"
    case .strayBrace: "a block begins with for, if, retry or finally, and a { at the end of that line"
    case .strayElse: "it stands behind the brace of an if: } else {"
    case .afterFinally: "put finally at the end of the script or of the block"
    case .notACount: "as in retry 10 every 2s { … }"
    case .notAnInterval: "500ms, 2s and 1m are, up to a day"
    case .controlCharacter(let byte):
      "write it as \\u\(String(repeating: "0", count: byte < 16 ? 3 : 2))\(String(byte, radix: 16)) in double quotes"
    case .textAfterJSON: "put a space there"
    case .unnamedHeredoc: "write <<END, the text, and END on a line"
    case .endlessHeredoc(let delimiter): "end it with a line that is \(delimiter) and nothing else"
    case .unknownCommand(_, let suggestion): suggestion.map { "did you mean \($0)?" } ?? "help lists the commands"
    case .borrowedCommand(_, let instead): instead
    case .pathWithoutMethod(let path): "as in get \(path)"
    case .itemWithoutCommand(let item): "to set a variable: set \(item)"
    case .missing(_, let advice): advice
    case .unexpected(let usage), .notAnAssignment(let usage), .unknownSubject(let usage): "usage: \(usage)"
    case .unknownOption(let name, let known):
      BorrowedWords.advice(forOption: name)
        ?? (known.isEmpty ? "this command takes no options" : "the options are \(known.joined(separator: " "))")
    case .unknownChoice(_, let choices): "one of \(choices.joined(separator: ", "))"
    case .notCurl: "paste one: import curl -X POST …"
    case .malformedTime: "write 30s, 10m or 1h, up to a week"
    case .unquotedText(let text): "write \(text)"
    case .quotedItem(let item): "they belong around the value: \(item)"
    case .notAnItem: "a field is name=value, a parameter of the query name==value; see help items"
    case .unnamedItem: "see help items"
    case .unbalancedKey: "write name[inner] or name[]"
    case .fieldBesideBody: "give the body as a whole or by its fields"
    case .notARequest(let example): "as in \(example)"
    case .malformedVariableName: "letters, digits and _, as in map"
    case .reservedVariable: "choose another name"
    case .notARequestResult(let variable): "for a plain value: set \(variable)=…"
    case .malformedAliasName: "letters, digits, _ and -, as in alias m='get /maps'"
    case .unreadableAlias(_, let advice): advice
    case .spacedAssignment(let text): "as in set \(text)"
    case .textInPlaceOfJSON(let name): "write set \(name):=… for JSON, or quotes around the whole text"
    case .missingComparison: "one of \(Expectation.Comparison.allCases.map(\.rawValue).joined(separator: " "))"
    case .unclosedPlaceholder: "{{ stands for a brace"
    case .unopenedPlaceholder: "}} stands for a brace"
    case .unknownPlaceholder(_, let known): "one of \(known.map { "{\($0)}" }.joined(separator: " "))"
    }
  }
}
