/// Names that secrets have.
package enum SecretName {
  private static let parts = [
    "password", "passwd", "secret", "token", "apikey", "privatekey", "connectionstring", "serviceaccount",
  ]

  /// Whether a name is one that secrets have, such as `password` or `X-Api-Key`.
  package static func isLikely(_ name: String) -> Bool {
    let plain = name.lowercased().filter { $0.isLetter }
    return parts.contains { plain.contains($0) } || plain == "pw" || plain == "pwd"
  }
}
