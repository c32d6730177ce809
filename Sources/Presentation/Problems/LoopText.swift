internal import CommandLanguage
internal import Execution

/// The sentences about loops.
extension LoopProblem {
  /// What is wrong, in one line.
  var message: String {
    switch self {
    case .columns(let file, let row, let line, let found, let expected):
      "row \(row) of \(file), on line \(line), has \(Quantity.count(found, "column")), and the header has \(expected)"
    case .unclosedQuote(let file, let line): "the quote on line \(line) of \(file) is not closed"
    case .notUTF8(let file, let line): "line \(line) of \(file) is not UTF-8 text"
    case .repeatedColumn(let file, let name): "two columns of \(file) are called \(name)"
    case .malformedLine(let file, let line, let detail): "line \(line) of \(file) is not JSON: \(detail)"
    case .notAList(let file): "\(file) is not a list"
    case .unknownFormat(let file): "\(file) is not a file that a loop can go through"
    case .noFile(let pattern): EmptyLoop.noFile(pattern: pattern).message
    case .count(let text): "\(text) is not a number of times, from 1 to \(Block.Retry.mostTries)"
    case .interval(let text): "\(text) is not a length of time"
    }
  }

  /// What to do next; nil when there is nothing to say.
  var advice: String? {
    switch self {
    case .columns: "quote a value that has a comma in it"
    case .noFile: "the loop will have nothing to do, unless the files are made before it runs"
    case .unclosedQuote, .notUTF8, .repeatedColumn, .malformedLine: nil
    case .notAList: "for a part of it: set x:=@FILE, then for item in $x.features[*] { … }"
    case .unknownFormat: "@FILE.csv, @FILE.json and @FILE.jsonl are; without the @ it is a pattern for names of files"
    case .count: "as in retry 10 every 2s { … }"
    case .interval: "500ms, 2s and 1m are, up to a day"
    }
  }
}

extension EmptyLoop {
  var message: String {
    switch self {
    case .noFile(let pattern): "no file fits \(pattern)"
    case .noRow(let file): "\(file) has no rows"
    case .noNode(let query): "nothing at \(query)"
    }
  }
}

extension LoopStop {
  /// Why a loop ended early; nil where that has been told.
  var message: String? {
    switch self {
    case .onError: "--on-error stop ends it"
    case .tokenRefused: "the token was refused"
    case .noResponse: "there was no response"
    case .alike(let count): "\(count) items in a row failed alike"
    case .interrupted: "interrupted"
    case .quit: "quit"
    case .brokenPipe: nil
    }
  }
}

extension LoopItem {
  /// Its number, and its title if it has one.
  var label: String { title.isEmpty ? "item \(number)" : "item \(number), \(title)" }
}
