internal import JSONText

extension Handlers {
  static let embedTokens: [String: Handler] = [
    "create_map_embed_token": { workspace, input throws(SandboxError) in
      let map = input["map_id"]
      _ = try workspace.map(map)
      let email = input.query("user_email") ?? ""
      guard email.split(separator: "@", omittingEmptySubsequences: false).count == 2, !email.hasPrefix("@"),
        !email.hasSuffix("@")
      else { throw .invalid("/user_email", "user_email is not a valid email address.") }
      let now = workspace.now
      workspace.embedTokens.removeOldest { ($0.number("_expires") ?? 0) < now }
      workspace.embedTokens.keepNewest(Workspace.embedTokenLimit - 1)
      let token = "felt_embed_" + workspace.ids.next() + workspace.ids.next()
      let expiry = now + Workspace.embedTokenLifetime
      // The token itself isn't stored: it is shown only once.
      workspace.embedTokens[workspace.ids.next()] = [
        "_map": .string(map), "_email": .string(email), "_expires": JSONValue(expiry),
      ]
      return .object(["expires_at": .string(Timestamp.text(expiry)), "token": .string(token)])
    }
  ]
}

extension Workspace {
  /// How long an embed token is valid, in seconds.
  static let embedTokenLifetime = 15.0 * 60
  /// How many embed tokens are stored at most.
  static let embedTokenLimit = 1000
}
