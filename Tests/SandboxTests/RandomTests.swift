import FeltAPI
import Foundation
import HTTPTypes
import JSONText
import Sandbox
import Testing

/// Calls that nobody thought of. `FELTSH_RANDOM_CALLS` makes it more of them, `FELTSH_RANDOM_SEED` others.
@Suite struct RandomTests {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test("Random calls get answers that Felt documents, and never a 500", arguments: WayIn.allCases)
  func random(way: WayIn) throws {
    let count = Self.number("FELTSH_RANDOM_CALLS") ?? (way == .memory ? 4000 : 1500)
    let seed = UInt64(bitPattern: Int64(Self.number("FELTSH_RANDOM_SEED") ?? 99))
    let time = TestClock()
    var client = try SandboxClient(way, SandboxConfiguration(clock: { time.now }, seed: seed, workTime: 5))
    var caller = RandomCaller(seed: seed)
    var successes: Set<String> = []
    for round in 0..<count {
      // What was made is deleted at random, too; a new sandbox has everything again.
      if round % 2000 == 0 {
        client = try SandboxClient(way, SandboxConfiguration(clock: { time.now }, seed: seed, workTime: 5))
        for place in ["/projects", "/sources", "/library"] { caller.learn(from: try client.raw(.get, place).value) }
      }
      let call = try caller.next()
      if call.operation.method == .delete, round % 3 != 0 { continue }
      let answer = try client.raw(call.operation.method, call.target, body: call.body)
      let documented = [call.operation.successStatus] + call.operation.errorStatuses.filter { $0 < 500 } + [405]
      #expect(
        documented.contains(answer.status),
        "\(round): \(call.operation.name) \(call.target) \(call.body): \(answer.status)"
      )
      if answer.status == call.operation.successStatus { successes.insert(call.operation.name) }
      caller.learn(from: answer.value)
      time.pass(0.5)
      try download(answer.value, client)
    }
    // Calls that all failed would have shown little.
    #expect(successes.count > 30, "\(successes.sorted())")
  }

  /// Follows an address of storage that an answer holds.
  private func download(_ value: JSONValue?, _ client: SandboxClient) throws {
    guard case .object(let object)? = value else { return }
    for name in ["export_link", "download_url"] {
      guard case .string(let address)? = object[name] else { continue }
      #expect(try [200, 206].contains(client.storage(.get, address).status), "\(address)")
    }
  }
}
