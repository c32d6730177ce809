/// Reads queries. Source: RFC 9535, appendix A.
struct PathParser {
  let scalars: [Unicode.Scalar]
  /// Where each scalar begins, in bytes, and where the text ends.
  private let offsets: [Int]
  var position = 0
  var depth = 0
  /// Conditions deeper than this are an attack.
  static let deepest = 64
  static let largestInteger = 9_007_199_254_740_991

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var offset = 0
    offsets =
      scalars.map { scalar in
        defer { offset += UTF8.width(scalar) }
        return offset
      } + [offset]
  }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  func starts(_ text: String) -> Bool {
    scalars[position...].starts(with: text.unicodeScalars)
  }

  mutating func take(_ text: String) -> Bool {
    guard starts(text) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  func error(_ message: String, from start: Int? = nil) -> JSONPathError {
    let lower = offsets[min(start ?? position, scalars.count)]
    let upper = offsets[min(max(position, (start ?? position) + 1), scalars.count)]
    return JSONPathError(message: message, range: lower..<max(lower, upper))
  }

  mutating func skipBlanks() {
    while let scalar = current, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { position += 1 }
  }

  // MARK: - Queries

  mutating func wholeQuery() throws(JSONPathError) -> PathQuery {
    if current == "$" {
      position += 1
    } else if current != "." {
      throw error("a JSONPath begins with $ or with a dot")
    }
    let query = PathQuery(segments: try segments())
    if position < scalars.count { throw error("this cannot stand here in a JSONPath") }
    return query
  }

  mutating func segments() throws(JSONPathError) -> [QuerySegment] {
    var result: [QuerySegment] = []
    while true {
      let start = position
      skipBlanks()
      if take("..") {
        if current == "[" {
          result.append(QuerySegment(isDescendant: true, selectors: try bracketed()))
        } else {
          result.append(QuerySegment(isDescendant: true, selectors: [try shorthand()]))
        }
      } else if take(".") {
        result.append(QuerySegment(isDescendant: false, selectors: [try shorthand()]))
      } else if current == "[" {
        result.append(QuerySegment(isDescendant: false, selectors: try bracketed()))
      } else {
        position = start
        return result
      }
    }
  }

  /// `*` or a name after a dot.
  private mutating func shorthand() throws(JSONPathError) -> PathSelector {
    if take("*") { return .wildcard }
    guard let first = current, Self.isNameStart(first) else { throw error("a name or * is missing after the dot") }
    let start = position
    while let scalar = current, Self.isNameStart(scalar) || ("0"..."9").contains(scalar) { position += 1 }
    return .name(text(start))
  }

  func text(_ start: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<position])
    return String(view)
  }

  static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar.value >= 0x80
  }

  private mutating func bracketed() throws(JSONPathError) -> [PathSelector] {
    let open = position
    position += 1
    var selectors: [PathSelector] = []
    while true {
      skipBlanks()
      selectors.append(try selector())
      skipBlanks()
      if take("]") { return selectors }
      guard take(",") else {
        throw current == nil ? error("this bracket is not closed", from: open) : error("a comma or ] was expected")
      }
    }
  }

  private mutating func selector() throws(JSONPathError) -> PathSelector {
    switch current {
    case "'", "\"": return .name(try string())
    case "*":
      position += 1
      return .wildcard
    case "?":
      position += 1
      skipBlanks()
      return .filter(try condition())
    default: return try indexOrSlice()
    }
  }

  private mutating func indexOrSlice() throws(JSONPathError) -> PathSelector {
    let start = try integer()
    let afterStart = position
    skipBlanks()
    guard take(":") else {
      position = afterStart
      guard let start else { throw error("a selector was expected: a name in quotes, a number, *, ? or a slice") }
      return .index(start)
    }
    skipBlanks()
    let end = try integer()
    var step: Int?
    let afterEnd = position
    skipBlanks()
    if take(":") {
      let afterColon = position
      skipBlanks()
      step = try integer()
      if step == nil { position = afterColon }
    } else {
      position = afterEnd
    }
    return .slice(start: start, end: end, step: step ?? 1)
  }

  /// A whole number; nil when none begins here.
  private mutating func integer() throws(JSONPathError) -> Int? {
    let start = position
    let isNegative = take("-")
    let digits = position
    while let scalar = current, ("0"..."9").contains(scalar) { position += 1 }
    guard position > digits else {
      if isNegative { throw error("a digit is missing after the minus", from: start) }
      return nil
    }
    let hasLeadingZero = scalars[digits] == "0" && (position > digits + 1 || isNegative)
    guard !hasLeadingZero, let value = Int(text(start)), value.magnitude <= Self.largestInteger else {
      throw error(hasLeadingZero ? "a number has no zero in front" : "the number is too large", from: start)
    }
    return value
  }
}
