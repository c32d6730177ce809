/// A pattern for the names of files, as shells have it: `*`, `?` and `[a-z]` in the parts of a path.
package struct FilePattern: Sendable {
  /// What stands for one or more characters of a name.
  private enum Element: Sendable {
    case scalar(Unicode.Scalar)
    case any
    case one
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let segments: [[Element]]
  private let isAbsolute: Bool
  /// The most names of one folder that are looked at.
  private static let longestFolder = 1_000_000

  /// - Parameter pieces: the parts of the pattern; signs in literal ones mean themselves.
  package init(_ pieces: [(text: String, isLiteral: Bool)]) {
    var segments: [[Element]] = [[]]
    var isFirst = true
    var isAbsolute = false
    for piece in pieces {
      var rest = Array(piece.text.unicodeScalars)[...]
      while let scalar = rest.popFirst() {
        if scalar == "/" {
          if isFirst { isAbsolute = true }
          segments.append([])
        } else if piece.isLiteral {
          segments[segments.count - 1].append(.scalar(scalar))
        } else {
          segments[segments.count - 1].append(Self.element(scalar, &rest))
        }
        isFirst = false
      }
    }
    self.segments = segments.filter { !$0.isEmpty }
    self.isAbsolute = isAbsolute
  }

  private static func element(_ scalar: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>) -> Element {
    switch scalar {
    case "*": return .any
    case "?": return .one
    case "[":
      guard let close = rest.dropFirst().firstIndex(of: "]") else { return .scalar(scalar) }
      var inner = rest[..<close]
      rest = rest[(close + 1)...]
      let isNegated = inner.first == "!" || inner.first == "^"
      if isNegated { inner = inner.dropFirst() }
      var ranges: [ClosedRange<Unicode.Scalar>] = []
      while let lower = inner.popFirst() {
        if inner.first == "-", let upper = inner.dropFirst().first, upper >= lower {
          ranges.append(lower...upper)
          inner = inner.dropFirst(2)
        } else {
          ranges.append(lower...lower)
        }
      }
      return .set(ranges, isNegated: isNegated)
    default: return .scalar(scalar)
    }
  }

  /// The folder in which the names begin to differ, as the pattern has it; empty for the one where it begins.
  package var fixedFolder: String {
    let fixed = segments.dropLast().prefix { Self.text($0) != nil }.compactMap(Self.text)
    return (isAbsolute ? "/" : "") + fixed.joined(separator: "/")
  }

  /// The files that fit, sorted by name, as seen from a folder: `data/a.json`.
  package func files(in folder: String) -> [String] {
    var found = [isAbsolute ? "/" : ""]
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      found = found.flatMap { prefix -> [String] in
        let place = prefix.utf8.first == UInt8(ascii: "/") ? prefix : folder + "/" + prefix
        if let name = Self.text(segment) {
          let isThere = isLast ? FileReader.isFile(place + name) : FileReader.exists(place + name)
          return isThere ? [prefix + name + (isLast ? "" : "/")] : []
        }
        let names = FolderListing.entries(of: place, limit: Self.longestFolder)
          .filter { $0.isFolder != isLast && Self.fits($0.name, segment) }
          .map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return names.map { prefix + $0 + (isLast ? "" : "/") }
      }
    }
    return segments.isEmpty ? [] : found
  }

  /// The name that a segment without signs is.
  private static func text(_ segment: [Element]) -> String? {
    var text = String.UnicodeScalarView()
    for element in segment {
      guard case .scalar(let scalar) = element else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  /// Whether a name fits. Hidden files fit only what begins with a dot itself.
  private static func fits(_ name: String, _ segment: [Element]) -> Bool {
    let scalars = Array(name.unicodeScalars)
    if scalars.first == ".", let first = segment.first, !Self.matches(".", first) { return false }
    var (position, index) = (0, 0)
    // Where the last `*` stands, and up to where it reaches: nothing before it needs another try.
    var star: (index: Int, position: Int)?
    while position < scalars.count {
      if index < segment.count, case .any = segment[index] {
        star = (index, position)
        index += 1
      } else if index < segment.count, matches(scalars[position], segment[index]) {
        (position, index) = (position + 1, index + 1)
      } else if let last = star {
        star = (last.index, last.position + 1)
        (position, index) = (last.position + 1, last.index + 1)
      } else {
        return false
      }
    }
    return segment[index...].allSatisfy { if case .any = $0 { true } else { false } }
  }

  private static func matches(_ scalar: Unicode.Scalar, _ element: Element) -> Bool {
    switch element {
    case .scalar(let expected): scalar == expected
    case .one: true
    case .any: false
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }
}
