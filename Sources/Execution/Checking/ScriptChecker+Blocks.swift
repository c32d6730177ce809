internal import CommandLanguage
internal import FeltAPI
internal import JSONText
internal import Platform

extension ScriptChecker {
  /// Of a file with more bad rows than these the others are not told.
  private static let mostRows = 20

  /// Checks a block: its head, and the statements in its braces with what they can refer to.
  mutating func block(_ block: Block, _ statement: Statement, _ check: StatementCheck) {
    switch block.head {
    case .loop(let loop): self.loop(loop, block.body, statement, check)
    case .condition(let condition):
      for failure in check.expectation(condition) { add(failure, statement) }
      scoped(block.body, statement)
      if let alternative = block.alternative { scoped(alternative, statement) }
      scope.bindLast(nil)
    case .retry:
      report.isOpenEnded = true
      scope.bindLast(nil)
      scoped(block.body, statement)
    case .finally: scoped(block.body, statement)
    }
  }

  private mutating func scoped(_ body: [Statement], _ statement: Statement) {
    scope.begin(statement)
    self.check(body)
    scope.end()
  }

  private mutating func loop(
    _ loop: Block.Loop, _ body: [Statement], _ statement: Statement, _ check: StatementCheck
  ) {
    var count: Int?
    var columns: (names: [String], file: String)?
    var schema: Schema?
    var found: [String]?
    switch loop.source {
    case .values(let reference, _):
      schema = scope.schema(of: reference)
      if case .array(let element, _)? = schema?.kind { schema = element }
    case .files(let word):
      do throws(Failure) { found = try check.files(word) } catch { add(error, statement) }
      count = found?.count
      if count == 0, let text = word.text {
        add(Failure(.loop(.noFile(pattern: text)), at: word.range), statement, true)
      }
    case .file(let word):
      do throws(Failure) {
        let table = try check.table(word, mostProblems: Self.mostRows)
        (count, columns) = (table?.count, table.flatMap { table in table.columns.map { ($0, table.file) } })
        for problem in table?.problems ?? [] { add(problem.pointing(at: word.range), statement) }
      } catch {
        add(error.pointing(at: word.range), statement)
      }
    }
    let outer = factor
    if let count {
      factor = factor.multipliedReportingOverflow(by: count).partialValue
    } else {
      report.isOpenEnded = true
    }
    let shadowed = loopFiles[loop.variable.text]
    loopFiles[loop.variable.text] = found
    scope.bindLast(nil)
    scope.begin(item: (loop.variable, schema, columns), statement)
    self.check(body)
    scope.end()
    loopFiles[loop.variable.text] = shadowed
    scope.bindLast(nil)
    factor = outer
  }
}

/// A file that a loop goes through, as far as it can be read without running anything.
struct CheckedTable {
  var file: String
  /// The names of its columns; nil for what has none.
  var columns: [String]?
  var count: Int?
  var problems: [Failure] = []
}

extension StatementCheck {
  /// The files that fit a pattern; nil where variables are in it.
  func files(_ word: Word) throws(Failure) -> [String]? {
    guard word.text != nil else { return nil }
    return try FileItems(word, resolver, trust, home: session.options.environment["HOME"]).found
  }

  /// Reads the file that a loop goes through; nil where its name is not known.
  func table(_ word: Word, mostProblems: Int) throws(Failure) -> CheckedTable? {
    guard let name = word.text else { return nil }
    let path = try trust.files.readable(try resolver.file(word), at: word.range)
    var table = CheckedTable(file: name)
    switch FileFormat(name) {
    case .table:
      let file: FileReader
      do throws(FileError) { file = try FileReader(path) } catch { throw Failure(error) }
      var rows = CSVTable(file, name)
      try rows.readHeader()
      table.columns = rows.columns
      var count = 0
      while let row = try rows.next() {
        count += 1
        if let problem = row.problem, table.problems.count < mostProblems { table.problems.append(problem) }
      }
      table.count = count
    case .list:
      let bytes: [UInt8]
      do throws(FileError) { bytes = try FileReader.contents(of: path, limit: session.maximumBody) } catch {
        throw Failure(error)
      }
      let value: JSONValue
      do { value = try JSONValue(parsing: bytes) } catch { throw StepContext.failure(error, inFile: word) }
      guard case .array(let elements) = value else { throw Failure(.loop(.notAList(name))) }
      table.count = elements.count
    case .lines:
      do throws(FileError) { _ = try FileReader(path) } catch { throw Failure(error) }
    case nil: throw Failure(.loop(.unknownFormat(file: name)))
    }
    return table
  }

  /// What is wrong with the path of an expectation.
  func expectation(_ expectation: Expectation) -> [Failure] {
    do throws(Failure) {
      if let path = expectation.path { _ = try JSONQuery.parse(path.text, at: path.range) }
      try ExpectationChecker.checkForm(of: expectation)
      return []
    } catch {
      return [error]
    }
  }
}

extension Expectation {
  /// The path into the last response that it looks at.
  fileprivate var path: Located? {
    switch subject {
    case .path(let path, _), .count(let path): path
    case .status, .time, .header, .value, .valueCount: nil
    }
  }

  /// The path into the last response that has to be there.
  var neededPath: Located? { isNegated || value == nil ? nil : path }

  /// Whether it asks if there is something that a reference leads to.
  func asksFor(_ reference: VariableReference) -> Bool {
    if case .value(reference, _, _) = subject { value == nil } else { false }
  }
}

extension Statement {
  /// Whether it expects a status that is not a success.
  var expectsError: Bool {
    guard let expectation = command.expectation, case .status = expectation.subject else { return false }
    return expectation.isNegated || expectation.comparison != .equal
      || expectation.value?.text?.utf8.first != UInt8(ascii: "2")
  }
}

extension Block {
  /// The condition of an `if`.
  var condition: Expectation? { if case .condition(let condition) = head { condition } else { nil } }
}
