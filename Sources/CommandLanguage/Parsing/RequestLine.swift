package import FeltAPI
package import HTTPTypes

/// `post /maps title=A`, or `create_map title=A`.
package struct RequestLine: Sendable, Hashable {
  /// What is asked, by method or by the operation's name.
  package enum Verb: Sendable, Hashable {
    case method(HTTPRequest.Method)
    case operation(FeltAPI.Operation)
  }

  package var verb: Verb
  package var verbRange: SourceRange
  /// The path after a method, or the values of the path's parameters after an operation's name.
  package var arguments: [Word]
  package var items: [Item]
  package var output: OutputOptions

  package init(
    verb: Verb, verbRange: SourceRange, arguments: [Word], items: [Item] = [], output: OutputOptions = OutputOptions()
  ) {
    self.verb = verb
    self.verbRange = verbRange
    self.arguments = arguments
    self.items = items
    self.output = output
  }

  /// The operation that it asks for, with any value where a variable stands; nil when the catalogue doesn't have it,
  /// and for a path that counts from where `cd` went to.
  package var operation: FeltAPI.Operation? {
    switch verb {
    case .operation(let operation): return operation
    case .method(let method):
      let path = (arguments.first?.parts ?? []).map { $0.text ?? "x" }.joined().prefix { $0 != "?" && $0 != "#" }
      return Catalogue.match(method, path.begins(with: "/") ? String(path) : "/" + path)?.0
    }
  }

  package var method: HTTPRequest.Method {
    switch verb {
    case .method(let method): method
    case .operation(let operation): operation.method
    }
  }
}

/// Something that a request is given, such as `title=A` or `format==csv`.
package struct Item: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A field of the JSON body.
    case field([BodyField.Key], FieldValue)
    /// A parameter of the query.
    case query(name: String, Word)
    /// A header.
    case header(name: String, Word)
    /// The whole body.
    case body(BodySource)
  }

  package let kind: Kind
  /// The whole item.
  package let range: SourceRange
  /// The part in front of the sign, or the whole.
  package let keyRange: SourceRange
  /// The part behind the sign, or the whole.
  package let valueRange: SourceRange

  package init(_ kind: Kind, range: SourceRange, keyRange: SourceRange? = nil, valueRange: SourceRange? = nil) {
    self.kind = kind
    self.range = range
    self.keyRange = keyRange ?? range
    self.valueRange = valueRange ?? range
  }
}

/// What stands behind a field's sign.
package enum FieldValue: Sendable, Hashable {
  /// `=text`
  case text(Word)
  /// `:=json`
  case json(Word)
  /// `=@file`
  case textFile(Word)
  /// `:=@file`
  case jsonFile(Word)
}

/// Where the whole body comes from.
package enum BodySource: Sendable, Hashable {
  /// `{…}` or `[…]`
  case json(String)
  /// `@file`
  case file(Word)
  /// `<<END`
  case heredoc(delimiter: String, text: String)
  /// `$name`
  case variable(VariableReference)
}
