internal import JSONText

extension Handlers {
  static let projects: [String: Handler] = [
    "list_projects": { workspace, _ throws(SandboxError) in
      .array(workspace.projects.all.map { workspace.projectReference($0) })
    },
    "create_project": { workspace, input throws(SandboxError) in
      let id = workspace.makeProject(
        name: input.fields.text("name") ?? "", visibility: input.fields.text("visibility") ?? "workspace",
        permission: input.fields.text("max_inherited_permission"))
      return .object(try workspace.project(id))
    },
    "show_project": { workspace, input throws(SandboxError) in
      .object(try workspace.project(input["project_id"]))
    },
    "update_project": { workspace, input throws(SandboxError) in
      _ = try workspace.project(input["project_id"])
      workspace.projects[input["project_id"]] = workspace.projects[input["project_id"]]?.setting(
        input.fields, only: ["name", "max_inherited_permission", "visibility"])
      return .object(try workspace.project(input["project_id"]))
    },
    "delete_project": { workspace, input throws(SandboxError) in
      let id = input["project_id"]
      _ = try workspace.project(id)
      for map in workspace.maps.all(where: "project_id", is: id) {
        workspace.removeMap(map.text("id") ?? "")
      }
      workspace.projects[id] = nil
      return nil
    },
  ]
}

extension Workspace {
  /// A project as Felt shows it, with its maps.
  func project(_ id: String) throws(SandboxError) -> JSONObject {
    guard var project = projects[id] else { throw .notFound("project_id") }
    project["maps"] = .array(maps.all(where: "project_id", is: id).map { reference($0) })
    return project
  }

  /// - Returns: its id.
  mutating func makeProject(name: String, visibility: String, permission: String? = nil) -> String {
    let id = ids.next()
    projects[id] = JSONObject([
      ("id", .string(id)), ("type", .string("project")), ("name", .string(name)), ("visibility", .string(visibility)),
      ("max_inherited_permission", .string(permission ?? "view_and_edit")),
    ])
    return id
  }

  func projectReference(_ project: JSONObject) -> JSONValue {
    var reference = project
    reference["type"] = .string("project_reference")
    let address = "https://felt.com/api/v2/projects/" + (project.text("id") ?? "")
    reference["links"] = .object(JSONObject([("self", .string(address))]))
    return .object(reference)
  }
}
