/// What the status of a response says. Source: RFC 9110, section 15.
package enum HTTPStatus {
  /// Whether the request was received, understood and accepted: 200 to 299.
  package static func isSuccess(_ status: Int) -> Bool { (200..<300).contains(status) }
}
