internal import JSONText
internal import Platform

extension Handlers {
  static let comments: [String: Handler] = [
    "export_map_comments": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      let comments = workspace.shownComments(of: input["map_id"])
      switch input.query("format") ?? "json" {
      case "json": return .array(comments.map(JSONValue.object))
      case "csv": return .text(CommentTable.csv(comments), contentType: "text/csv; charset=utf-8")
      default: throw .invalid("/format", "format must be json or csv.")
      }
    },
    "delete_map_comment": { workspace, input throws(SandboxError) in
      let id = try workspace.comment(input).text("id") ?? ""
      workspace.comments[id] = nil
      workspace.comments.removeAll(where: "_thread", is: id)
      return .nothing
    },
    "resolve_map_comment": { workspace, input throws(SandboxError) in
      var comment = try workspace.comment(input)
      let id = comment.text("id") ?? ""
      comment["resolved"] = .bool(true)
      workspace.comments[id] = comment
      return .object(["comment_id": .string(id)])
    },
  ]
}

extension Workspace {
  fileprivate func comment(_ input: HandlerInput) throws(SandboxError) -> JSONObject {
    _ = try map(input["map_id"])
    guard let comment = comments[input["comment_id"]], comment.text("_map") == input["map_id"] else {
      throw .notFound("comment_id")
    }
    return comment
  }

  /// The threads of a map, each with its replies.
  fileprivate func shownComments(of map: String) -> [JSONObject] {
    comments.all(where: "_map", is: map).filter { $0.text("_thread") == nil }.map { comment in
      var shown = comment.publicFields
      let replies = comments.all(where: "_thread", is: comment.text("id") ?? "")
      shown["replies"] = .array(replies.map { .object($0.publicFields) })
      return shown
    }
  }

  /// Creates a comment, or a reply to one.
  ///
  /// - Returns: its id.
  @discardableResult
  mutating func makeComment(
    _ text: String, by author: (name: String, email: String), on map: String, at place: (Double, Double)?,
    replyTo thread: String? = nil
  ) -> String {
    let id = ids.next()
    var comment: JSONObject = [
      "id": .string(id), "text": .string(text), "author_name": .string(author.name),
      "author_email": .string(author.email), "created_at": timestamp, "resolved": .bool(false),
    ]
    if let place { comment["location"] = .object(Features.point(place.0, place.1)) }
    comment["_map"] = .string(map)
    if let thread { comment["_thread"] = .string(thread) }
    comments[id] = comment
    return id
  }
}

/// Comments as a table, with the replies below their comment.
enum CommentTable {
  static func csv(_ comments: [JSONObject]) -> String {
    var rows = [["id", "reply_to", "created_at", "author_name", "author_email", "resolved", "text"]]
    for comment in comments {
      rows.append(row(comment, replyTo: ""))
      rows += comment.array("replies").compactMap(\.object).map { row($0, replyTo: comment.text("id") ?? "") }
    }
    return CSV.text(rows)
  }

  private static func row(_ comment: JSONObject, replyTo thread: String) -> [String] {
    let text = { (name: String) in comment.text(name) ?? "" }
    return [
      text("id"), thread, text("created_at"), text("author_name"), text("author_email"),
      comment.flag("resolved") ? "true" : "false", text("text"),
    ]
  }
}
