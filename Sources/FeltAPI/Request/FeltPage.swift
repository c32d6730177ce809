/// The address of a map's page on felt.com, such as `https://felt.com/map/Flood-zones-luCHyMruTQ6ozGk3gPJfEB`, which
/// stands for the map's id wherever an id may stand.
public enum FeltPage {
  /// The id of the map whose page this is.
  ///
  /// - Parameter address: the whole address; a query, a fragment and a slash at its end don't matter.
  /// - Returns: nil when it is anything else.
  public static func mapID(_ address: some StringProtocol) -> String? {
    guard let slug = slug(in: address) else { return nil }
    return id(inSlug: slug)
  }

  /// Puts ids in place of page addresses in a path: `/maps/https://felt.com/map/A-x` becomes `/maps/x`, and a page's
  /// address alone becomes the map's own path.
  static func replacingAddresses(in path: String) -> String {
    guard let start = addressStart(in: path) else { return path }
    let front = path[..<start]
    guard front.isEmpty || front.hasSuffix("/"), let slug = slug(in: path[start...]), let id = id(inSlug: slug) else {
      return path
    }
    let rest = path[slug.endIndex...].drop { $0 != "/" }
    return (front.isEmpty ? "/maps/" : front) + id + rest
  }

  private static let pageStarts = ["https", "http"].flatMap { scheme in
    ["felt.com", "www.felt.com"].flatMap { host in
      ["/map/", "/embed/map/"].map { scheme + "://" + host + $0 }
    }
  }

  private static func addressStart(in path: String) -> String.Index? {
    path.containsBytes(of: "felt.com/") ? pageStarts.lazy.compactMap { path.firstRange(of: $0)?.lowerBound }.first : nil
  }

  /// The part of the address with the title and the id.
  private static func slug<Text: StringProtocol>(in address: Text) -> Text.SubSequence? {
    let lowercased = address.prefix(40).lowercased()
    guard let start = pageStarts.first(where: lowercased.hasPrefix) else { return nil }
    return address.dropFirst(start.count).prefix { !"/?#".contains($0) }
  }

  /// Felt's ids are UUIDs in an alphabet of letters and digits, at least 22 of them, after the last dash. Where what
  /// stands there is shorter, the id may itself hold dashes: then it must have what no title has.
  private static func id(inSlug slug: some StringProtocol) -> String? {
    let last = slug.split(separator: "-", omittingEmptySubsequences: false).last ?? ""
    if (shortest...longest).contains(last.utf8.count), last.utf8.allSatisfy(isIDByte) { return String(last) }
    for count in shortest...shortest + 2 where slug.utf8.count >= count {
      let id = slug.suffix(count)
      let front = slug.dropLast(count)
      guard front.isEmpty || front.hasSuffix("-"), id.utf8.allSatisfy({ isIDByte($0) || $0 == UInt8(ascii: "-") }),
        id.contains(where: \.isNumber), id.contains(where: \.isUppercase), id.contains(where: \.isLowercase)
      else { continue }
      return String(id)
    }
    return nil
  }

  private static let shortest = FeltID.usualLength
  private static let longest = 44

  private static func isIDByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "_")
  }
}
