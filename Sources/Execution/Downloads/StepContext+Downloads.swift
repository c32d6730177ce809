internal import CommandLanguage
internal import FeltAPI
internal import Platform

extension StepContext {
  /// Fetches a file from storage, without the token.
  ///
  /// - Parameters:
  ///   - address: what a response of Felt gave.
  ///   - path: where it is written, whole or not at all.
  func download(_ address: String, to path: String, at range: SourceRange) throws {
    let start = environment.now()
    let builder = StorageRequestBuilder(userAgent: session.builder.userAgent)
    try emit(.lineSent(try line(builder, address, to: path)))
    var retries = DownloadRetries(limit: environment.client.retryLimit)
    defer { try? emit(.progress(nil)) }
    do {
      var file = try DownloadedFile(path)
      while try receive(&file, from: address, builder, path, since: start, &retries) {}
      try file.commit()
      try notice(.downloaded(path: path, byteCount: file.byteCount, seconds: environment.now() - start))
    } catch let error as FileError {
      throw Failure(error, at: range)
    }
  }

  /// Sends one request for the file, or for what is missing of it.
  ///
  /// - Returns: whether another one is needed.
  private func receive(
    _ file: inout DownloadedFile, from address: String, _ builder: StorageRequestBuilder, _ path: String,
    since start: Double, _ retries: inout DownloadRetries
  ) throws -> Bool {
    let request: Request
    do throws(CallProblem) {
      request = try builder.request(
        downloading: address, from: file.isResumable ? file.byteCount : 0, of: file.validator)
    } catch {
      throw Failure(.call(error))
    }
    let begin = file.byteCount
    var pace = ProgressPace()
    do {
      let label = path.split(separator: "/").last.map(String.init) ?? path
      _ = try environment.client.send(request) { part in
        if case .waiting = part { return }
        try file.take(part)
        let elapsed = environment.now() - start
        guard pace.isDue(elapsed) else { return }
        try emit(.progress(Progress(label, .bytes(file.byteCount, of: file.total), elapsed: elapsed)))
      }
    } catch let failure as Failure {
      guard case .transport(let error, _) = failure.reason, error.isInterruption,
        let seconds = retries.next(progress: file.byteCount - begin)
      else { throw failure }
      if !file.isResumable { try file.restart() }
      try notice(.resuming(error, at: file.byteCount, seconds: seconds))
      guard seconds == 0 || environment.pause(seconds) else { throw Failure(.interrupted) }
      return true
    }
    if file.isRefusedRange {
      // The file has become shorter.
      try file.restart()
      return retries.next(progress: 0) != nil
    }
    if let problem = file.problem { throw Failure(.download(problem)) }
    return false
  }

  /// What is done, for `--verbose`. The address gives away the file to whoever has it.
  private func line(_ builder: StorageRequestBuilder, _ address: String, to path: String) throws(Failure) -> String {
    do throws(CallProblem) {
      let request = try builder.request(downloading: address)
      return "# GET \(request.baseURL)\(request.path) into \(path), without the token"
    } catch {
      throw Failure(.call(error))
    }
  }
}

extension TransportError {
  /// Whether what has come so far is good, and the rest may come over another connection.
  fileprivate var isInterruption: Bool {
    switch reason {
    case .connectionLost, .truncated, .timedOut(.stall, _), .timedOut(.total, _): true
    default: false
    }
  }
}

/// How often a download is resumed after its connection broke. One that makes progress may take for ever.
struct DownloadRetries {
  let limit: Int
  private var count = 0
  /// As many bytes as this are way, so that a server that gives a byte each time is left.
  private static let way = 1 << 20

  init(limit: Int) { self.limit = limit }

  /// How long is waited before the next request, in seconds: nothing at first, and then longer each time. nil when
  /// there is none.
  mutating func next(progress: Int) -> Double? {
    if progress >= Self.way { count = 0 }
    guard count < limit else { return nil }
    defer { count += 1 }
    return count == 0 ? 0 : min(0.25 * Double(1 << min(count, 10)), 10)
  }
}
