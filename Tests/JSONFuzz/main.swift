import JSONText
import TestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Tries random and spoilt JSON and JSONPath for a while: json-fuzz SECONDS [SEED]. What breaks is printed and ends it.
let seconds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10
let seed = CommandLine.arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1 << 32)
print("seed \(seed), \(seconds) s")

/// The longest that a round may take of the processor, in seconds; another program's work doesn't count.
let patience = 30.0

func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

let end = ContinuousClock.now + .seconds(seconds)
var input = Input(random: SeededRandom(seed))
var rounds = 0
while rounds % 64 != 0 || ContinuousClock.now < end {
  let text = input.text()
  let path = input.path()
  let chunk = 1 + input.random.below(12)
  let start = processorTime()
  var problem = Checks.problem(text: text, path: path, chunk: chunk)
  if processorTime() - start > patience { problem = "it took longer than \(patience) s" }
  if let problem {
    print("round \(rounds): \(problem)")
    print("path \(path.debugDescription)")
    print("text \(String(decoding: text, as: UTF8.self).debugDescription)")
    if String(validating: text, as: UTF8.self) == nil { print("bytes \(text)") }
    exit(1)
  }
  rounds += 1
}
print("\(rounds) rounds, nothing found")
