import TestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Types at the editor for a while: key-fuzz SECONDS [SEED]. What ends the editor is printed and ends the run.
let seconds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10
let seed = CommandLine.arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1 << 32)
print("seed \(seed), \(seconds) s")
fflush(nil)

let clock = ContinuousClock()
let end = clock.now + .seconds(seconds)
var sessions: UInt64 = 0
while sessions == 0 || clock.now < end {
  // A session has a seed of its own, so that it can be run again alone.
  var session = FuzzSession(random: SeededRandom(seed &+ sessions))
  do {
    try session.run()
  } catch {
    print("session with seed \(seed &+ sessions): \(error)")
    print("what was done: \(session.log.joined(separator: " "))")
    exit(1)
  }
  sessions += 1
}
print("\(sessions) sessions, nothing found")
