internal import FeltAPI
internal import JSONText

/// Where a layer's file goes: what Felt's response to an upload or a refresh says.
struct UploadTicket {
  let layer: String
  let group: String?
  /// Relative to the base URL.
  let path: String
  let name: String?
  let isRefresh: Bool
  /// nil where no file is wanted.
  let address: String?
  let fields: [StorageForm.Field]

  /// - Parameter map: the id of the map that the layer is in.
  init?(_ exchange: Exchange, map: String, name: String?, isRefresh: Bool) throws(Failure) {
    guard case .object(let object) = try exchange.json(), let layer = object.text("layer_id") else { return nil }
    self.layer = layer
    group = object.text("layer_group_id")
    path = "/maps/\(map)/layers/\(layer)"
    (self.name, self.isRefresh) = (name, isRefresh)
    address = object.text("url")
    guard case .object(let attributes)? = object["presigned_attributes"] else {
      fields = []
      return
    }
    fields = attributes.members.map { .init(name: $0.name, value: $0.value.plainText) }
  }

  /// The failure that the layer is there, and the file isn't.
  func unfinished(_ cause: Failure, mayHaveArrived: Bool = false) -> Failure {
    Failure(
      .upload(
        .unfinished(
          UnfinishedUpload(
            name: name, path: path, isRefresh: isRefresh, mayHaveArrived: mayHaveArrived, cause: cause))))
  }
}

extension StepContext {
  /// Sends a file to storage, without the token.
  ///
  /// - Throws: a failure that names the layer, which is there without the file.
  func send(_ body: StreamedBody, named fileName: String, to ticket: UploadTicket) throws {
    var sentCount = 0
    do {
      guard let address = ticket.address else { throw Failure(.upload(.noStorageAddress)) }
      let form = StorageForm(ticket.fields, fileName: fileName, content: body)
      let request: Request
      do throws(CallProblem) {
        request = try StorageRequestBuilder(userAgent: session.builder.userAgent).request(posting: form, to: address)
      } catch {
        throw Failure(.call(error))
      }
      try emit(.lineSent("# POST \(request.baseURL)\(request.path) with \(fileName), and without the token"))
      try post(request, ticket, fileName) { sentCount = $0 }
    } catch let failure as Failure {
      throw ticket.unfinished(failure, mayHaveArrived: failure.isUnknown && sentCount > body.byteCount)
    }
  }

  private func post(
    _ request: Request, _ ticket: UploadTicket, _ fileName: String, sent: (Int) -> Void
  ) throws {
    guard case .streamed(let body) = request.body else { return }
    let start = environment.now()
    var pace = ProgressPace()
    var refusal: [UInt8] = []
    defer { try? emit(.progress(nil)) }
    let response = try environment.client.send(request) { part in
      switch part {
      case .sent(let count):
        sent(count)
        let elapsed = environment.now() - start
        guard pace.isDue(elapsed) || count == body.byteCount else { return }
        try emit(.progress(Progress(fileName, .bytes(count, of: body.byteCount), elapsed: elapsed)))
      case .waiting, .head: break
      case .body(let bytes): if refusal.count < Self.longestRefusal { refusal += bytes }
      }
    }
    guard response.isSuccess else {
      throw Failure(
        .upload(
          .refused(
            status: response.status,
            reason: response.status < 400 ? nil : StorageRefusal.reason(refusal, hiding: ticket.fields))))
    }
  }

  private static let longestRefusal = 1 << 16
}

extension Failure {
  /// Whether a request was sent whose fate is not known.
  fileprivate var isUnknown: Bool {
    if case .transport(let error, _) = reason { error.mayHaveHappened } else { false }
  }
}
