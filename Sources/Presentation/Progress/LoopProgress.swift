internal import Execution

/// Tells now and then how far a loop has come.
struct LoopProgress {
  /// The time in seconds, from any beginning.
  private let now: () -> Double
  private let began: Double
  private var told: Double
  /// How often it is told, in seconds.
  static let interval = 5.0

  init(now: @escaping () -> Double) {
    self.now = now
    began = now()
    told = began
  }

  /// What to tell after an item; nil while there is nothing new.
  mutating func text(_ state: LoopState) -> String? {
    let time = now()
    let isOver = state.total == state.done + state.skipped
    guard time - told >= Self.interval, !isOver else { return nil }
    told = time
    return Self.text(state, elapsed: time - began)
  }

  /// `37 of 40, 3 failed, about 20 s left`
  static func text(_ state: LoopState, elapsed: Double) -> String {
    var parts = [state.total.map { "\(state.done) of \($0)" } ?? "\(state.done)"]
    if state.failed > 0 { parts.append("\(state.failed) failed") }
    let fraction = state.total.map { Double(state.done) / Double(max($0, 1)) } ?? state.fraction
    if let fraction, fraction > 0, fraction < 1 {
      parts.append("about \(duration(elapsed / fraction - elapsed)) left")
    }
    return parts.joined(separator: ", ")
  }

  private static func duration(_ seconds: Double) -> String {
    let seconds = max(1, Int(seconds.rounded()))
    if seconds < 100 { return "\(seconds) s" }
    if seconds < 5400 { return "\((seconds + 30) / 60) min" }
    return "\((seconds + 1800) / 3600) h"
  }
}
