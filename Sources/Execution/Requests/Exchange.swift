internal import HTTPTypes
package import FeltAPI
package import JSONText

/// A request and its response.
package final class Exchange {
  /// What is left of a response's body.
  package enum Body {
    case retained([UInt8])
    /// More bytes than are retained.
    case notRetained(Int)
  }

  package let request: Request
  package let head: Response.Head
  package let timing: Response.Timing
  package let body: Body
  /// Where the parts of the request came from, for `why`.
  package let origins: RequestOrigins
  /// The number of the step that made it.
  package let step: Int
  private var parsed: JSONValue?
  /// Asked now and then, while a long body is read, whether to stop.
  private let isCancelled: () -> Bool

  package init(
    request: Request, head: Response.Head, timing: Response.Timing, body: Body,
    origins: RequestOrigins = RequestOrigins(), step: Int = 0, isCancelled: @escaping () -> Bool = { false }
  ) {
    self.request = request
    self.head = head
    self.timing = timing
    self.body = body
    self.origins = origins
    self.step = step
    self.isCancelled = isCancelled
  }

  package var isSuccess: Bool { head.isSuccess }

  /// How long the body was, in bytes.
  package var byteCount: Int {
    switch body {
    case .retained(let bytes): bytes.count
    case .notRetained(let count): count
    }
  }

  /// The body's bytes.
  package func bytes() throws(Failure) -> [UInt8] {
    switch body {
    case .retained(let bytes): return bytes
    case .notRetained(let count): throw Failure(.responseNotRetained(byteCount: count))
    }
  }

  /// The body as JSON.
  package func json() throws(Failure) -> JSONValue { try json(isCancelled: isCancelled) }

  private func json(isCancelled: @escaping () -> Bool) throws(Failure) -> JSONValue {
    if let parsed { return parsed }
    let value = try read { bytes throws(JSONError) in try JSONValue(parsing: bytes, isCancelled: isCancelled) }
    parsed = value
    return value
  }

  /// What a query finds in the body, where it is there; nil when only the whole body, as JSON, tells.
  package func texts(
    of path: JSONPath, isCancelled: @escaping () -> Bool = { false }
  ) throws(Failure) -> JSONTexts? {
    try read { bytes throws(JSONError) in try path.texts(in: bytes, isCancelled: isCancelled) }
  }

  private func read<Result>(_ body: ([UInt8]) throws(JSONError) -> Result) throws(Failure) -> Result {
    try unread().read(body)
  }

  /// The body, to be read as JSON.
  package func unread() throws(Failure) -> UnreadJSON {
    let bytes = try bytes()
    if bytes.isEmpty { throw Failure(.noBody(status: head.status)) }
    return UnreadJSON(bytes) { error in
      Failure(error == .cancelled ? .interrupted : .responseNotJSON(error.description))
    } value: { [self] () throws(Failure) in
      try json()
    }
  }

  /// The body as JSON, when it is that and not longer than a limit in bytes.
  package func json(upTo limit: Int) -> JSONValue? {
    guard case .retained(let bytes) = body, !bytes.isEmpty, bytes.count <= limit else { return nil }
    return try? json { false }
  }

  /// What the body says went wrong.
  package var errors: [APIError] {
    guard case .retained(let bytes) = body else { return [] }
    return APIError.errors(in: bytes)
  }

  /// The title or the name of what the response describes.
  package var title: String? {
    json(upTo: 1 << 20)?.object?.title
  }
}

/// Where the parts of a request came from.
package struct RequestOrigins: Sendable {
  package var token: TokenSource?
  /// The body's fields as typed, in the order of `Request.fieldReadings`.
  package var fields: [String] = []

  package init() {}
}

/// What a request consists of, and where each part came from.
package struct RequestExplanation: Sendable {
  package let request: Request
  package let origins: RequestOrigins
}

extension Response.Head {
  /// Whether the body says that it is text, or doesn't say what it is.
  package var isText: Bool {
    let type = headers.value(of: .contentType)?.lowercased() ?? ""
    return type.isEmpty || type.hasPrefix("text/") || type.contains("xml") || type.contains("javascript")
  }
}
