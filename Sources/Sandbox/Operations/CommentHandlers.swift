internal import JSONText

extension Handlers {
  static let comments: [String: Handler] = [
    "export_map_comments": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      return .array(workspace.comments.all(where: "_map", is: input["map_id"]).map(\.shown))
    },
    "resolve_map_comment": { workspace, input throws(SandboxError) in
      var comment = try workspace.comment(input["comment_id"], of: input["map_id"])
      comment["resolved"] = .bool(true)
      workspace.comments[input["comment_id"]] = comment
      return .object(JSONObject([("comment_id", .string(input["comment_id"]))]))
    },
    "delete_map_comment": { workspace, input throws(SandboxError) in
      _ = try workspace.comment(input["comment_id"], of: input["map_id"])
      workspace.comments[input["comment_id"]] = nil
      return nil
    },
    "create_map_embed_token": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      let token = workspace.ids.next() + workspace.ids.next()
      let lifetime = 15.0 * 60
      return .object(
        JSONObject([
          ("token", .string(token)), ("expires_at", .string(Timestamp.text(workspace.now + lifetime))),
        ]))
    },
  ]
}

extension Workspace {
  func comment(_ id: String, of map: String) throws(SandboxError) -> JSONObject {
    _ = try mapRecord(map)
    guard let comment = comments[id], comment.text("_map") == map else { throw .notFound("comment_id") }
    return comment
  }

  /// Makes a comment with its replies.
  mutating func makeComment(map: String, _ text: String, replies: [String]) {
    let id = ids.next()
    let answers = replies.map { reply in
      JSONValue.object(
        JSONObject([
          ("id", .string(ids.next())), ("text", .string(reply)), ("createdAt", timestamp), ("user", .object(user)),
        ]))
    }
    comments[id] = JSONObject([
      ("id", .string(id)), ("text", .string(text)), ("createdAt", timestamp), ("user", .object(user)),
      ("resolved", .bool(false)), ("replies", .array(answers)), ("_map", .string(map)),
    ])
  }
}
