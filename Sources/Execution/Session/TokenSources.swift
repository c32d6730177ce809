package import FeltAPI
internal import Platform

/// Where a token can come from besides the question that `login` asks: a file, then `FELT_API_TOKEN`, then `FELT_KEY`.
package struct TokenSources: Sendable {
  /// The variables of the environment, first the one that counts first. Source: Felt, "Authentication".
  package static let environmentNames = ["FELT_API_TOKEN", "FELT_KEY"]

  /// The token to begin with, and where it came from.
  package let initial: (token: Token, source: TokenSource)?
  /// The token of the environment, for `login --env`.
  package let environment: (token: Token, source: TokenSource)?

  package init() {
    initial = nil
    environment = nil
  }

  /// - Parameters:
  ///   - file: the file that `--token-file` names.
  ///   - environment: the values of the variables that are set, by name.
  ///   - fixed: the sandbox's own token, which comes before all else.
  package init(file: String?, environment: [String: String], fixed: Token? = nil) throws(Failure) {
    var found: (token: Token, source: TokenSource)?
    for name in Self.environmentNames {
      guard found == nil, let text = environment[name], !text.isEmpty else { continue }
      do {
        found = (try Token(text), .environment(name))
      } catch {
        if file != nil || fixed != nil { continue }
        throw Failure(.token(.malformed(error, source: name)))
      }
    }
    self.environment = found
    if let fixed {
      initial = (fixed, .sandbox)
    } else if let file {
      initial = (try Self.token(inFile: file), .file(file))
    } else {
      // Logging out overwrites a token in use; `login --env` needs the environment's again.
      initial = found.flatMap { found in (try? Token(found.token.secret)).map { ($0, found.source) } }
    }
  }

  /// Reads a token from a file of the user's own, which nobody else may be able to read.
  package static func token(inFile path: String) throws(Failure) -> Token {
    let bytes: [UInt8]
    do {
      let reader = try FileReader(path, followsLinks: false)
      guard reader.isOwn else { throw FileError(path: path, cause: .notOwnFile) }
      guard reader.permissions & 0o077 == 0 else { throw Failure(.token(.notPrivate(path: path))) }
      bytes = try reader.read(atMost: 1 << 13)
    } catch let error as FileError {
      if error.cause == .notOwnFile { throw Failure(.token(.notOwn(path: path))) }
      throw Failure(.token(.unreadable(error.description)))
    } catch let error as Failure {
      throw error
    } catch {
      throw Failure(.token(.unreadable("\(path): \(error)")))
    }
    do {
      return try Token(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Failure(.token(.malformed(error, source: path)))
    }
  }
}
