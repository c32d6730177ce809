internal import HTTPTypes

extension Catalogue {
  static let maps: [Operation] = [
    Operation(
      "create_map", .maps, .post, "/maps",
      body: .mapCreateParams, returns: 200, as: .map,
      summary: "Make a map.",
      example: #"create_map title="Flood zones" lat=37.77 lon=-122.42 zoom=11"#),
    Operation(
      "delete_map", .maps, .delete, "/maps/{map_id}",
      returns: 204,
      summary: "Delete a map.",
      example: "delete_map $map"),
    Operation(
      "show_map", .maps, .get, "/maps/{map_id}",
      returns: 200, as: .map,
      summary: "Show a map with its layers, layer groups and elements.",
      example: "show_map $map"),
    Operation(
      "duplicate_map", .maps, .post, "/maps/{map_id}/duplicate",
      body: .mapDuplicateParams, returns: 200, as: .map,
      summary: "Copy a map, into another project or folder if you like.",
      example: #"duplicate_map $map title="Flood zones, copy" destination[project_id]=$project.id"#),
    Operation(
      "move_map", .maps, .post, "/maps/{map_id}/move",
      body: .mapMoveParams, returns: 200, as: .map,
      summary: "Move a map to a project or to a folder.",
      example: "move_map $map project_id=$project.id"),
    Operation(
      "update_map", .maps, .post, "/maps/{map_id}/update",
      body: .mapUpdateParams, returns: 200, as: .map,
      summary: "Change the title, the access and other settings of a map.",
      example: #"update_map $map title="Flood zones 2024" viewer_permissions[can_export_data]=false"#),
  ]
}

extension Schema {
  /// Felt lists no names; an address of tiles and a colour are taken too.
  static let basemap = Schema.string.suggesting("default", "light", "dark", "satellite")
  static let publicAccess = values("private", "view_only", "view_and_comment", "view_comment_and_edit")

  static let map = Schema.closed(
    .required("id", .id(.map)),
    .required("type", .values("map")),
    .required("title", .string),
    .optional("basemap", .basemap),
    .required("created_at", .time("date_time")),
    .required("element_groups", .array(of: .mapElementGroup)),
    .required("elements", .geoJSON),
    .optional("folder_id", .string.identifying(.folder).orNull),
    .required("layer_groups", .array(of: .layerGroup)),
    .required("layers", .array(of: .layer)),
    .optional("links", .links),
    .required("project_id", .string.identifying(.project)),
    .required("public_access", .publicAccess),
    .optional("table_settings", .mapTableSettings),
    .required("thumbnail_url", .string.orNull),
    .required("url", .string),
    .optional("viewer_permissions", .mapViewerPermissions),
    .required("visited_at", .time("date_time").orNull))

  static let mapReference = Schema.closed(
    .required("id", .id(.map)),
    .required("type", .values("map_reference")),
    .required("title", .string),
    .required("created_at", .time("date_time")),
    .required("folder_id", .string.identifying(.folder).orNull),
    .optional("links", .links),
    .required("project_id", .string.identifying(.project)),
    .required("public_access", .publicAccess),
    .required("thumbnail_url", .string.orNull),
    .required("url", .string),
    .required("visited_at", .time("date_time").orNull))

  static let mapCreateParams = Schema.closed(
    .optional("title", .string),
    .optional("basemap", .basemap),
    .optional("description", .string),
    .optional("lat", .number),
    .optional("layer_urls", .array(of: .string)),
    .optional("lon", .number),
    .optional("public_access", .publicAccess),
    .optional("workspace_id", .string.identifying(.workspace)),
    .optional("zoom", .number))

  static let mapUpdateParams = Schema.closed(
    .optional("title", .string),
    .optional("basemap", .basemap),
    .optional("description", .string),
    .optional("public_access", .publicAccess),
    .optional("table_settings", .mapTableSettings),
    .optional("viewer_permissions", .mapViewerPermissions))

  static let mapDuplicateParams = Schema.closed(
    .optional("title", .string),
    .optional("destination", .mapDestination))

  static let mapMoveParams = Schema.oneOf(.moveMapProjectParams, .moveMapFolderParams)
  static let moveMapProjectParams = Schema.open(.required("project_id", .id(.project)))
  static let moveMapFolderParams = Schema.open(.required("folder_id", .id(.folder)))

  static let mapTableSettings = Schema.closed(
    .optional("default_table_layer_id", .id(.layer).orNull),
    .optional("viewers_can_open_table", .boolean))

  static let mapViewerPermissions = Schema.closed(
    .optional("can_duplicate_map", .boolean),
    .optional("can_export_data", .boolean),
    .optional("can_see_map_presence", .boolean))

  static let mapElementGroup = Schema.open(
    .optional("id", .id(.elementGroup)),
    .optional("name", .string.orNull),
    .optional("elements", .geoJSON))

  static let mapDestination = Schema.oneOf(
    .closed(.required("project_id", .id(.project))), .closed(.required("folder_id", .id(.folder))))

  static let links = Schema.open(.optional("self", .string))
}
