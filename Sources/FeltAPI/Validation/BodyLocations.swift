/// Where the fields of a body are in the JSON that is made of them, and which field a place in that JSON came from.
struct BodyLocations {
  /// The place of each field, with the index that each `[]` got.
  let places: [[BodyField.Key]]

  init(_ fields: [BodyField]) {
    var counts: [[BodyField.Key]: Int] = [:]
    places = fields.map { field in
      var place: [BodyField.Key] = []
      for key in field.path.prefix(BodyBuilder.deepest) {
        switch key {
        case .name: place.append(key)
        case .index(let index):
          counts[place] = max(counts[place] ?? 0, index &+ 1)
          place.append(key)
        case .append:
          let index = counts[place] ?? 0
          counts[place] = index &+ 1
          place.append(.index(index))
        }
      }
      return place
    }
  }

  /// The field that set a place or what is around it, else the first field inside of it; nil for none.
  func field(at place: [BodyField.Key]) -> Int? {
    let around = places.indices.filter { place.starts(with: places[$0]) }.max { places[$0].count < places[$1].count }
    return around ?? places.firstIndex { $0.starts(with: place) }
  }

  /// The field to show for one that is missing: one beside it, where there is any.
  func field(beside place: [BodyField.Key]) -> Int? {
    place.count > 1 ? field(at: place.dropLast()) : nil
  }
}

extension [BodyField.Key] {
  /// The place as a JSON pointer. Source: RFC 6901.
  package var pointer: String {
    map { key in
      switch key {
      case .name(let name): "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
      case .index(let index): "/\(index)"
      case .append: "/-"
      }
    }.joined()
  }
}
