internal import Execution
internal import Terminal

/// How far something is, in a line.
struct ProgressText {
  let progress: Progress

  private static let barWidth = 20

  /// As a person sees it who waits.
  var line: String {
    [label, bar, amount, rateText, time].compactMap { $0 }
      .joined(separator: "  ")
  }

  /// As it stands in a log.
  var plainLine: String { "\(label): " + [amount, rateText, time].compactMap { $0 }.joined(separator: ", ") }

  private var label: String { SafeText.short(SafeText.of(progress.label)) }

  /// From 0 to 1; nil when it isn't known.
  private var fraction: Double? {
    switch progress.amount {
    case .work(_, let percent): percent.map { min(max($0 / 100, 0), 1) }
    case .bytes(let count, let total?): total > 0 ? min(Double(count) / Double(total), 1) : 1
    case .bytes(_, nil): nil
    }
  }

  /// The bytes a second, once that says something.
  private var rate: Double? {
    guard case .bytes(let count, _) = progress.amount, progress.elapsed >= Self.shortestMeasure else { return nil }
    return Double(count) / progress.elapsed
  }

  /// In seconds.
  private static let shortestMeasure = 0.5

  private var rateText: String? { rate.map { "\(Quantity.size(Int($0)))/s" } }

  private var bar: String? {
    fraction.map { fraction in
      let filled = Int(fraction * Double(Self.barWidth))
      return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: Self.barWidth - filled) + "]"
    }
  }

  private var amount: String {
    switch progress.amount {
    case .work(let status, let percent):
      SafeText.of(status) + (percent.map { " \(Int(min(max($0, 0), 100))) %" } ?? "")
    case .bytes(let count, let total): Quantity.size(count) + (total.map { " of \(Quantity.size($0))" } ?? "")
    }
  }

  /// How long it has taken, or how long it will still take where that can be told.
  private var time: String {
    if case .bytes(let count, let total?) = progress.amount, let rate, rate > 0, total > count {
      return "\(Quantity.duration(Double(total - count) / rate)) left"
    }
    return Quantity.duration(progress.elapsed)
  }
}
