import FeltAPI
import Platform
import Testing

@Suite("Random calls")
struct RandomCallTests {
  private static let environment = ProcessEnvironment.take(secrets: []).variables
  /// How many calls each way; `Tests/Fuzz/sandbox` asks for more.
  private static let count = environment["FELTSH_RANDOM_CALLS"].flatMap { Int($0) } ?? 1500
  /// So many calls go to one sandbox.
  private static let callsOfARound = 500

  @Test("They get answers as Felt describes them, and never a 500", arguments: WayIn.allCases)
  func calls(_ way: WayIn) throws {
    let first = Self.environment["FELTSH_RANDOM_SEED"].flatMap { UInt64($0) } ?? 1
    var succeeded: Set<String> = []
    for round in 0..<max(1, Self.count / Self.callsOfARound) {
      let seed = first &+ UInt64(round)
      var caller = try RandomCaller(way, seed: seed)
      for index in 0..<Self.callsOfARound {
        do { try caller.call() } catch {
          Issue.record("call \(index) of the seed \(seed): \(error)")
          return
        }
      }
      succeeded.formUnion(caller.succeeded)
    }
    let missing = Set(Catalogue.operations.map(\.name)).subtracting(succeeded)
    #expect(missing == [], "these have never succeeded")
  }
}
