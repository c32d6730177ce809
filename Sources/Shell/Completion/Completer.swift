internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
package import LineEditing

/// What could stand at the cursor: a pure function of the catalogue and of what the session has seen.
package struct Completer {
  private let session: Session

  package init(_ interpreter: Interpreter) {
    session = interpreter.session
  }

  /// - Parameter cursor: in bytes of the line.
  package func complete(_ line: String, _ cursor: Int) -> CompletionList {
    let bytes = Array(line.utf8.prefix(cursor))
    let words = Self.words(bytes)
    let range = words.start..<bytes.count
    let word = words.current
    if let variable = variableCompletion(word, end: bytes.count) { return variable }
    guard let first = words.before.first else { return list(range, word, beginnings) }
    if words.before.count == 2, words.before[1] == "=" { return list(range, word, requests) }
    let rest = words.before.dropFirst(words.before.count > 2 && words.before[1] == "=" ? 3 : 1)
    let verb = words.before.count > 2 && words.before[1] == "=" ? words.before[2] : first
    if verb == "help" { return list(range, word, Help.topics.map { Completion(replacement: $0) }) }
    if ["cd", "ls", "edit"].contains(verb), rest.isEmpty {
      return word.hasPrefix("/") ? path(word, range, methods: [.get]) : titles(range, word)
    }
    if verb == "export", rest.isEmpty {
      return list(range, word, RequestExport.allCases.map { Completion(replacement: $0.rawValue) })
    }
    if let method = HTTPRequest.Method(verb.uppercased()), Self.methods.contains(verb.lowercased()) {
      guard let typed = rest.first else { return path(word, range, methods: [method]) }
      let text = typed.split(separator: "/").map { $0.hasPrefix("$") ? "x" : String($0) }.joined(separator: "/")
      return items(word, range, Catalogue.match(method, "/" + text)?.0)
    }
    guard let operation = Catalogue.operation(named: verb) else { return .none }
    let parameters = operation.path.parameterNames
    if rest.count < parameters.count { return ids(word, range, parameters[rest.count]) }
    return items(word, range, operation)
  }

  private static let methods = ["get", "post", "put", "patch", "delete", "head"]

  // MARK: - Words

  /// The words in front of the cursor, as far as a glance tells, and the one that is being typed.
  private static func words(_ bytes: [UInt8]) -> (before: [String], current: String, start: Int) {
    var before: [String] = []
    var start = 0
    var quote: UInt8?
    for (index, byte) in bytes.enumerated() {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
        if index > start { before.append(String(decoding: bytes[start..<index], as: UTF8.self)) }
        start = index + 1
      }
    }
    return (before, String(decoding: bytes[start...], as: UTF8.self), start)
  }

  private func list(_ range: Range<Int>, _ word: String, _ candidates: [Completion]) -> CompletionList {
    CompletionList(range: range, candidates: candidates.filter { $0.replacement.hasPrefix(word) })
  }

  private var requests: [Completion] {
    Self.methods.map { Completion(replacement: $0) }
      + Catalogue.operations.map { Completion(replacement: $0.name, detail: $0.summary) }
  }

  private var beginnings: [Completion] {
    CommandEntry.all.map { Completion(replacement: $0.name, detail: $0.summary) }
      + Catalogue.operations.map { Completion(replacement: $0.name, detail: $0.summary) }
  }

  // MARK: - Paths and ids

  private func path(_ word: String, _ range: Range<Int>, methods: [HTTPRequest.Method]) -> CompletionList {
    let typed = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init).dropFirst(
      word.hasPrefix("/") ? 1 : 0)
    let (fixed, last) = (Array(typed.dropLast()), typed.last ?? "")
    let prefix = "/" + fixed.map { $0 + "/" }.joined()
    var found: [String: Completion] = [:]
    for operation in Catalogue.operations where Self.begins(operation.path, with: fixed) {
      let segments = operation.path.segments
      guard segments.count > fixed.count, methods.contains(operation.method) else { continue }
      let isEnd = segments.count == fixed.count + 1
      switch segments[fixed.count] {
      case .literal(let text):
        guard text.hasPrefix(last) else { continue }
        let known = found[text]
        let detail = isEnd ? operation.summary : known?.detail
        found[text] = Completion(
          replacement: prefix + text, label: text, detail: detail, isFinal: isEnd && known?.isFinal ?? true)
      case .parameter(let name):
        for thing in matching(name, last) {
          found[thing.id] = Completion(
            replacement: prefix + thing.id, label: thing.title, detail: thing.id, isFinal: false)
        }
      }
    }
    return CompletionList(range: range, candidates: found.values.sorted { $0.label < $1.label })
  }

  private static func begins(_ template: PathTemplate, with typed: [String]) -> Bool {
    template.segments.count >= typed.count
      && zip(template.segments, typed).allSatisfy { segment, text in
        switch segment {
        case .literal(let word): word == text
        case .parameter: !text.isEmpty
        }
      }
  }

  private func ids(_ word: String, _ range: Range<Int>, _ parameter: String) -> CompletionList {
    let candidates = matching(parameter, word).map { Completion(replacement: $0.id, label: $0.title, detail: $0.id) }
    return CompletionList(range: range, candidates: candidates)
  }

  /// The things whose id or title begins as typed.
  private func matching(_ parameter: String, _ typed: String) -> [Knowledge.Thing] {
    let lowercased = typed.lowercased()
    return session.knowledge.things(for: parameter).filter {
      typed.isEmpty || $0.id.hasPrefix(typed) || $0.title.lowercased().hasPrefix(lowercased)
    }
  }

  /// Titles to go to, quoted where they have to be.
  private func titles(_ range: Range<Int>, _ word: String) -> CompletionList {
    let plain = word.filter { $0 != "\"" && $0 != "'" }.lowercased()
    let things = session.knowledge.things.values.filter { $0.title.lowercased().hasPrefix(plain) }
    let candidates = things.map {
      Completion(
        replacement: Word.meaning($0.title).printed, label: $0.title, detail: $0.parameter.replacing("_id", with: ""))
    }
    return CompletionList(range: range, candidates: candidates.sorted { $0.label < $1.label })
  }

  // MARK: - Items

  private func items(_ word: String, _ range: Range<Int>, _ operation: FeltAPI.Operation?) -> CompletionList {
    if word.hasPrefix("--") {
      let options = ["--select", "--table", "--raw", "--headers", "--dry-run", "--as", "--no-check"]
      return list(range, word, options.map { Completion(replacement: $0) })
    }
    guard let operation else { return .none }
    let help = OperationHelp(operation)
    let fields = help.body.map(Self.fields) ?? []
    if let sign = word.firstIndex(of: "=") {
      let name = String(word[..<sign])
      let isQuery = word[sign...].hasPrefix("==")
      let field = (isQuery ? help.query : fields).first { $0.name == name }
      let values = field?.allowed ?? (field?.type == "boolean" ? ["true", "false"] : [])
      let key = name + (isQuery ? "==" : "=")
      return list(range, word, values.map { Completion(replacement: key + Word.meaning($0).printed, label: $0) })
    }
    let candidates =
      fields.map { Completion(replacement: $0.name + "=", detail: Self.describe($0), isFinal: false) }
      + help.query.map { Completion(replacement: $0.name + "==", detail: Self.describe($0), isFinal: false) }
    return list(range, word, candidates)
  }

  private static func fields(_ group: OperationHelp.FieldGroup) -> [OperationHelp.Field] {
    group.fields + group.alternatives.flatMap(fields)
  }

  private static func describe(_ field: OperationHelp.Field) -> String {
    field.type + (field.isRequired ? ", required" : "")
  }

  // MARK: - Variables

  /// `$map`, `$map.la`: the names of variables, and of the fields inside them.
  private func variableCompletion(_ word: String, end: Int) -> CompletionList? {
    guard let dollar = word.lastIndex(of: "$") else { return nil }
    let typed = word[word.index(after: dollar)...]
    guard
      typed.utf8.allSatisfy({
        $0.isWordByte || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
      })
    else { return nil }
    guard let dot = typed.lastIndex(of: ".") else {
      let names = (session.variables.keys + (session.last == nil ? [] : ["_"])).filter { $0.hasPrefix(typed) }.sorted()
      let candidates = names.map { Completion(replacement: $0, label: "$" + $0, isFinal: false) }
      return CompletionList(range: end - typed.utf8.count..<end, candidates: candidates)
    }
    let holder = typed[..<dot]
    let name = String(holder.prefix { $0 != "." && $0 != "[" })
    let reference = VariableReference(name: name, query: String(holder.dropFirst(name.count)))
    guard case .object(let object)? = try? Expander(session).value(reference, at: 0..<0) else {
      return CompletionList.none
    }
    let inner = typed[typed.index(after: dot)...]
    let candidates = object.members.filter { $0.name.hasPrefix(inner) && $0.name.utf8.allSatisfy(\.isWordByte) }
      .map { Completion(replacement: $0.name, isFinal: false) }
    return CompletionList(range: end - inner.utf8.count..<end, candidates: candidates)
  }
}

extension UInt8 {
  /// Whether it can stand in a name.
  fileprivate var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
