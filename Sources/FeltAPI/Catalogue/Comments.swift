internal import HTTPTypes

extension Catalogue {
  static let comments: [Operation] = [
    Operation(
      "export_map_comments", .comments, .get, "/maps/{map_id}/comments/export",
      query: [.optional("format", .string.suggesting("json", "csv"))], returns: 200, as: .commentExport,
      summary: "Export the comments of a map with their replies.",
      example: "export_map_comments $map format==json"),
    Operation(
      "delete_map_comment", .comments, .delete, "/maps/{map_id}/comments/{comment_id}",
      returns: 204,
      summary: "Delete a comment or a reply.",
      example: "delete_map_comment $map $comment"),
    Operation(
      "resolve_map_comment", .comments, .post, "/maps/{map_id}/comments/{comment_id}/resolve",
      returns: 200, as: .commentResolved,
      summary: "Mark a comment as resolved.",
      example: "resolve_map_comment $map $comment"),
  ]
}

extension Schema {
  static let commentExport = Schema.array(of: .any.identifying(["id": .comment]))
    .described("a list of comments, each with its replies, as JSON; as CSV with format==csv")
  static let commentResolved = Schema.open(.optional("comment_id", .id(.comment)))
}
