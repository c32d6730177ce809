internal import HTTPTypes

extension Request {
  /// Whether the request changes nothing: GET and HEAD.
  public var isRead: Bool { method == .get || method == .head }

  /// The request that a redirect asks for, where it may be followed: to the same scheme, host and port, below the base
  /// URL, with the method kept. Only reads, and 307 and 308, keep their meaning that way.
  ///
  /// - Returns: nil for a response that is not a redirect, and for one that must not be followed.
  public func redirected(by head: Response.Head) -> Request? {
    guard [301, 302, 303, 307, 308].contains(head.status), isRead || head.status >= 307,
      let location = head.headers[.location]
    else { return nil }
    let target = location.hasPrefix("/") && !location.hasPrefix("//") ? baseURL.origin + location : location
    guard target.contains("://"), let (path, query) = try? RequestPath.resolve([.literal(target)], baseURL: baseURL)
    else {
      return nil
    }
    return Request(
      method: method, baseURL: baseURL, path: path, query: query, headers: headers, authorization: authorization,
      body: body, operation: operation, fieldReadings: fieldReadings, isDownload: isDownload)
  }
}
