internal import HTTPTypes

extension Catalogue {
  static let sources: [Operation] = [
    Operation(
      "list_sources", .sources, .get, "/sources",
      query: [.optional("workspace_id", .string.identifying(.workspace))], returns: 200, as: .sourceReferenceList,
      summary: "List the data sources that you can open.",
      example: "list_sources"),
    Operation(
      "create_source", .sources, .post, "/sources",
      body: .sourceCreateParams, returns: 202, as: .sourceReference,
      summary: "Connect a data source: a database, a bucket or a service.",
      example: #"create_source name="City data" connection[type]=wfs connection[url]=https://example.com/wfs"#),
    Operation(
      "delete_source", .sources, .delete, "/sources/{source_id}",
      returns: 204,
      summary: "Disconnect a data source.",
      example: "delete_source $source"),
    Operation(
      "show_source", .sources, .get, "/sources/{source_id}",
      returns: 200, as: .source,
      summary: "Show a data source with its datasets and how its last sync went.",
      example: "show_source $source"),
    Operation(
      "create_source_credential", .sources, .post, "/sources/{source_id}/credentials",
      body: .sourceCredentialCreateParams, returns: 202, as: .sourceCredential,
      summary: "Give a data source a credential to connect with.",
      example:
        "create_source_credential $source name=Reader use_case=source_authentication credential[type]=aws_assume_role credential[role_arn]=arn:aws:iam::123456789012:role/felt credential[role_session_name]=felt"
    ),
    Operation(
      "delete_source_credential", .sources, .delete, "/sources/{source_id}/credentials/{credential_id}",
      returns: 204,
      summary: "Delete a credential of a data source.",
      example: "delete_source_credential $source $credential"),
    Operation(
      "update_source_credential", .sources, .post, "/sources/{source_id}/credentials/{credential_id}/update",
      body: .sourceCredentialUpdateParams, returns: 202, as: .sourceCredential,
      summary: "Change a credential of a data source.",
      example: #"update_source_credential $source $credential name="Read only 2024""#),
    Operation(
      "sync_source", .sources, .post, "/sources/{source_id}/sync",
      returns: 202, as: .sourceReference,
      summary: "Look for new and changed datasets in a data source.",
      example: "sync_source $source"),
    Operation(
      "update_source", .sources, .post, "/sources/{source_id}/update",
      body: .sourceUpdateParams, returns: 202, as: .sourceReference,
      summary: "Change the name, the connection or the permissions of a data source.",
      example: #"update_source $source name="City data, open" permissions[type]=workspace_editors"#),
  ]
}

extension Schema {
  static let syncStatus = values("syncing", "completed", "failed")
  static let automaticSync = values("enabled", "paused")

  static let source = Schema.closed(
    .optional("id", .id(.source)),
    .optional("type", .values("source")),
    .optional("name", .string),
    .optional("automatic_sync", .automaticSync),
    .optional("connection", .anyConnection.orNull),
    .optional("created_at", .integer.orNull),
    .optional("datasets", .array(of: .sourceDataset)),
    .optional("last_synced_at", .integer.orNull),
    .optional("owner_id", .id(.user)),
    .optional("permissions", .sourcePermissions),
    .optional("sync_status", .syncStatus),
    .optional("updated_at", .integer.orNull),
    .optional("workspace_id", .id(.workspace)))

  static let sourceReference = Schema.closed(
    .optional("id", .id(.source)),
    .optional("type", .values("source_reference")),
    .optional("name", .string),
    .optional("automatic_sync", .automaticSync),
    .optional(
      "connection_type",
      .values(
        "abs_bucket", "bigquery", "databricks", "feature_server", "gcs_bucket", "lightning_server", "mssql",
        "postgresql", "redshift", "s3_bucket", "snowflake", "stac", "wfs", "wherobots", "wms_wmts")),
    .optional("created_at", .integer.orNull),
    .optional("last_synced_at", .integer.orNull),
    .optional("links", .links),
    .optional("owner_id", .id(.user)),
    .optional("permissions", .sourcePermissions),
    .optional("sync_status", .syncStatus),
    .optional("updated_at", .integer.orNull),
    .optional("workspace_id", .id(.workspace)))

  static let sourceReferenceList = Schema.array(of: .sourceReference)

  static let sourceDataset = Schema.closed(
    .optional("id", .id(.dataset)),
    .optional("type", .values("dataset")),
    .optional("name", .string),
    .optional("created_at", .integer),
    .optional("description", .string.orNull),
    .optional("geometry_type", .values("polygon", "line", "point", "raster", "none")),
    .optional("inspection_status", .values("completed", "failed")),
    .optional("updated_at", .integer))

  static let sourceCreateParams = Schema.closed(
    .required("name", .string),
    .required("connection", .sourceCreateConnectionParams),
    .optional("permissions", .sourcePermissions))

  static let sourceUpdateParams = Schema.closed(
    .optional("name", .string),
    .optional("connection", .sourceUpdateConnectionParams),
    .optional("permissions", .sourcePermissions))

  static let sourcePermissions = Schema.oneOf(
    .permissionsWorkspaceEditors, .permissionsSourceOwner, .permissionsProjectEditors)

  static let permissionsWorkspaceEditors = Schema.closed(.required("type", .values("workspace_editors")))
  static let permissionsSourceOwner = Schema.closed(.required("type", .values("source_owner")))

  static let permissionsProjectEditors = Schema.closed(
    .required("type", .values("project_editors")),
    .required("project_ids", .array(of: .id(.project))))
}
