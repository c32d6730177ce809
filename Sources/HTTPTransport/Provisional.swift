package import FeltAPI
package final class CurlTransport: Transport {
  package struct Options { package init(timeout: Double, cancellation: Int32?) {} }
  package var timeout = 60.0
  package init(options: Options) {}
  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response { throw TransportError(.other("not yet")) }
}
