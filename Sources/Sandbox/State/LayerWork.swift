internal import JSONText

/// The status of a layer's data at a time.
struct LayerWork {
  /// `uploading`, `processing`, `failed` or `completed`.
  let status: String
  /// In percent.
  let progress: Double
  /// When processing was completed, in seconds since 1970; nil before.
  let completed: Double?

  /// A layer waits for its data until there is `_received`, is then processed for the work time, and is then completed,
  /// or failed if there is `_failure`.
  init(_ layer: JSONObject, now: Double, workTime: Double) {
    guard let received = layer.number("_received") else {
      // The client uploads a file; Felt fetches everything else.
      let isUpload = layer.text("_from") == "file"
      (status, progress, completed) = (isUpload ? "uploading" : "processing", 0, nil)
      return
    }
    // Further layers of an upload are processed later than the first.
    let elapsed = now - received
    if elapsed < workTime {
      let percent = max(0, elapsed) / workTime * 100
      (status, progress, completed) = ("processing", (percent * 10).rounded(.down) / 10, nil)
    } else if layer["_failure"] != nil {
      (status, progress, completed) = ("failed", 0, nil)
    } else {
      (status, progress, completed) = ("completed", 100, received + workTime)
    }
  }
}

/// How often a layer is refreshed.
enum RefreshPeriod {
  /// The period in seconds; nil for never.
  static func seconds(_ name: String) -> Double? {
    switch name {
    case "15 min": 900
    case "30 min": 1800
    case "hour": 3600
    case "3 hours": 3 * 3600
    case "6 hours": 6 * 3600
    case "12 hours": 12 * 3600
    case "day": 86_400
    case "week": 7 * 86_400
    case "month": 30 * 86_400
    default: nil
    }
  }
}
