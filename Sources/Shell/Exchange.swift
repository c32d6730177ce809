internal import FeltAPI
internal import JSONText

/// A request and what was answered.
final class Exchange {
  /// What is left of an answer's body.
  enum Body {
    case kept([UInt8])
    /// More bytes than are kept.
    case dropped(Int)
  }

  let request: Request
  let head: Response.Head
  let timing: Response.Timing
  let body: Body
  /// Where the parts of the request came from, for `why`.
  let origins: RequestOrigins
  private var parsed: JSONValue?

  init(
    request: Request, head: Response.Head, timing: Response.Timing, body: Body,
    origins: RequestOrigins = RequestOrigins()
  ) {
    self.request = request
    self.head = head
    self.timing = timing
    self.body = body
    self.origins = origins
  }

  /// The body's bytes.
  func bytes() throws(Failure) -> [UInt8] {
    switch body {
    case .kept(let bytes): return bytes
    case .dropped(let count):
      throw Failure(
        .unreadable, "the answer of \(count) bytes was too long to be kept",
        advice: "write it to a file: get … > FILE, then show @FILE")
    }
  }

  /// The body as JSON.
  func json() throws(Failure) -> JSONValue {
    if let parsed { return parsed }
    let bytes = try bytes()
    if bytes.isEmpty {
      throw Failure(.unreadable, "the last answer (\(head.status)) has no body")
    }
    do {
      let value = try JSONValue(parsing: bytes)
      parsed = value
      return value
    } catch {
      throw Failure(
        .unreadable, "the answer is not JSON: \(error.description)", advice: "show --raw prints it as it is")
    }
  }
}

/// Where the parts of a request came from.
struct RequestOrigins {
  /// The command as it was typed.
  var text = ""
  /// Where the token came from, such as `login` or `FELT_API_TOKEN`.
  var token = ""
  /// The body's fields as typed, in the order of `Request.fieldReadings`.
  var fields: [String] = []
}
