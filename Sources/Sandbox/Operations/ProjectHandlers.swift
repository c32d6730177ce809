internal import JSONText

extension Handlers {
  static let projects: [String: Handler] = [
    "list_projects": { workspace, input throws(SandboxError) in
      try workspace.checkWorkspace(input.query("workspace_id"))
      return .array(workspace.projects.all.map { .object(Workspace.projectReference($0, input.origin)) })
    },
    "create_project": { workspace, input throws(SandboxError) in
      let id = workspace.makeProject(
        name: input.fields.text("name") ?? "", visibility: input.fields.text("visibility") ?? "workspace",
        permission: input.fields.text("max_inherited_permission"))
      return .object(try workspace.shownProject(id, input.origin))
    },
    "show_project": { workspace, input throws(SandboxError) in
      .object(try workspace.shownProject(input["project_id"], input.origin))
    },
    "update_project": { workspace, input throws(SandboxError) in
      var project = try workspace.project(input["project_id"])
      project.set(input.fields, only: ["name", "max_inherited_permission", "visibility"])
      workspace.projects[input["project_id"]] = project
      return .object(try workspace.shownProject(input["project_id"], input.origin))
    },
    "delete_project": { workspace, input throws(SandboxError) in
      let id = input["project_id"]
      _ = try workspace.project(id)
      for map in workspace.maps.all(where: "project_id", is: id) { workspace.removeMap(map.text("id") ?? "") }
      workspace.folders.removeAll(where: "project_id", is: id)
      workspace.projects[id] = nil
      return .nothing
    },
  ]
}

extension Workspace {
  /// Rejects the id of another workspace.
  func checkWorkspace(_ id: String?) throws(SandboxError) {
    guard id == nil || id == self.id else { throw .forbidden }
  }

  func project(_ id: String) throws(SandboxError) -> JSONObject {
    guard let project = projects[id] else { throw .notFound("project_id") }
    return project
  }

  /// A project as Felt shows it, with its maps.
  func shownProject(_ id: String, _ origin: String) throws(SandboxError) -> JSONObject {
    let project = try project(id)
    let maps = maps.all(where: "project_id", is: id).map { JSONValue.object(Workspace.mapReference($0, origin)) }
    return [
      "id": .string(id), "type": .string("project"), "name": project.value("name"), "maps": .array(maps),
      "max_inherited_permission": project.value("max_inherited_permission"), "visibility": project.value("visibility"),
    ]
  }

  /// Creates a project.
  ///
  /// - Returns: its id.
  mutating func makeProject(name: String, visibility: String, permission: String? = nil) -> String {
    let id = ids.next()
    projects[id] = [
      "id": .string(id), "name": .string(name), "visibility": .string(visibility),
      "max_inherited_permission": .string(permission ?? "view_and_edit"),
    ]
    return id
  }

  /// A project as lists show it.
  static func projectReference(_ project: JSONObject, _ origin: String) -> JSONObject {
    let address = "\(origin)/api/v2/projects/\(project.text("id") ?? "")"
    return [
      "id": project.value("id"), "type": .string("project_reference"), "name": project.value("name"),
      "links": .object(["self": .string(address)]),
      "max_inherited_permission": project.value("max_inherited_permission"), "visibility": project.value("visibility"),
    ]
  }
}
