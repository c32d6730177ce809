import FeltAPI
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

let environment = ProcessInfo.processInfo.environment
let baseURL = environment["FELT_BASE_URL"].flatMap { BaseURL($0) } ?? .felt
let token = try Token(environment["FELT_API_TOKEN"] ?? "")

let title = BodyField(path: [.name("title")], value: .text("Flood zones"))
let call = Call(.post, [.literal("/maps")], body: .fields([title]))
for problem in RequestValidator(baseURL: baseURL).problems(with: call) { print(problem) }
let request = try RequestBuilder(baseURL: baseURL, token: token).request(for: call)

let (body, _) = try await URLSession.shared.data(for: URLRequest(request))
print(String(decoding: body, as: UTF8.self))
