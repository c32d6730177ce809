internal import HTTPTypes

extension Catalogue {
  static let projects: [Operation] = [
    Operation(
      "list_projects", .projects, .get, "/projects",
      query: [.optional("workspace_id", .string.identifying(.workspace))], returns: 200, as: .projectReferenceList,
      summary: "List the projects that you can open.",
      example: "list_projects"),
    Operation(
      "create_project", .projects, .post, "/projects",
      body: .projectCreateParams, returns: 200, as: .project,
      summary: "Make a project.",
      example: #"create_project name="River survey" visibility=workspace"#),
    Operation(
      "delete_project", .projects, .delete, "/projects/{project_id}",
      returns: 204,
      summary: "Delete a project.",
      example: "delete_project $project"),
    Operation(
      "show_project", .projects, .get, "/projects/{project_id}",
      returns: 200, as: .project,
      summary: "Show a project with its maps.",
      example: "show_project $project"),
    Operation(
      "update_project", .projects, .post, "/projects/{project_id}/update",
      body: .projectUpdateParams, returns: 200, as: .project,
      summary: "Change the name and the permissions of a project.",
      example: #"update_project $project name="River survey 2024" max_inherited_permission=view_only"#),
  ]
}

extension Schema {
  static let projectVisibility = values("workspace", "private")
  static let inheritedPermission = values("view_only", "view_and_contribute", "view_and_edit")

  static let project = Schema.closed(
    .required("id", .id(.project)),
    .required("type", .values("project")),
    .required("name", .string),
    .required("maps", .array(of: .mapReference)),
    .required("max_inherited_permission", .inheritedPermission),
    .required("visibility", .projectVisibility))

  static let projectReference = Schema.closed(
    .required("id", .id(.project)),
    .required("type", .values("project_reference")),
    .required("name", .string),
    .optional("links", .links),
    .required("max_inherited_permission", .inheritedPermission),
    .required("visibility", .projectVisibility))

  static let projectReferenceList = Schema.array(of: .projectReference)

  static let projectCreateParams = Schema.closed(
    .required("name", .string),
    .optional("max_inherited_permission", .inheritedPermission),
    .required("visibility", .projectVisibility))

  static let projectUpdateParams = Schema.closed(
    .optional("name", .string),
    .optional("max_inherited_permission", .inheritedPermission),
    .optional("visibility", .projectVisibility))
}
