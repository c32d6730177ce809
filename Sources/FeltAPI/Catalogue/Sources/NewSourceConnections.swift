extension Schema {
  static let sourceCreateConnectionParams = Schema.oneOf(
    .newConnectionABS, .newConnectionBigQuery, .newConnectionDatabricks, .newConnectionFeatureServer,
    .newConnectionGCS, .newConnectionMSSQL, .newConnectionPostgres, .newConnectionRedshift, .newConnectionS3,
    .newConnectionSnowflake, .newConnectionSTAC, .newConnectionWFS, .newConnectionWMS)

  static let newConnectionABS = Schema.closed(
    .required("type", .values("abs_bucket")),
    .required("blob_storage_url", .string),
    .optional("credentials", newCredentials(.credentialAzureString, atMost: 1)))

  static let newConnectionRedshift = Schema.closed(
    .required("type", .values("redshift")),
    .required("database", .string),
    .required("host", .string),
    .required("password", .string.secret),
    .optional("port", .integer.orNull),
    .required("user", .string))

  static let newConnectionDatabricks = Schema.closed(
    .required("type", .values("databricks")),
    .optional("catalog", .string.orNull),
    .optional("credentials", newCredentials(oneOf(.credentialDatabricksToken, .credentialOAuth), atMost: 1)),
    .required("http_path", .string),
    .optional("schema", .string.orNull),
    .required("server_hostname", .string))

  static let newConnectionFeatureServer = Schema.closed(
    .required("type", .values("feature_server")),
    .optional("token", .string.orNull.secret),
    .required("url", .string))

  static let newConnectionGCS = Schema.closed(
    .required("type", .values("gcs_bucket")),
    .optional("credentials", newCredentials(.credentialServiceAccount, atMost: 1)),
    .required("gs_uri", .string))

  static let newConnectionBigQuery = Schema.closed(
    .required("type", .values("bigquery")),
    .optional("base64_encoded_service_account", .string.orNull.secret),
    .optional("dataset", .string.orNull),
    .required("project", .string))

  static let newConnectionMSSQL = Schema.closed(
    .required("type", .values("mssql")),
    .required("database", .string),
    .required("host", .string),
    .required("password", .string.secret),
    .optional("port", .integer.orNull),
    .required("user", .string))

  static let newConnectionPostgres = Schema.closed(
    .required("type", .values("postgresql")),
    .required("database", .string),
    .required("host", .string),
    .required("password", .string.secret),
    .optional("port", .integer.orNull),
    .optional("schema", .string),
    .required("user", .string))

  static let newConnectionS3 = Schema.closed(
    .required("type", .values("s3_bucket")),
    .optional("credentials", newCredentials(.credentialAssumeRole, atMost: 1)),
    .required("s3_uri", .string))

  static let newConnectionSTAC = Schema.closed(
    .required("type", .values("stac")),
    .optional(
      "credentials",
      newCredentials(
        oneOf(
          .credentialAssumeRole, .credentialAzureString, .credentialServiceAccount, .credentialCustomHeaders),
        useCase: .values("stac_api_authentication", "stac_asset_fetching"))),
    .optional("token", .string.orNull.secret),
    .required("url", .string))

  static let newConnectionSnowflake = Schema.closed(
    .required("type", .values("snowflake")),
    .required("account_id", .string),
    .optional("credentials", newCredentials(oneOf(.credentialKeyPair, .credentialSnowflakeToken), atMost: 1)),
    .required("database", .string),
    .optional("password", .string.secret),
    .optional("role", .string.orNull),
    .optional("schema", .string.orNull),
    .required("user", .string),
    .optional("warehouse", .string.orNull))

  static let newConnectionWFS = Schema.closed(.required("type", .values("wfs")), .required("url", .string))

  static let newConnectionWMS = Schema.closed(
    .required("type", .values("wms_wmts")),
    .required("url", .string))

  /// The credentials that a new source is given.
  private static func newCredentials(
    _ credential: Schema, useCase: Schema = .values("source_authentication"), atMost count: Int? = nil
  ) -> Schema {
    .array(
      of: .open(
        .required("name", .string),
        .required("credential", credential),
        .required("use_case", useCase)),
      atMost: count)
  }
}
