import Synchronization

/// A Felt API token: the password to one workspace of one account.
///
/// Every way of turning the value into text (description, interpolation, reflection, encoding) gives `felt_pat_…` and
/// its last four characters. The full value leaves through ``authorizationHeaderValue()`` alone.
/// Source: Felt, "Authentication".
public struct Token: Sendable {
  /// What every token that Felt makes begins with.
  public static let prefix = "felt_pat_"

  private let storage: Storage

  /// A message for the person whose token does not begin as Felt's do; nil when it does.
  public let warning: String?

  /// Takes a token as a person pasted it; white space around it is dropped.
  ///
  /// - Parameter text: the token alone, without `Bearer` in front.
  /// - Throws: ``TokenProblem``, saying what is wrong with it and never what it is.
  public init(_ text: String) throws(TokenProblem) {
    let bytes = Self.trimmed(Array(text.utf8))
    try TokenProblem.check(bytes)
    let isFelts = bytes.starts(with: Self.prefix.utf8)
    warning =
      isFelts
      ? nil : "this does not look like a Felt token: those begin with \(Self.prefix). It is used as it is."
    storage = Storage(bytes)
  }

  /// The value of the `Authorization` header, `Bearer felt_pat_…` in full. Empty once ``erase()`` was called.
  /// Source: RFC 6750, section 2.1.
  public func authorizationHeaderValue() -> String {
    let value = secret
    return value.isEmpty ? "" : "Bearer " + value
  }

  /// Overwrites the bytes of the token. Copies made by the operating system or a library are not reached.
  public func erase() {
    storage.erase()
  }

  /// The token in full, for the redactor, which has to know what to look for.
  package var secret: String {
    String(decoding: storage.bytes, as: UTF8.self)
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return Array(Array(bytes.drop(while: isSpace).reversed()).drop(while: isSpace).reversed())
  }

  /// Keeps the bytes in one place, so that erasing them reaches every copy of the value.
  private final class Storage: Sendable {
    private let value: Mutex<[UInt8]>

    init(_ bytes: [UInt8]) {
      value = Mutex(bytes)
    }

    var bytes: [UInt8] {
      value.withLock { $0 }
    }

    func erase() {
      value.withLock { bytes in
        for index in bytes.indices { bytes[index] = 0 }
        bytes.removeAll(keepingCapacity: true)
      }
    }
  }
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `felt_pat_…` and the last four characters; fewer when the token is so short that four would tell too much.
  public var description: String {
    let bytes = storage.bytes
    return Self.prefix + "…" + (bytes.count < 20 ? "" : String(decoding: bytes.suffix(4), as: UTF8.self))
  }

  /// The same as ``description``.
  public var debugDescription: String { description }

  /// A mirror that holds the ``description`` alone.
  public var customMirror: Mirror { Mirror(self, children: ["token": description]) }
}

extension Token: Encodable {
  /// Encodes the ``description``, never the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
