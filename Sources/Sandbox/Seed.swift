internal import JSONText

/// The small workspace that a sandbox begins with.
enum Seed {
  static func fill(_ workspace: inout Workspace) {
    let rivers = workspace.makeProject(name: "River survey", visibility: "workspace")
    let city = workspace.makeProject(name: "City planning", visibility: "private")
    let flood = map(&workspace, rivers, "Flood zones 2024", "Zones by return period")
    _ = workspace.makeLayer(map: flood, name: "Flood extents", geometry: "Polygon", color: "#3B76D9")
    let gauges = workspace.makeGroup(map: flood, name: "Gauges")
    _ = workspace.makeLayer(map: flood, name: "Water level", geometry: "Point", color: "#C93535", group: gauges)
    _ = workspace.makeLayer(map: flood, name: "Rain", geometry: "Point", color: "#2B7A3D", group: gauges)
    let shelters = workspace.makeElementGroup(map: flood, name: "Shelters")
    add(&workspace, flood, "Point", "[-122.42,37.77]", "Mission High", shelters)
    add(&workspace, flood, "Point", "[-122.39,37.74]", "Bayview Library", shelters)
    add(
      &workspace, flood, "Polygon",
      "[[[-122.45,37.73],[-122.37,37.73],[-122.37,37.79],[-122.45,37.79],[-122.45,37.73]]]", "Area", nil)
    workspace.makeComment(map: flood, "Is the 2024 extent final?", replies: ["Yes, as of March."])

    let banks = map(&workspace, rivers, "Bank erosion", "Where the river moves")
    _ = workspace.makeLayer(map: banks, name: "Transects", geometry: "Line", color: "#8A5A00")
    add(&workspace, banks, "LineString", "[[-122.5,37.7],[-122.45,37.74],[-122.4,37.72]]", "River", nil)

    let bikes = map(&workspace, city, "Bike network", "Planned and built")
    _ = workspace.makeLayer(map: bikes, name: "Lanes", geometry: "Line", color: "#2B7A3D")
    _ = map(&workspace, city, "Schools", "All public schools")
    _ = workspace.makeSource(
      JSONObject([
        ("name", .string("Open data")),
        ("connection", .object(JSONObject([("type", .string("wfs")), ("url", .string("https://example.com/wfs"))]))),
      ]))
  }

  private static func map(_ workspace: inout Workspace, _ project: String, _ title: String, _ text: String) -> String {
    workspace.makeMap(JSONObject([("title", .string(title)), ("description", .string(text))]), project: project)
  }

  private static func add(
    _ workspace: inout Workspace, _ map: String, _ type: String, _ coordinates: String, _ name: String, _ group: String?
  ) {
    guard let place = try? JSONValue(parsing: Array(coordinates.utf8)) else { return }
    var properties = JSONObject([("name", .string(name))])
    if let group { properties["felt:parentId"] = .string(group) }
    let geometry = JSONObject([("type", .string(type)), ("coordinates", place)])
    let feature = JSONObject([
      ("type", .string("Feature")), ("geometry", .object(geometry)), ("properties", .object(properties)),
    ])
    _ = try? workspace.upsert(.object(feature), map: map, at: "")
  }
}
