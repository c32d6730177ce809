internal import CommandLanguage
internal import FeltAPI
internal import JSONText
internal import Platform

/// Resolves the words of a request into a call.
struct CallResolver {
  let resolver: VariableResolver
  /// The path that `cd` went to, relative to the base URL; empty at the top.
  let location: String
  /// Where the statement came from, which decides what files it may read.
  let trust: FileTrust
  /// The longest file that is read or sent, in bytes.
  let longestFile: Int

  func resolve(_ line: RequestLine) throws(Failure) -> ResolvedCall {
    var resolved = try target(line)
    var fields: [BodyField] = []
    for item in line.items {
      switch item.kind {
      case .field(let path, let value):
        fields.append(BodyField(path: path, value: try fieldValue(value, item)))
        resolved.fieldItems.append(item)
      case .query(let name, let word):
        resolved.call.query.append(.init(name: name, value: try resolver.text(word)))
        resolved.queryItems.append(item)
      case .header(let name, let word):
        resolved.call.headers.append(.init(name: name, value: try resolver.text(word)))
        resolved.headerItems.append(item)
      case .body(let source):
        resolved.call.body = try body(source, item)
      }
    }
    if !fields.isEmpty { resolved.call.body = .fields(fields) }
    return resolved
  }

  // MARK: - The path

  private func target(_ line: RequestLine) throws(Failure) -> ResolvedCall {
    switch line.verb {
    case .method(let method):
      guard let word = line.arguments.first else {
        throw Failure(.call(.missingPathParameter("the path")), at: line.verbRange)
      }
      var result = ResolvedCall(Call(method, try path(word)), line: line, pathRange: word.range)
      if isRelative(word) { result.location = location }
      return result
    case .operation(let operation):
      var parts: [Call.PathPart] = []
      var ranges: [String: SourceRange] = [:]
      var arguments = line.arguments[...]
      for segment in operation.path.segments {
        switch segment {
        case .literal(let text): parts.append(.literal("/" + text))
        case .parameter(let name):
          guard let word = arguments.popFirst() else {
            let end = line.arguments.last?.range.upperBound ?? line.verbRange.upperBound
            throw Failure(.missingParameter(name, operation: operation), at: end..<end)
          }
          ranges[name] = word.range
          parts += [.literal("/"), .value(try identifier(word, parameter: name))]
        }
      }
      let all =
        (line.arguments.first?.range ?? line.verbRange)
        .lowerBound..<(line.arguments.last?.range ?? line.verbRange)
        .upperBound
      var result = ResolvedCall(Call(operation.method, parts), line: line, pathRange: all)
      result.parameterRanges = ranges
      return result
    }
  }

  /// The path that a word is, its variables' values apart from its text.
  func path(_ word: Word) throws(Failure) -> [Call.PathPart] {
    var parts: [Call.PathPart] = []
    var typed = ""
    for part in word.parts {
      if case .variable(let reference) = part.kind {
        let value = try resolver.value(reference, at: part.range)
        let holder = typed.split(separator: "/").last.map(String.init) ?? ""
        let text =
          isUnknownResponse(reference)
          ? value.plainText + ".id"
          : try Self.identifier(of: value, parameter: PathParameter.name(in: holder), at: part.range)
        if typed.isEmpty && (text.utf8.first == UInt8(ascii: "/") || text.containsBytes(of: "://")) {
          throw Failure(.variableAsPath, at: part.range)
        }
        parts.append(.value(text))
      } else {
        let text = part.text ?? ""
        typed += text
        parts.append(.literal(text))
      }
    }
    guard isRelative(word), !location.isEmpty else { return parts }
    return typed == "." ? [.literal(location)] : [.literal(location + "/")] + parts
  }

  /// Whether a path counts from where `cd` went.
  func isRelative(_ word: Word) -> Bool {
    let typed = word.text ?? word.parts.compactMap(\.text).joined()
    return typed.utf8.first != UInt8(ascii: "/") && !typed.containsBytes(of: "://")
  }

  /// A word that names a location: variables stand for ids, as in a path.
  func locationText(_ word: Word) throws(Failure) -> String {
    if let text = word.text { return text }
    if case .string(let text)? = try resolver.wholeValue(word) { return text }
    var result = ""
    for part in try path(word) {
      switch part {
      case .literal(let text), .value(let text): result += text
      }
    }
    return result
  }

  /// The id that a word stands for, as the value of a parameter: an object stands for its own.
  func identifier(_ word: Word, parameter: String) throws(Failure) -> String {
    if let value = try resolver.wholeValue(word) {
      if let reference = word.variable, isUnknownResponse(reference) { return value.plainText + ".id" }
      return try Self.identifier(of: value, parameter: parameter, at: word.range)
    }
    return try resolver.text(word)
  }

  /// Whether a variable will be a response, of which a path takes the id.
  private func isUnknownResponse(_ reference: VariableReference) -> Bool {
    reference.query.isEmpty && resolver.isUnknown(reference.name)
  }

  /// A value that stands in a path: an object stands for its id.
  private static func identifier(
    of value: JSONValue, parameter: String, at range: SourceRange
  ) throws(Failure) -> String {
    switch value {
    case .string(let text): return text
    case .number, .bool: return value.plainText
    case .object(let object):
      let names = ["id", parameter, parameter.dropLast(3) + "_request_id"]
      for name in names {
        if case .string(let text)? = object[name] { return text }
      }
      throw Failure(.noIdentifier(members: value.memberSummary), at: range)
    case .array, .null: throw Failure(.unusableInPath(isNull: value == .null), at: range)
    }
  }

  // MARK: - The body

  private func fieldValue(_ value: FieldValue, _ item: Item) throws(Failure) -> BodyField.Value {
    switch value {
    case .text(let word):
      guard let whole = try resolver.wholeValue(word) else { return .text(try resolver.text(word)) }
      if case .string(let text) = whole { return .text(text) }
      return .json(whole.serialized())
    case .json(let word):
      if let whole = try resolver.wholeValue(word) { return .json(whole.serialized()) }
      let text = try resolver.text(word)
      if text.isEmpty {
        throw Failure(.missingJSON, at: item.valueRange)
      }
      return .json(try json(Array(text.utf8), at: item.valueRange))
    case .textFile(let word):
      return .text(try file(word) { path throws(FileError) in try FileReader.text(of: path, limit: longestFile) })
    case .jsonFile(let word):
      let bytes = try file(word) { path throws(FileError) in
        try FileReader.contents(of: path, limit: longestFile)
      }
      return .json(try json(bytes, at: item.valueRange))
    }
  }

  private func body(_ source: BodySource, _ item: Item) throws(Failure) -> Call.Body {
    switch source {
    case .json(let text): return .json(try json(Array(text.utf8), at: item.range))
    case .heredoc(_, let text): return .json(try json(Array(text.utf8), at: item.range))
    case .variable(let reference): return .json(try resolver.value(reference, at: item.range).serialized())
    case .file(let word):
      let path = try trust.readable(try resolver.file(word), at: word.range)
      do throws(FileError) {
        let reader = try FileReader(path)
        if reader.byteCount > longestFile { throw FileError(path: path, cause: .tooLong(limit: longestFile)) }
        return .file(path: path, byteCount: reader.byteCount, contentType: "application/json")
      } catch {
        throw Failure(error, at: item.range)
      }
    }
  }

  private func file<Contents>(
    _ word: Word, _ read: (String) throws(FileError) -> Contents
  ) throws(Failure) -> Contents {
    let path = try trust.readable(try resolver.file(word), at: word.range)
    do { return try read(path) } catch { throw Failure(error, at: word.range) }
  }

  /// Checks that bytes are JSON; the failure points into them.
  private func json(_ bytes: [UInt8], at range: SourceRange) throws(Failure) -> [UInt8] {
    do {
      _ = try JSONValue(parsing: bytes)
      return bytes
    } catch {
      let start = range.lowerBound + error.offset
      let isInside = range.count == bytes.count && start < range.upperBound
      throw Failure(.malformedJSON(error.message), at: isInside ? start..<start + 1 : range)
    }
  }
}
