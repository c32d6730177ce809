/// ZIP archives of empty files. Source: PKWARE, APPNOTE.TXT 6.3.10, section 4.3.
enum ZipSample {
  static func bytes(_ paths: [String]) -> [UInt8] {
    var files: [UInt8] = []
    var directory: [UInt8] = []
    for path in paths {
      let (name, offset) = (Array(path.utf8), files.count)
      let fields = number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4) + number(0, 4) + number(0, 4)
      files += number(0x0403_4B50, 4) + number(20, 2) + fields + number(name.count, 2) + number(0, 2) + name
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + fields + number(name.count, 2) + number(0, 12)
        + number(offset, 4) + name
    }
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(paths.count, 2) + number(paths.count, 2)
      + number(directory.count, 4) + number(files.count, 4) + number(0, 2)
    return files + directory + end
  }

  /// A little-endian number.
  private static func number(_ value: Int, _ byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
