extension Schema {
  static let sourceUpdateConnectionParams = Schema.oneOf(
    .connectionUpdateABS, .connectionUpdateBigQuery, .connectionUpdateDatabricks, .connectionUpdateFeatureServer,
    .connectionUpdateGCS, .connectionUpdateMSSQL, .connectionUpdatePostgres, .connectionUpdateRedshift,
    .connectionUpdateS3, .connectionUpdateSnowflake, .connectionUpdateSTAC, .connectionUpdateWFS,
    .connectionUpdateWMS)

  static let connectionUpdateABS = Schema.closed(
    .required("type", .values("abs_bucket")),
    .optional("blob_storage_url", .string))

  static let connectionUpdateRedshift = Schema.closed(
    .required("type", .values("redshift")),
    .optional("database", .string),
    .optional("host", .string),
    .optional("password", .string.secret),
    .optional("port", .integer.orNull),
    .optional("user", .string))

  static let connectionUpdateDatabricks = Schema.closed(
    .required("type", .values("databricks")),
    .optional("catalog", .string.orNull),
    .optional("http_path", .string),
    .optional("schema", .string.orNull),
    .optional("server_hostname", .string))

  static let connectionUpdateFeatureServer = Schema.closed(
    .required("type", .values("feature_server")),
    .optional("token", .string.orNull.secret),
    .optional("url", .string))

  static let connectionUpdateGCS = Schema.closed(
    .required("type", .values("gcs_bucket")),
    .optional("gs_uri", .string))

  static let connectionUpdateBigQuery = Schema.closed(
    .required("type", .values("bigquery")),
    .optional("base64_encoded_service_account", .string.orNull.secret),
    .optional("dataset", .string.orNull),
    .optional("project", .string))

  static let connectionUpdateMSSQL = Schema.closed(
    .required("type", .values("mssql")),
    .optional("database", .string),
    .optional("host", .string),
    .optional("password", .string.secret),
    .optional("port", .integer.orNull),
    .optional("user", .string))

  static let connectionUpdatePostgres = Schema.closed(
    .required("type", .values("postgresql")),
    .optional("database", .string),
    .optional("host", .string),
    .optional("password", .string.secret),
    .optional("port", .integer.orNull),
    .optional("schema", .string),
    .optional("user", .string))

  static let connectionUpdateS3 = Schema.closed(
    .required("type", .values("s3_bucket")),
    .optional("s3_uri", .string))

  static let connectionUpdateSTAC = Schema.closed(
    .required("type", .values("stac")),
    .optional("token", .string.orNull.secret),
    .optional("url", .string))

  static let connectionUpdateSnowflake = Schema.closed(
    .required("type", .values("snowflake")),
    .optional("account_id", .string),
    .optional("database", .string),
    .optional("password", .string.secret),
    .optional("role", .string.orNull),
    .optional("schema", .string.orNull),
    .optional("user", .string),
    .optional("warehouse", .string.orNull))

  static let connectionUpdateWFS = Schema.closed(.required("type", .values("wfs")), .optional("url", .string))

  static let connectionUpdateWMS = Schema.closed(
    .required("type", .values("wms_wmts")),
    .optional("url", .string))
}
