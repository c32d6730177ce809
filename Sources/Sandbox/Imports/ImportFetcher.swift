package import FeltAPI
internal import HTTPTypes

/// Fetches the files that layers are imported from, over a transport it is given. Only servers on this machine are
/// contacted.
package struct ImportFetcher {
  private let transport: any Transport
  private let limit: Int

  /// - Parameters:
  ///   - transport: carries the requests, and decides how long they may take.
  ///   - limit: the maximum size of a file, in bytes.
  package init(_ transport: any Transport, limit: Int = 1 << 28) {
    self.transport = transport
    self.limit = limit
  }

  /// Fetches a file.
  ///
  /// - Throws: ``TransportError`` with the reason `cancelled` when the fetch was abandoned; every other failure is an
  ///   ``ImportResult``.
  package func contents(of url: String) throws(TransportError) -> ImportResult {
    guard let request = Self.request(url) else { return .failed("\(url) is not an address on this machine") }
    var body: [UInt8] = []
    do {
      let response = try transport.send(request) { part in
        guard case .body(let bytes) = part else { return }
        guard body.count + bytes.count <= limit else { throw TooLarge() }
        body += bytes
      }
      return response.status == 200 ? .data(body) : .failed("the server responded with status \(response.status)")
    } catch let error as TransportError {
      if case .cancelled = error.reason { throw error }
      return .failed("\(error)")
    } catch {
      return .failed("the file has more than \(limit) bytes")
    }
  }

  private struct TooLarge: Error {}

  private static func request(_ url: String) -> Request? {
    guard let address = ImportAddress(url) else { return nil }
    let query = address.query.isEmpty ? "" : "?" + address.query
    let call = Call(.get, [.literal(query)], headers: [Call.HeaderItem(name: "Accept", value: "*/*")])
    return try? RequestBuilder(baseURL: address.url).request(for: call)
  }
}

/// What came of an import's fetch.
package enum ImportResult: Sendable, Hashable {
  /// The file's bytes.
  case data([UInt8])
  /// Why there is no file, in words.
  case failed(String)
}

/// A layer whose data is waiting to be fetched.
package struct ImportJob: Sendable, Hashable {
  package let layerID: String
  /// An address on this machine.
  package let url: String
}
