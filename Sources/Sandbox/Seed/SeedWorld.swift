internal import JSONText

/// What a new sandbox's workspaces contain.
enum SeedWorld {
  private static let people = [
    (name: "Ada Marsh", email: "ada@sandbox.example"), (name: "Grace Field", email: "grace@sandbox.example"),
  ]

  /// - Parameters:
  ///   - index: 0 for the first workspace, 1 for the second.
  ///   - laterSeed: the seed of the ids of what clients create.
  static func workspace(_ index: Int, _ configuration: SandboxConfiguration, laterSeed: UInt64) -> Workspace {
    let person = people[index % people.count]
    var ids = Identifiers(seed: configuration.seed, for: index == 0 ? .firstContents : .secondContents)
    let id = ids.next()
    let user: JSONObject = [
      "id": .string(ids.next()), "name": .string(person.name), "email": .string(person.email),
    ]
    var workspace = Workspace(id: id, user: user, ids: ids)
    workspace.now = configuration.clock()
    workspace.workTime = configuration.workTime
    fillLibrary(&workspace)
    if !configuration.isEmpty {
      index == 0 ? fillFirst(&workspace) : fillSecond(&workspace)
    }
    workspace.ids = Identifiers(seed: laterSeed, for: index == 0 ? .firstCreated : .secondCreated)
    workspace.imports = []
    return workspace
  }

  /// Adds the layers that Felt offers to everyone.
  private static func fillLibrary(_ workspace: inout Workspace) {
    for (name, geometry) in [("US states", "polygon"), ("Weather stations", "point")] {
      let scratch = workspace.makeLayer(name, on: "", group: nil, from: "source")
      finish(scratch, SampleData.file(name, geometry: geometry), &workspace)
      guard var layer = workspace.layers[scratch] else { continue }
      workspace.layers[scratch] = nil
      layer["_map"] = nil
      layer["_library"] = .string("layer")
      layer["_owner"] = .string("felt")
      workspace.library[scratch] = layer
    }
  }

  /// Gives a layer its data, already processed.
  static func finish(_ layer: String, _ data: DataFile?, _ workspace: inout Workspace) {
    guard let data else { return }
    workspace.store(data, for: layer)
    workspace.layers[layer]?["_received"] = JSONValue(workspace.now - workspace.workTime)
  }
}
