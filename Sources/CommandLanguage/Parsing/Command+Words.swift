/// The words of a command that can have variables in them.
extension Command {
  /// Every word, in no certain order.
  package var words: [Word] {
    switch action {
    case .nothing: []
    case .request(let line, _): line.words
    case .call(let call):
      call.arguments.flatMap(\.words) + call.options.compactMap(\.value) + call.output.words
    }
  }

  /// The variables that it refers to, each with its place.
  package var references: [(reference: VariableReference, range: SourceRange)] {
    var result = words.flatMap(\.parts).compactMap { part in
      if case .variable(let reference) = part.kind { (reference, part.range) } else { nil }
    }
    for item in request?.items ?? [] {
      if case .body(.variable(let reference)) = item.kind { result.append((reference, item.range)) }
    }
    return result
  }

  /// The request that it makes, or that one of its arguments is.
  private var request: RequestLine? {
    switch action {
    case .nothing: nil
    case .request(let line, _): line
    case .call(let call): call.request
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
    case .expectation(let expectation): expectation.value.map { [$0] } ?? []
    case .item(let item): item.words
    case .request(let line): line.words
    case .foreign: []
    }
  }
}
