import TestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Runs the program on random input: program-fuzz KIND [SECONDS [SEED]]. Without SECONDS it makes a fixed number of
// rounds from a fixed seed. What ends the program by a signal, hangs it or takes too much memory is printed and ends
// the run; the seed that is printed with it makes the same round again.
let words = Array(CommandLine.arguments.dropFirst())
guard let kind = words.first.flatMap({ FuzzKind(rawValue: $0) }) else {
  print("usage: program-fuzz \(FuzzKind.allCases.map(\.rawValue).joined(separator: "|")) [SECONDS [SEED]]")
  exit(2)
}
let seconds = words.dropFirst().first.flatMap { Int($0) }
let seed = words.dropFirst(2).first.flatMap { UInt64($0) } ?? (seconds == nil ? 1 : UInt64.random(in: 0..<1 << 32))

// Every program that is started may have as much memory as this, and fails where it wants more.
var memory = rlimit(rlim_cur: 3 << 30, rlim_max: 3 << 30)
#if canImport(Glibc)
guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory) == 0 else { exit(2) }
#endif

let end = seconds.map { ContinuousClock.now + .seconds($0) }
var rounds = 0
while end.map({ ContinuousClock.now < $0 }) ?? (rounds < kind.usualRounds) {
  let own = seed &+ UInt64(rounds)
  do {
    let folder = try TemporaryFolder()
    try kind.run(SeededRandom(own), folder)
  } catch {
    print("\(kind.rawValue), seed \(own): \(error)")
    exit(1)
  }
  rounds += 1
}
print("\(kind.rawValue): \(rounds) rounds from seed \(seed), nothing found")
