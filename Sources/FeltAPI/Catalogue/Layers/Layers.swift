internal import HTTPTypes

extension Catalogue {
  static let layers: [Operation] = [
    Operation(
      "duplicate_map_layers", .layers, .post, "/duplicate_layers",
      body: .duplicateLayersParams, returns: 200, as: .duplicateLayersResponse,
      summary: "Copy layers or layer groups to maps.",
      example: "duplicate_map_layers [0][source_layer_id]=$layer.id [0][destination_map_id]=$map.id"),
    Operation(
      "list_map_layer_groups", .layers, .get, "/maps/{map_id}/layer_groups",
      returns: 200, as: .layerGroupList,
      summary: "List the layer groups of a map.",
      example: "list_map_layer_groups $map"),
    Operation(
      "update_map_layer_groups", .layers, .post, "/maps/{map_id}/layer_groups",
      body: .layerGroupParamsList, returns: 200, as: .layerGroupList,
      summary: "Make layer groups, or change those whose id is given.",
      example: #"update_map_layer_groups $map [0][name]="Base data" [0][ordering_key]=1"#),
    Operation(
      "delete_map_layer_group", .layers, .delete, "/maps/{map_id}/layer_groups/{layer_group_id}",
      returns: 204,
      summary: "Delete a layer group.",
      example: "delete_map_layer_group $map $group"),
    Operation(
      "show_map_layer_group", .layers, .get, "/maps/{map_id}/layer_groups/{layer_group_id}",
      returns: 200, as: .layerGroup,
      summary: "Show a layer group with its layers.",
      example: "show_map_layer_group $map $group"),
    Operation(
      "update_map_layer_group", .layers, .post, "/maps/{map_id}/layer_groups/{layer_group_id}",
      body: .layerGroupUpdateParams, returns: 200, as: .layerGroup,
      summary: "Change one layer group.",
      example: #"update_map_layer_group $map $group name="Base data" visibility_interaction=slider"#),
    Operation(
      "list_map_layers", .layers, .get, "/maps/{map_id}/layers",
      returns: 200, as: .layerList, errors: [401, 404, 500],
      summary: "List the layers of a map.",
      example: "list_map_layers $map"),
    Operation(
      "update_map_layer", .layers, .post, "/maps/{map_id}/layers",
      body: .layerUpdateParamsList, returns: 200, as: .layerList,
      summary: "Change the name, the order and other settings of layers.",
      example: "update_map_layer $map [0][id]=$layer.id [0][name]=Roads"),
    Operation(
      "delete_map_layer", .layers, .delete, "/maps/{map_id}/layers/{layer_id}",
      returns: 204,
      summary: "Delete a layer.",
      example: "delete_map_layer $map $layer"),
    Operation(
      "show_map_layer", .layers, .get, "/maps/{map_id}/layers/{layer_id}",
      returns: 200, as: .layer, errors: [401, 404, 500],
      summary: "Show a layer with its status, its progress and its style.",
      example: "show_map_layer $map $layer"),
    Operation(
      "update_map_layer_style", .layers, .post, "/maps/{map_id}/layers/{layer_id}/update_style",
      body: .layerUpdateStyleParams, returns: 200, as: .layer,
      summary: "Replace the style of a layer.",
      example:
        ##"update_map_layer_style $map $layer style:='{"version": "2.3", "type": "simple", "config": {}, "style": {"color": "#C93535"}, "legend": {}}'"##
    ),
  ]
}

extension Schema {
  static let legendVisibility = values("hide", "show")
  static let legendDisplay = values("default", "name_only")
  static let visibilityInteraction = values("default", "slider", "select", "multi_select")
  static let refreshPeriod = values(
    "15 min", "30 min", "hour", "3 hours", "6 hours", "12 hours", "day", "week", "month", "disabled")

  static let layer = Schema.closed(
    .required("id", .id(.layer)),
    .required("type", .values("layer")),
    .required("name", .string),
    .optional("attributes", .array(of: .layerAttribute).orNull),
    .required("caption", .string.orNull),
    .required("geometry_type", .values("Line", "Point", "Polygon", "Raster").orNull),
    .required("hide_from_legend", .boolean),
    .optional("is_spreadsheet", .boolean.orNull),
    .optional("last_refreshed_at", .time("date-time").orNull),
    .optional("legend_display", .legendDisplay.orNull),
    .optional("legend_visibility", .legendVisibility.orNull),
    .optional("links", .links),
    .optional("metadata", .layerMetadata),
    .optional("next_refresh_at", .time("date-time").orNull),
    .optional("ordering_key", .integer.orNull),
    .optional("paused_reason", .values("consecutive_failures").orNull),
    .required("progress", .float),
    .required("refresh_period", .refreshPeriod),
    .required("refresh_status", .values("active", "paused", "disabled")),
    .required("status", .values("uploading", "processing", "failed", "completed")),
    .required("style", .anyObject),
    .optional("subtitle", .string.orNull.deprecated),
    .optional("tile_url", .string.orNull))

  static let layerList = Schema.array(of: .layer)

  static let layerMetadata = Schema.closed(
    .optional("attribution_text", .string.orNull),
    .optional("attribution_url", .string.orNull),
    .optional("description", .string.orNull),
    .optional("license", .string.orNull),
    .optional("source_abbreviation", .string.orNull),
    .optional("source_name", .string.orNull),
    .optional("source_url", .string.orNull),
    .optional("updated_at", .date.orNull))

  static let layerGroup = Schema.closed(
    .required("id", .id(.layerGroup)),
    .required("type", .values("layer_group")),
    .required("name", .string),
    .required("caption", .string.orNull),
    .required("layers", .array(of: .layer)),
    .optional("legend_visibility", .legendVisibility.orNull),
    .optional("links", .links),
    .optional("ordering_key", .integer),
    .optional("subtitle", .string.orNull.deprecated),
    .required("visibility_interaction", .visibilityInteraction))

  static let layerGroupList = Schema.array(of: .layerGroup)

  static let layerUpdateParams = Schema.closed(
    .required("id", .id(.layer)),
    .optional("name", .string),
    .optional("caption", .string),
    .optional("layer_group_id", .id(.layerGroup).orNull),
    .optional("legend_display", .legendDisplay),
    .optional("legend_visibility", .legendVisibility),
    .optional("metadata", .layerMetadata),
    .optional("ordering_key", .integer),
    .optional("refresh_period", .refreshPeriod),
    .optional("subtitle", .string.deprecated))

  static let layerUpdateParamsList = Schema.array(of: .layerUpdateParams)
  static let layerUpdateStyleParams = Schema.open(.required("style", .anyObject))

  static let layerGroupParams = Schema.closed(
    .optional("id", .id(.layerGroup)),
    .required("name", .string),
    .optional("caption", .string),
    .optional("legend_visibility", .legendVisibility),
    .optional("ordering_key", .integer),
    .optional("subtitle", .string.deprecated),
    .optional("visibility_interaction", .visibilityInteraction.orNull))

  static let layerGroupParamsList = Schema.array(of: .layerGroupParams)

  static let layerGroupUpdateParams = Schema.closed(
    .optional("id", .id(.layerGroup)),
    .optional("name", .string),
    .optional("caption", .string),
    .optional("legend_visibility", .legendVisibility),
    .optional("ordering_key", .integer),
    .optional("subtitle", .string.deprecated),
    .optional("visibility_interaction", .visibilityInteraction.orNull))

  static let duplicateLayersParams = Schema.array(of: .oneOf(.duplicateLayer, .duplicateLayerGroup))

  static let duplicateLayer = Schema.open(
    .required("destination_map_id", .id(.map)),
    .required("source_layer_id", .id(.layer)))

  static let duplicateLayerGroup = Schema.open(
    .required("destination_map_id", .id(.map)),
    .required("source_layer_group_id", .id(.layerGroup)))

  static let duplicateLayersResponse = Schema.open(
    .required("layer_groups", .array(of: .layerGroup)),
    .required("layers", .array(of: .layer)))

  static let layerAttribute = Schema.open(
    .optional("type", .values("INTEGER", "REAL", "TEXT", "BOOLEAN", "DATE", "DATETIME", "GEOMETRY")),
    .required("name", .string))
}
