/// The records of a ZIP archive. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
enum ZipRecords {
  /// A file in the archive, as far as its records say.
  struct Member: Sendable {
    let name: String
    var checksum: UInt32 = 0
    var plainCount = 0
    var packedCount = 0
    /// Where its local record begins.
    var offset = 0
  }

  /// What doesn't fit into 32 bits is in an extra field.
  private static let limit = 0xFFFF_FFFF
  /// Names are UTF-8.
  private static let flags: UInt16 = 0x0800
  private static let deflated: UInt16 = 8
  /// 1980-01-01, the first day that can be written.
  private static let date: UInt16 = 0x0021

  /// The record in front of a file's bytes.
  static func local(_ member: Member) -> [UInt8] {
    let isLong = member.plainCount >= limit || member.packedCount >= limit
    let extra = isLong ? Self.extra([member.plainCount, member.packedCount]) : []
    var bytes = LittleEndian(signature: 0x0403_4B50)
    bytes.append(common(member, isLong: isLong))
    bytes.append(UInt32(isLong ? limit : member.packedCount))
    bytes.append(UInt32(isLong ? limit : member.plainCount))
    bytes.append(UInt16(member.name.utf8.count))
    bytes.append(UInt16(extra.count))
    return bytes.bytes + member.name.utf8 + extra
  }

  /// What is at the end of the archive: a record of each file, and of all of them.
  static func directory(_ members: [Member], at start: Int) -> [UInt8] {
    let entries = members.flatMap(entry)
    let isLong = members.count >= 0xFFFF || start >= limit || entries.count >= limit
    var end = LittleEndian()
    if isLong {
      end.append(UInt32(0x0606_4B50))
      end.append(UInt64(44))
      end.append([45, 45] as [UInt16])
      end.append([0, 0] as [UInt32])
      end.append([members.count, members.count, entries.count, start].map { UInt64($0) })
      end.append([0x0706_4B50, 0] as [UInt32])
      end.append(UInt64(start + entries.count))
      end.append(UInt32(1))
    }
    end.append(UInt32(0x0605_4B50))
    end.append([0, 0] as [UInt16])
    end.append([UInt16](repeating: UInt16(isLong ? 0xFFFF : members.count), count: 2))
    end.append([isLong ? limit : entries.count, isLong ? limit : start].map { UInt32($0) })
    end.append(UInt16(0))
    return entries + end.bytes
  }

  private static func entry(_ member: Member) -> [UInt8] {
    let values = [member.plainCount, member.packedCount, member.offset]
    let isLong = values.contains { $0 >= limit }
    let extra = isLong ? Self.extra(values) : []
    var bytes = LittleEndian(signature: 0x0201_4B50)
    // Made on Unix.
    bytes.append(UInt16(3 << 8 | (isLong ? 45 : 20)))
    bytes.append(common(member, isLong: isLong))
    bytes.append([member.packedCount, member.plainCount].map { UInt32(isLong ? limit : $0) })
    bytes.append([UInt16(member.name.utf8.count), UInt16(extra.count), 0, 0, 0])
    // A regular file that everybody may read.
    bytes.append(UInt32(0o100644) << 16)
    bytes.append(UInt32(isLong ? limit : member.offset))
    return bytes.bytes + member.name.utf8 + extra
  }

  private static func common(_ member: Member, isLong: Bool) -> [UInt8] {
    var bytes = LittleEndian()
    bytes.append([isLong ? 45 : 20, flags, deflated, 0, date])
    bytes.append(member.checksum)
    return bytes.bytes
  }

  private static func extra(_ values: [Int]) -> [UInt8] {
    var bytes = LittleEndian()
    bytes.append([1, UInt16(values.count * 8)])
    bytes.append(values.map { UInt64($0) })
    return bytes.bytes
  }
}

/// Numbers as bytes, the lowest first.
private struct LittleEndian {
  private(set) var bytes: [UInt8] = []

  init() {}

  init(signature: UInt32) { append(signature) }

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
    }
  }

  mutating func append<Number: FixedWidthInteger>(_ numbers: [Number]) {
    for number in numbers { append(number) }
  }

  mutating func append(_ other: [UInt8]) { bytes += other }
}
