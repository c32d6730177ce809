extension Catalogue {
  static let maps: [Operation] = []
}
