import FeltAPI
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension URLRequest {
  /// A request of FeltAPI as one of Foundation.
  init(_ request: Request) throws {
    guard let url = URL(string: request.url) else { throw URLError(.badURL) }
    self.init(url: url)
    httpMethod = request.method.rawValue
    for field in request.headers { addValue(field.value, forHTTPHeaderField: field.name.rawName) }
    setValue(request.authorization?.authorizationHeaderValue(), forHTTPHeaderField: "Authorization")
    if case .bytes(let bytes) = request.body { httpBody = Data(bytes) }
  }
}
