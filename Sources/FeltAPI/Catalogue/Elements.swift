internal import HTTPTypes

extension Catalogue {
  static let elements: [Operation] = [
    Operation(
      "list_map_element_groups", .elements, .get, "/maps/{map_id}/element_groups",
      returns: 200, as: .elementGroupList,
      summary: "List the element groups of a map with their elements.",
      example: "list_map_element_groups $map"),
    Operation(
      "upsert_map_element_groups", .elements, .post, "/maps/{map_id}/element_groups",
      body: .elementGroupParamsList, returns: 200, as: .elementGroupList,
      summary: "Make element groups, or change those whose id is given.",
      example: ##"upsert_map_element_groups $map [0][name]=Shelters [0][color]="#2B7A3D""##),
    Operation(
      "show_map_element_group", .elements, .get, "/maps/{map_id}/element_groups/{group_id}",
      returns: 200, as: .geoJSON,
      summary: "Show the elements of a group as GeoJSON.",
      example: "show_map_element_group $map $element_group"),
    Operation(
      "list_map_elements", .elements, .get, "/maps/{map_id}/elements",
      returns: 200, as: .geoJSON,
      summary: "List the elements of a map, as GeoJSON.",
      example: "list_map_elements $map"),
    Operation(
      "upsert_map_elements", .elements, .post, "/maps/{map_id}/elements",
      body: .geoJSON, returns: 200, as: .geoJSON,
      summary: "Add elements to a map, or change those whose id is given, as GeoJSON.",
      example:
        #"upsert_map_elements $map type=FeatureCollection features:='[{"type": "Feature", "geometry": {"type": "Point", "coordinates": [-122.42, 37.77]}}]'"#
    ),
    Operation(
      "delete_map_element", .elements, .delete, "/maps/{map_id}/elements/{element_id}",
      returns: 204,
      summary: "Delete an element.",
      example: "delete_map_element $map $element"),
  ]
}

extension Schema {
  static let geoJSON = Schema.open(
    .required("type", .values("FeatureCollection")),
    .required("features", .array(of: .feature)))

  static let elementGroup = Schema.closed(
    .required("id", .string.identifying(.elementGroup)),
    .required("name", .string.orNull),
    .required("color", .string),
    .required("elements", .geoJSON),
    .required("symbol", .string.orNull))

  static let elementGroupList = Schema.array(of: .elementGroup)

  static let elementGroupParams = Schema.closed(
    .optional("id", .id(.elementGroup)),
    .required("name", .string),
    .optional("color", .string.byDefault("#C93535")),
    .optional("symbol", .string.byDefault("dot")))

  static let elementGroupParamsList = Schema.array(of: .elementGroupParams)

  static let feature = Schema.open(
    .optional("type", .values("Feature")),
    .optional(
      "geometry",
      .open(.optional("felt:id", .id(.element)), .optional("felt:parentId", .id(.elementGroup).orNull))),
    .optional(
      "properties", .anyObject.identifying(["felt:id": .element, "felt:parentId": .elementGroup])))
}
