extension Catalogue {
  static let projects: [Operation] = []
}
