internal import CommandLanguage
internal import FeltAPI
extension Interpreter {
  func notYet() -> Failure { Failure(.unreadable, "not built yet") }
  func printExport(_ request: Request, _ format: Located) throws { throw notYet() }
  func export(_ format: Located, _ line: RequestLine?) throws { throw notYet() }
  func importCurl(_ text: Located) throws { throw notYet() }
  func list(_ word: Word?) throws { throw notYet() }
  func changePlace(_ word: Word?) throws { throw notYet() }
  func printPlace() { }
  func edit(_ word: Word) throws { throw notYet() }
  func diff(_ left: Word, _ right: Word, ignoring: [Word]) throws { throw notYet() }
}
enum LocalChecks { static func run(_ made: CallFactory.Made, request: Request, line: RequestLine) throws(Failure) {} }
