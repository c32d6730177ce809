extension Schema {
  static let uploadInterpretationHint = Schema.oneOf(
    .hintLatitudeLongitude, .hintLatitudeLongitudeCombined, .hintFullAddress, .hintPartialAddress, .hintLocality,
    .hintWKT, .hintUSCensusTract, .hintUSCBSA, .hintUSState, .hintUSCounty, .hintUSZipCode, .hintEULAU, .hintEUNUTS1,
    .hintEUNUTS2, .hintEUNUTS3, .hintAustralianPostalArea, .hintAdmin0, .hintAdmin1, .hintTimezone, .hintH3)

  static let hintAdmin0 = Schema.open(.required("attribute", .open(.required("admin_0", .string))))
  static let hintAdmin1 = Schema.open(.required("attribute", .open(.required("admin_1", .string))))

  static let hintAustralianPostalArea = Schema.open(
    .required("attribute", .open(.required("aus_postal_area_2021", .string))))

  static let hintEULAU = Schema.open(.required("attribute", .open(.required("eu_lau_2021", .string))))

  static let hintEUNUTS1 = Schema.open(
    .required("attribute", .open(.required("eu_nuts_1_2021", .string))))

  static let hintEUNUTS2 = Schema.open(
    .required("attribute", .open(.required("eu_nuts_2_2021", .string))))

  static let hintEUNUTS3 = Schema.open(
    .required("attribute", .open(.required("eu_nuts_3_2021", .string))))

  static let hintFullAddress = Schema.open(
    .required("attribute", .open(.required("full_address", .string))))

  static let hintH3 = Schema.open(.required("attribute", .open(.required("h3", .string))))

  static let hintLatitudeLongitude = Schema.open(
    .required("attributes", .closed(.required("lat", .string), .required("lng", .string))))

  static let hintLatitudeLongitudeCombined = Schema.open(.required("attribute", .closed(.required("lat_lng", .string))))

  static let hintLocality = Schema.open(
    .required(
      "attributes",
      .closed(
        .optional("country", .string),
        .required("locality", .string),
        .optional("region", .string))))

  static let hintPartialAddress = Schema.open(
    .required(
      "attributes",
      .closed(
        .optional("country", .string),
        .optional("locality", .string),
        .optional("postal_code", .string),
        .optional("region", .string),
        .required("street_address", .string))))

  static let hintTimezone = Schema.open(.required("attribute", .open(.required("timezone", .string))))

  static let hintUSCBSA = Schema.open(
    .required("attribute", .closed(.required("us_cbsa_2020", .string))))

  static let hintUSCensusTract = Schema.open(
    .required("attribute", .closed(.required("us_census_tract_2020", .string))))

  static let hintUSCounty = Schema.open(
    .required("attribute", .open(.required("us_county_2020", .string))))

  static let hintUSState = Schema.open(
    .required("attribute", .open(.required("us_state_2020", .string))))

  static let hintUSZipCode = Schema.open(
    .required("attribute", .open(.required("us_zip_code_2022", .string))))

  static let hintWKT = Schema.open(
    .required("attribute", .closed(.required("wkt_wkb_literal", .string))))
}
