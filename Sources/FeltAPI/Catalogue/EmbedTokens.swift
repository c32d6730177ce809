internal import HTTPTypes

extension Catalogue {
  static let embedTokens: [Operation] = [
    Operation(
      "create_map_embed_token", .embedTokens, .post, "/maps/{map_id}/embed_token",
      query: [.required("user_email", .string)], returns: 200, as: .embedToken,
      summary: "Make a short-lived token that opens an embedded map for one person.",
      example: "create_map_embed_token $map user_email==ada@example.com")
  ]
}

extension Schema {
  static let embedToken = Schema.open(
    .optional("expires_at", .time("date_time")),
    .optional("token", .string.secret))
}
