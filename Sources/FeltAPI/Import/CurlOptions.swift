/// The options of curl that people paste. Source: curl(1).
enum CurlOptions {
  /// What an option means here.
  enum Meaning {
    case method, header, url, data, dataRaw, dataBinary, dataURLEncoded, json, form, formString
    case get, head, userAgent, referer, range, bearer
    /// Speaks of how curl works or shows, and not of the request.
    case ignored(takesValue: Bool)
    /// Cannot be taken over, and why.
    case refused(String)

    var takesValue: Bool {
      switch self {
      case .get, .head, .refused: false
      case .ignored(let takesValue): takesValue
      default: true
      }
    }
  }

  static func long(_ name: String) -> Meaning? { byName[name] }

  static func short(_ letter: Character) -> Meaning? { shortNames[letter].flatMap(long) }

  static var longNames: [String] { byName.keys.sorted() }

  private static let byName: [String: Meaning] = {
    var table: [String: Meaning] = [
      "request": .method, "header": .header, "url": .url, "data": .data, "data-ascii": .data, "data-raw": .dataRaw,
      "data-binary": .dataBinary, "data-urlencode": .dataURLEncoded, "json": .json, "form": .form,
      "form-string": .formString, "get": .get, "head": .head, "user-agent": .userAgent, "referer": .referer,
      "range": .range, "oauth2-bearer": .bearer,
      "user": .refused("Felt takes a token and no name and password, see login"),
      "netrc": .refused("Felt takes a token and no name and password, see login"),
      "config": .refused("what it has in that file cannot be seen"),
      "upload-file": .refused("Felt takes files in another way, see help upload"),
      "next": .refused("import one request at a time"),
      "cert": .refused("Felt takes a token and no certificate, see login"),
    ]
    let flags = [
      "silent", "show-error", "location", "location-trusted", "include", "verbose", "fail", "fail-with-body",
      "compressed", "globoff", "no-buffer", "progress-bar", "no-progress-meter", "http1.0", "http1.1", "http2",
      "http2-prior-knowledge", "http3", "ipv4", "ipv6", "path-as-is", "remote-name", "remote-header-name", "tlsv1.2",
      "tlsv1.3", "retry-all-errors", "retry-connrefused", "disable", "tcp-nodelay", "keepalive", "no-keepalive",
      "create-dirs", "parallel", "insecure", "styled-output",
    ]
    let settings = [
      "output", "cookie", "write-out", "max-time", "connect-timeout", "retry", "retry-delay", "retry-max-time", "proxy",
      "noproxy", "cacert", "capath", "max-redirs", "dump-header", "cookie-jar", "resolve", "proto", "proto-default",
      "limit-rate", "interface", "stderr", "trace", "trace-ascii", "ciphers", "speed-limit", "speed-time",
      "continue-at", "connect-to", "dns-servers", "keepalive-time", "expect100-timeout", "max-filesize",
    ]
    for name in flags { table[name] = .ignored(takesValue: false) }
    for name in settings { table[name] = .ignored(takesValue: true) }
    return table
  }()

  private static let shortNames: [Character: String] = [
    "X": "request", "H": "header", "d": "data", "F": "form", "G": "get", "I": "head", "A": "user-agent",
    "e": "referer", "r": "range", "u": "user", "n": "netrc", "b": "cookie", "K": "config", "T": "upload-file",
    "k": "insecure", ":": "next", "E": "cert", "s": "silent", "S": "show-error", "L": "location", "i": "include",
    "v": "verbose", "f": "fail", "g": "globoff", "N": "no-buffer", "#": "progress-bar", "0": "http1.0", "4": "ipv4",
    "6": "ipv6", "O": "remote-name", "J": "remote-header-name", "q": "disable", "o": "output", "w": "write-out",
    "m": "max-time", "x": "proxy", "D": "dump-header", "c": "cookie-jar", "Y": "speed-limit", "y": "speed-time",
    "C": "continue-at", "Z": "parallel",
  ]
}
