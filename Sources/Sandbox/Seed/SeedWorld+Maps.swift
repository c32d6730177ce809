internal import JSONText

extension SeedWorld {
  /// Adds two projects with four maps.
  static func fillFirst(_ workspace: inout Workspace) {
    let rivers = workspace.makeProject(name: "River survey", visibility: "workspace")
    let city = workspace.makeProject(name: "Open city", visibility: "workspace", permission: "view_and_contribute")
    let folder = workspace.ids.next()
    workspace.folders[folder] = [
      "id": .string(folder), "name": .string("Archive"), "project_id": .string(city),
    ]
    floodZones(rivers, &workspace)
    gauges(rivers, &workspace)
    trees(city, &workspace)
    let network = bikeNetwork(city, &workspace)
    // No operation lists folders: only the maps in a folder show it.
    workspace.maps[network]?["folder_id"] = .string(folder)
    addComponents(&workspace)
  }

  /// Adds a statistic to two layers. This comes last, so that all other ids stay the same.
  private static func addComponents(_ workspace: inout Workspace) {
    let statistics: [(layer: String, title: String, data: JSONObject)] = [
      ("Flood extent", "Zones", ["aggregate": .string("count")]),
      ("Shelters", "Average beds", ["aggregate": .string("avg"), "aggregate_by": .string("beds")]),
    ]
    for statistic in statistics {
      guard let layer = workspace.layers.all.first(where: { $0.text("name") == statistic.layer })?.text("id") else {
        continue
      }
      workspace.makeComponent(
        ["type": .string("statistic"), "title": .string(statistic.title), "data": .object(statistic.data)], on: layer)
    }
  }

  /// Adds a project with a map.
  static func fillSecond(_ workspace: inout Workspace) {
    let project = workspace.makeProject(name: "Harbor works", visibility: "private")
    let map = makeMap("Piers", basemap: "light", project, &workspace)
    add("Piers", SampleData.file("Pier", geometry: "line"), color: "#4A5568", to: map, &workspace)
  }

  private static func floodZones(_ project: String, _ workspace: inout Workspace) {
    let map = makeMap("Flood zones", basemap: "light", project, &workspace)
    let group = workspace.makeLayerGroup("Hazard", on: map)
    workspace.layerGroups[group]?["caption"] = .string("How often the water comes")
    let zones = ["Every 10 years", "Every 50 years", "Every 100 years"].enumerated().map { index, name -> JSONValue in
      let size = 0.01 + 0.012 * Double(index)
      return SeedData.feature(
        SeedData.polygon(around: (-122.39, 37.76), radius: size),
        ["zone": .string(name), "depth_m": JSONValue(Double(3 - index) * 0.8)])
    }
    add("Flood extent", SeedData.file("flood-extent", zones), color: "#2B6CB0", to: map, group: group, &workspace)
    let levees = [
      SeedData.feature(
        SeedData.line((-122.41, 37.75), steps: 12), ["name": .string("East levee"), "height_m": JSONValue(4.2)])
    ]
    add("Levees", SeedData.file("levees", levees), color: "#744210", to: map, group: group, &workspace)
    let shelters = [
      ("City hall", -122.4192, 37.7793), ("Mission school", -122.4194, 37.7599), ("Harbor gym", -122.3906, 37.7765),
    ]
    add(
      "Shelters",
      SeedData.points("shelters", shelters.map { ($0.0, $0.1, $0.2, ["beds": JSONValue(40 + $0.0.utf8.count * 5)]) }),
      color: "#2B7A3D", to: map, &workspace)
    annotate(map, &workspace)
  }

  /// Adds elements and comments to a map.
  private static func annotate(_ map: String, _ workspace: inout Workspace) {
    let group =
      (try? workspace.upsertGroup(["name": .string("Field notes"), "color": .string("#C93535")], on: map, at: ""))?
      .text("id")
    let notes: [(String, JSONObject)] = [
      ("Culvert blocked", Features.point(-122.395, 37.765)),
      ("Evacuation route", SeedData.line((-122.40, 37.755), steps: 6)),
      ("Staging area", SeedData.polygon(around: (-122.405, 37.77), radius: 0.004)),
    ]
    for (text, geometry) in notes {
      let feature: JSONObject = [
        "type": .string("Feature"), "geometry": .object(geometry),
        "properties": .object(["text": .string(text), "felt:parentId": .text(group)]),
      ]
      _ = try? workspace.upsert(feature, on: map, at: "")
    }
    let (ada, grace) = (("Ada Marsh", "ada@sandbox.example"), ("Grace Field", "grace@sandbox.example"))
    let thread = workspace.makeComment("Is the east levee surveyed yet?", by: ada, on: map, at: (-122.40, 37.757))
    workspace.makeComment("Yes, last week. 4.2 m.", by: grace, on: map, at: nil, replyTo: thread)
    workspace.makeComment("Shelter beds need an update.", by: grace, on: map, at: (-122.4192, 37.7793))
  }

  private static func gauges(_ project: String, _ workspace: inout Workspace) {
    let map = makeMap("Gauging stations", basemap: "satellite", project, &workspace)
    let stations = (1...8).map { index in
      let name = "Station \(index)"
      let values: [String: JSONValue] = ["level_m": JSONValue(Double(120 + index * 7) / 100)]
      return (name, -122.5 + Double(index) * 0.015, 37.7 + Double(index % 3) * 0.02, values)
    }
    add("Stations", SeedData.points("stations", stations), color: "#805AD5", to: map, &workspace)
  }

  private static func trees(_ project: String, _ workspace: inout Workspace) {
    let map = makeMap("Street trees", basemap: "light", project, &workspace)
    let kinds = ["Platanus", "Quercus", "Tilia", "Acer"]
    let trees = (0..<24).map { index in
      let values: [String: JSONValue] = ["planted": JSONValue(1985 + index)]
      return (
        kinds[index % kinds.count], -122.43 + Double(index % 6) * 0.002, 37.76 + Double(index / 6) * 0.002, values
      )
    }
    add("Trees", SeedData.points("trees", trees), color: "#38A169", to: map, &workspace)
  }

  private static func bikeNetwork(_ project: String, _ workspace: inout Workspace) -> String {
    let map = makeMap("Bike network", basemap: "dark", project, &workspace)
    let group = workspace.makeLayerGroup("Routes", on: map)
    for (index, name) in ["Protected lanes", "Quiet streets"].enumerated() {
      let lines = (0..<3).map { step in
        SeedData.feature(
          SeedData.line((-122.45 + Double(step) * 0.01, 37.76 + Double(index) * 0.01), steps: 5),
          ["name": .string("\(name) \(step + 1)")])
      }
      add(
        name, SeedData.file("routes-\(index + 1)", lines), color: index == 0 ? "#D69E2E" : "#3182CE", to: map,
        group: group, &workspace)
    }
    return map
  }

  private static func makeMap(
    _ title: String, basemap: String, _ project: String, _ workspace: inout Workspace
  ) -> String {
    workspace.makeMap(
      ["title": .string(title), "basemap": .string(basemap), "public_access": .string("view_only")], project: project)
  }

  private static func add(
    _ name: String, _ data: DataFile?, color: String, to map: String, group: String? = nil,
    _ workspace: inout Workspace
  ) {
    let layer = workspace.makeLayer(name, on: map, group: group, from: "file")
    workspace.layers[layer]?.merge("style", from: ["style": .object(["style": .object(["color": .string(color)])])])
    finish(layer, data, &workspace)
  }
}
