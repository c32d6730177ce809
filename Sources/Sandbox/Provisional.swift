package import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Synchronization
package final class SandboxService: Sendable {
  package let token: Token
  let maps = Mutex<([(String, String)], Int)>(([], 0))
  package init() { token = try! Token("felt_pat_sandbox0000000000000000000000000000abcd") }
}
package final class SandboxTransport: Transport {
  let s: SandboxService
  package init(_ service: SandboxService, cancellation: Int32? = nil) { s = service }
  package func send(_ request: Request, receive: (ResponsePart) throws -> Void) throws -> Response {
    var status = 200; var body = ""
    let parts = request.path.split(separator: "/").map(String.init)
    var title = "Untitled"
    if case .bytes(let b) = request.body, case .object(let o)? = try? JSONValue(parsing: b), case .string(let t)? = o["title"] { title = t }
    func map(_ m: (String, String)) -> String { "{\"id\":\"\(m.0)\",\"title\":\"\(m.1)\",\"type\":\"map\"}" }
    func missing() { status = 404; body = "{\"errors\":[{\"title\":\"Not found\",\"detail\":\"no map\",\"source\":{\"parameter\":\"map_id\"}}]}" }
    s.maps.withLock { st in
      switch (request.method, parts.count) {
      case (.get, 1) where parts[0] == "user": body = "{\"id\":\"u0000000000000000000001\",\"name\":\"Sandbox User\",\"email\":\"sandbox@example.com\"}"
      case (.post, 1): st.1 += 1; let m = ("map000000000000000000\(st.1)", title); st.0.append(m); body = map(m)
      case (_, 2...): guard let i = st.0.firstIndex(where: { $0.0 == parts[1] }) else { return missing() }
        if request.method == .delete { st.0.remove(at: i); status = 204 } else if parts.count == 3 { st.0[i].1 = title; body = map(st.0[i]) } else { body = map(st.0[i]) }
      default: missing() } }
    let head = Response.Head(status: status, headers: [.contentType: "application/json"])
    try receive(.head(head)); if !body.isEmpty { try receive(.body(Array(body.utf8))) }
    return Response(head: head)
  }
}
