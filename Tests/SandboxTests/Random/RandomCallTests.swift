import FeltAPI
import Platform
import Testing

@Suite("Random calls")
struct RandomCallTests {
  private static let environment = ProcessEnvironment.take(secrets: []).variables
  /// How many calls each way; `Tests/Fuzz/sandbox` asks for more.
  private static let count = environment["FELTSH_RANDOM_CALLS"].flatMap { Int($0) } ?? 1000
  /// So many calls go to one sandbox.
  private static let callsOfARound = 500

  @Test("They get responses as Felt describes them, never a 500, and the same in memory and over a socket")
  func calls() throws {
    let first = Self.environment["FELTSH_RANDOM_SEED"].flatMap { UInt64($0) } ?? 1
    var succeeded: Set<String> = []
    var successes = 0
    let rounds = max(1, Self.count / Self.callsOfARound)
    for round in 0..<rounds {
      let seed = first &+ UInt64(round)
      // What is fetched comes when it comes, and then the ids of two sandboxes are no longer the same.
      let fetches = round % 2 == 1
      var callers = try TransportKind.allCases.map { try RandomCaller($0, seed: seed, fetches: fetches) }
      for index in 0..<Self.callsOfARound {
        do {
          let outcomes = try callers.indices.map { try callers[$0].call() }
          if !fetches, outcomes[0] != outcomes[1] {
            Issue.record("call \(index) of the seed \(seed): \(outcomes)")
            return
          }
        } catch {
          Issue.record("call \(index) of the seed \(seed), fetching: \(fetches): \(error)")
          return
        }
      }
      for caller in callers {
        succeeded.formUnion(caller.succeeded)
        #expect(try caller.keepsState(), "the seed \(seed)")
        successes += caller.successCount
      }
    }
    // Else the sandbox would soon be empty, and there would be little to see.
    #expect(successes > TransportKind.allCases.count * rounds * Self.callsOfARound / 4, "too few succeed to say much")
    let missing = Set(Catalogue.operations.map(\.name)).subtracting(succeeded)
    #expect(missing == [], "these have never succeeded")
  }
}
