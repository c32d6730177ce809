extension Schema {
  static let credentialUseCase = values("stac_api_authentication", "stac_asset_fetching", "source_authentication")

  static let sourceCredential = Schema.closed(
    .required("id", .id(.credential)),
    .required("name", .string),
    .required("created_at", .integer.orNull),
    .required("credential", .anyCredential),
    .required("source_id", .id(.source)),
    .required("updated_at", .integer.orNull),
    .required("use_case", .credentialUseCase))

  static let sourceCredentialCreateParams = Schema.closed(
    .required("name", .string),
    .required("credential", .anyCredential),
    .required("use_case", .credentialUseCase))

  static let sourceCredentialUpdateParams = Schema.closed(
    .optional("name", .string),
    .optional("credential", .anyCredentialUpdate),
    .optional("use_case", .credentialUseCase))

  static let credentialAssumeRole = Schema.closed(
    .required("type", .values("aws_assume_role")),
    .required("role_arn", .string),
    .required("role_session_name", .string))

  static let credentialAzureString = Schema.closed(
    .required("type", .values("azure_storage_connection_string")),
    .required("connection_string", .string.secret))

  static let credentialCustomHeaders = Schema.closed(
    .required("type", .values("custom_headers")),
    .required("headers", .array(of: .customHeader)))

  static let credentialDatabricksToken = Schema.closed(
    .required("type", .values("databricks_pat")),
    .required("token", .string.secret))

  static let credentialServiceAccount = Schema.closed(
    .required("type", .values("gcp_service_account_json")),
    .required("service_account_filename", .string),
    .required("service_account_json", .oneOf(.anyObject, .string).secret))

  static let credentialKeyPair = Schema.closed(
    .required("type", .values("key_pair")),
    .required("private_key", .string.secret),
    .required("private_key_name", .string),
    .optional("private_key_passphrase", .string.secret))

  static let credentialOAuth = Schema.closed(
    .required("type", .values("oauth_m2m")),
    .required("client_id", .string),
    .required("client_secret", .string.secret))

  static let credentialSnowflakeToken = Schema.closed(
    .required("type", .values("snowflake_pat")),
    .required("token", .string.secret))

  static let credentialUpdateAssumeRole = Schema.closed(
    .required("type", .values("aws_assume_role")),
    .optional("role_arn", .string),
    .optional("role_session_name", .string))

  static let credentialUpdateAzureString = Schema.closed(
    .required("type", .values("azure_storage_connection_string")),
    .optional("connection_string", .string.secret))

  static let credentialUpdateCustomHeaders = Schema.closed(
    .required("type", .values("custom_headers")),
    .optional("headers", .array(of: .customHeader)))

  static let credentialUpdateServiceAccount = Schema.closed(
    .required("type", .values("gcp_service_account_json")),
    .optional("service_account_filename", .string),
    .optional("service_account_json", .oneOf(.anyObject, .string).secret))

  static let credentialUpdateKeyPair = Schema.closed(
    .required("type", .values("key_pair")),
    .optional("private_key", .string.secret),
    .optional("private_key_name", .string),
    .optional("private_key_passphrase", .string.secret))

  static let credentialUpdateSnowflakeToken = Schema.closed(
    .required("type", .values("snowflake_pat")),
    .optional("token", .string.secret))

  static let customHeader = Schema.open(
    .required("name", .string),
    .required("sensitive", .boolean),
    .required("value", .string.secret))

  static let anyCredential = Schema.oneOf(
    .credentialAssumeRole, .credentialAzureString, .credentialCustomHeaders, .credentialServiceAccount,
    .credentialKeyPair, .credentialSnowflakeToken)

  static let anyCredentialUpdate = Schema.oneOf(
    .credentialUpdateAssumeRole, .credentialUpdateAzureString, .credentialUpdateCustomHeaders,
    .credentialUpdateServiceAccount, .credentialUpdateKeyPair, .credentialUpdateSnowflakeToken)
}
