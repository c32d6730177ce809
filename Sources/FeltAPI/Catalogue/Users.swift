internal import HTTPTypes

extension Catalogue {
  static let users: [Operation] = [
    Operation(
      "show_current_user", .users, .get, "/user", returns: 200, .user,
      "Show whose token this is.", example: "show_current_user")
  ]
}

extension Schema {
  static let user = open(
    .optional("email", .string), .optional("id", .feltID), .optional("name", .string))
}
