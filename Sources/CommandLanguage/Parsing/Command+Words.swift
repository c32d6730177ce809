/// The words of a command that can have variables in them.
extension Command {
  /// Every word, in no certain order; of a block those of its head.
  package var words: [Word] {
    switch action {
    case .nothing: []
    case .request(let line, _): line.words
    case .call(let call):
      call.arguments.flatMap(\.words) + call.options.compactMap(\.value) + call.output.words
    case .block(let block): block.words
    }
  }

  /// The variables that it sets; of a block, the loop's own.
  package var boundNames: [String] {
    switch action {
    case .nothing: []
    case .request(_, let variable): variable.map { [$0.text] } ?? []
    case .call(let call):
      call.arguments.compactMap { if case .assignment(let name, _) = $0.value { name.text } else { nil } }
        + (call.variable.map { [$0.text] } ?? [])
    case .block(let block): if case .loop(let loop) = block.head { [loop.variable.text] } else { [] }
    }
  }

  /// The variables that it refers to, each with its place.
  package var references: [(reference: VariableReference, range: SourceRange)] {
    var result = Self.references(in: words)
    for item in request?.items ?? [] {
      if case .body(.variable(let reference)) = item.kind { result.append((reference, item.range)) }
    }
    return result
  }

  /// The variables that words refer to, each with its place.
  package static func references(in words: [Word]) -> [(reference: VariableReference, range: SourceRange)] {
    var result: [(reference: VariableReference, range: SourceRange)] = []
    for word in words {
      for part in word.parts { if case .variable(let reference) = part.kind { result.append((reference, part.range)) } }
    }
    return result
  }

  /// The request that it makes, or that one of its arguments is.
  private var request: RequestLine? {
    switch action {
    case .nothing: nil
    case .request(let line, _): line
    case .call(let call): call.request
    case .block: nil
    }
  }
}

extension RequestLine {
  fileprivate var words: [Word] { arguments + items.flatMap(\.words) + output.words }
}

extension Item {
  fileprivate var words: [Word] {
    switch kind {
    case .field(_, let value): [value.word]
    case .query(_, let word), .header(_, let word), .body(.file(let word)): [word]
    case .body: []
    }
  }
}

extension FieldValue {
  /// The word behind the sign.
  package var word: Word {
    switch self {
    case .text(let word), .json(let word), .textFile(let word), .jsonFile(let word): word
    }
  }
}

extension OutputOptions {
  fileprivate var words: [Word] {
    [select, format?.argument, destination?.file].compactMap { $0 }
  }
}

extension CommandCall.Argument {
  fileprivate var words: [Word] {
    switch value {
    case .word(let word): [word]
    case .assignment(_, let value): [value.word]
    case .aliasDefinition(_, let word): word.map { [$0] } ?? []
    case .expectation(let expectation): expectation.words
    case .item(let item): item.words
    case .request(let line): line.words
    case .foreign: []
    }
  }
}

extension Expectation {
  /// The words that can have variables in them.
  package var words: [Word] {
    let subject: [Word] =
      switch subject {
      case .value(let reference, let range, _), .valueCount(let reference, let range):
        [Word(.variable(reference), range)]
      case .status, .time, .header, .path, .count: []
      }
    return subject + (value.map { [$0] } ?? [])
  }
}
