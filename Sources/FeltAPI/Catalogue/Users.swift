internal import HTTPTypes

extension Catalogue {
  static let users: [Operation] = [
    Operation(
      "show_current_user", .users, .get, "/user",
      returns: 200, as: .user,
      summary: "Show whose token this is.",
      example: "show_current_user")
  ]
}

extension Schema {
  static let user = Schema.open(
    .optional("id", .id(.user)),
    .optional("name", .string),
    .optional("email", .string))
}
