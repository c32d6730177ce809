internal import JSONText

/// How far the data of a layer is, by the clock.
struct LayerWork {
  /// Felt's words for it.
  let status: String
  /// In percent.
  let progress: Double
  /// When the data was there, in seconds since 1970; nil before.
  let completed: Double?

  /// A layer waits for its data (`_received` is not there), is processed for a while, and is then completed or has
  /// failed (`_fails`).
  init(_ layer: JSONObject, now: Double, workTime: Double) {
    guard let received = layer.number("_received") else {
      // A file is on its way from the client; what has an address is fetched by Felt.
      let isUpload = layer.text("_from") == "file"
      (status, progress, completed) = (isUpload ? "uploading" : "processing", 0, nil)
      return
    }
    let elapsed = now - received
    if elapsed < workTime {
      let percent = max(0, elapsed) / workTime * 100
      (status, progress, completed) = ("processing", (percent * 10).rounded(.down) / 10, nil)
    } else if layer.flag("_fails") {
      (status, progress, completed) = ("failed", 0, nil)
    } else {
      (status, progress, completed) = ("completed", 100, received + workTime)
    }
  }
}

/// How often a layer loads its data again.
enum RefreshPeriod {
  /// In seconds; nil for never.
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
