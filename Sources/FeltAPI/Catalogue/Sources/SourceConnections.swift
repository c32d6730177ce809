extension Schema {
  static let connectionABS = Schema.closed(
    .optional("type", .values("abs_bucket")),
    .optional("blob_storage_url", .string),
    .optional("credentials", credentials(oneOf(.credentialAzureString))))

  static let connectionRedshift = Schema.closed(
    .optional("type", .values("redshift")),
    .optional("database", .string),
    .optional("host", .string),
    .optional("port", .integer.orNull),
    .optional("user", .string))

  static let connectionDatabricks = Schema.closed(
    .optional("type", .values("databricks")),
    .optional("catalog", .string.orNull),
    .optional("credentials", credentials(oneOf(.credentialOAuth, .credentialDatabricksToken))),
    .optional("http_path", .string),
    .optional("schema", .string.orNull),
    .optional("server_hostname", .string))

  static let connectionFeatureServer = Schema.closed(
    .optional("type", .values("feature_server")),
    .optional("url", .string))

  static let connectionGCS = Schema.closed(
    .optional("type", .values("gcs_bucket")),
    .optional("credentials", credentials(oneOf(.credentialServiceAccount))),
    .optional("gs_uri", .string))

  static let connectionBigQuery = Schema.closed(
    .optional("type", .values("bigquery")),
    .optional("dataset", .string.orNull),
    .optional("project", .string))

  static let connectionMSSQL = Schema.closed(
    .optional("type", .values("mssql")),
    .optional("database", .string),
    .optional("host", .string),
    .optional("port", .integer.orNull),
    .optional("user", .string))

  static let connectionPostgres = Schema.closed(
    .optional("type", .values("postgresql")),
    .optional("database", .string),
    .optional("host", .string),
    .optional("port", .integer.orNull),
    .optional("schema", .string.orNull),
    .optional("user", .string))

  static let connectionS3 = Schema.closed(
    .optional("type", .values("s3_bucket")),
    .optional("credentials", credentials(oneOf(.credentialAssumeRole))),
    .optional("s3_uri", .string))

  static let connectionSTAC = Schema.closed(
    .optional("type", .values("stac")),
    .optional(
      "credentials",
      credentials(
        oneOf(
          .credentialServiceAccount, .credentialAzureString, .credentialAssumeRole, .credentialCustomHeaders),
        useCase: .values("stac_api_authentication", "stac_asset_fetching"))),
    .optional("url", .string))

  static let connectionSnowflake = Schema.closed(
    .optional("type", .values("snowflake")),
    .optional("account_id", .string),
    .optional("credentials", credentials(oneOf(.credentialSnowflakeToken, .credentialKeyPair))),
    .optional("database", .string),
    .optional("role", .string.orNull),
    .optional("schema", .string.orNull),
    .optional("user", .string),
    .optional("warehouse", .string.orNull))

  static let connectionWFS = Schema.closed(.optional("type", .values("wfs")), .optional("url", .string))

  static let connectionWMS = Schema.closed(
    .optional("type", .values("wms_wmts")),
    .optional("url", .string))

  static let anyConnection = Schema.oneOf(
    .connectionABS, .connectionBigQuery, .connectionDatabricks, .connectionFeatureServer, .connectionGCS,
    .connectionMSSQL, .connectionPostgres, .connectionRedshift, .connectionS3, .connectionSnowflake, .connectionSTAC,
    .connectionWFS, .connectionWMS)

  /// The credentials that a source has.
  private static func credentials(
    _ credential: Schema, useCase: Schema = .values("source_authentication")
  ) -> Schema {
    .array(
      of: .open(
        .optional("id", .id(.credential)),
        .optional("name", .string),
        .optional("created_at", .integer.orNull),
        .optional("credential", credential),
        .optional("source_id", .id(.source)),
        .optional("updated_at", .integer.orNull),
        .optional("use_case", useCase)))
  }
}
