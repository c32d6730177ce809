import TestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Types at the editor: key-fuzz [SESSIONS | SECONDSs] [SEED]. What ends the editor is printed and ends the run.
let amount = CommandLine.arguments.dropFirst().first ?? "20"
guard let number = UInt64(amount.last == "s" ? String(amount.dropLast()) : amount) else {
  print("usage: key-fuzz [SESSIONS | SECONDSs] [SEED]")
  exit(2)
}
let seed = CommandLine.arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? 1

let end = ContinuousClock.now + .seconds(amount.last == "s" ? Int(clamping: number) : 0)
var sessions: UInt64 = 0
while amount.last == "s" ? ContinuousClock.now < end : sessions < number {
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
print("\(sessions) sessions from seed \(seed), nothing found")
