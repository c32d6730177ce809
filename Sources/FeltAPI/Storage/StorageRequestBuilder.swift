internal import HTTPTypes

/// Builds the requests that carry files to Felt's storage. It has no token, so none can get there.
public struct StorageRequestBuilder: Sendable {
  /// What the program calls itself.
  public let userAgent: String

  /// Makes a builder.
  public init(userAgent: String = "feltsh") {
    self.userAgent = userAgent
  }

  /// The request that posts a form to an address that a response of Felt gave.
  ///
  /// - Throws: ``CallProblem`` for an address that is neither https nor on this machine; nothing has been sent then.
  public func request(posting form: StorageForm, to address: String) throws(CallProblem) -> Request {
    let (origin, path, query) = try Self.parts(of: address)
    var headers: HTTPFields = [.accept: "*/*", .userAgent: userAgent]
    headers[.contentType] = "multipart/form-data; boundary=\(form.boundary)"
    return Request(
      method: .post, baseURL: origin, path: path, query: query, headers: headers, authorization: nil,
      body: .streamed(form.body), operation: nil, fieldReadings: [])
  }

  /// The request that fetches a file from an address that a response of Felt gave.
  ///
  /// - Parameters:
  ///   - address: the whole URL.
  ///   - offset: how many bytes of it are there already.
  ///   - validator: what `ETag` or `Last-Modified` said of the version that they are of. Another version comes whole.
  /// - Throws: ``CallProblem`` for an address that is neither https nor on this machine; nothing has been sent then.
  public func request(
    downloading address: String, from offset: Int = 0, of validator: String? = nil
  ) throws(CallProblem) -> Request {
    let (origin, path, query) = try Self.parts(of: address)
    var headers: HTTPFields = [.accept: "*/*", .acceptEncoding: "identity", .userAgent: userAgent]
    if offset > 0, let validator {
      headers[.range] = "bytes=\(offset)-"
      headers[.ifRange] = validator
    }
    return Request(
      method: .get, baseURL: origin, path: path, query: query, headers: headers, authorization: nil, body: .none,
      operation: nil, fieldReadings: [], isDownload: true)
  }

  /// The origin, path and query of an address. Its path is kept as it is: a bucket's name may end in a slash.
  private static func parts(of address: String) throws(CallProblem) -> (BaseURL, path: String, query: String) {
    guard let scheme = address.firstRange(of: "://") else { throw .unusableStorageAddress }
    let end = address[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? address.endIndex
    let target = address[end...].prefix { $0 != "#" }
    guard let origin = BaseURL(String(address[..<end])), origin.keepsSecrets,
      target.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw .unusableStorageAddress }
    let path = target.prefix { $0 != "?" }
    return (origin, path.isEmpty ? "/" : String(path), String(target.dropFirst(path.count + 1)))
  }
}
