public import HTTPTypes

/// What to do after an error of the API, in words that fit Felt.
public enum NextStep {
  /// Where a token is made.
  public static let tokenPage = "https://felt.com/maps/latest/developers"

  /// Advice of one line for a status; nil where there is nothing to say that the response does not.
  public static func forStatus(_ status: Int, headers: HTTPFields = [:]) -> String? {
    switch status {
    case 401:
      "the token is missing, mistyped or revoked: log in with one from Workspace settings, Developers tab, \(tokenPage)"
    case 403: "this token may not do that: its account needs the permission, and the workspace a plan with the API"
    case 404: "check the id: a token opens one workspace only, and what lies in another is not found"
    case 422: "change what the errors name, and send it again; nothing was done"
    case 429: tooMany(headers)
    case 500: "something failed at Felt: try again, and see with a get first whether it happened all the same"
    case 503: "Felt cannot do this right now: try again \(wait(headers) ?? "in a minute")"
    default: nil
    }
  }

  private static func tooMany(_ headers: HTTPFields) -> String {
    "too many requests: send the next one \(wait(headers) ?? "a little later")"
  }

  private static func wait(_ headers: HTTPFields) -> String? {
    guard let text = headers[.retryAfter] else { return nil }
    if let seconds = Int(text), seconds >= 0 { return "in \(seconds) second\(seconds == 1 ? "" : "s")" }
    guard (1...40).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), text.contains(":")
    else { return nil }
    return "after \(text)"
  }
}
