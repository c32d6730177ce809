package import FeltAPI
internal import Platform

/// Where a token can come from besides the question that `login` asks: a file, then `FELT_API_TOKEN`, then `FELT_KEY`.
package struct TokenSources: Sendable {
  /// The variables of the environment, first the one that counts first. Source: Felt, "Authentication".
  package static let environmentNames = ["FELT_API_TOKEN", "FELT_KEY"]

  /// The token to begin with, and where it came from.
  package let initial: (token: Token, origin: String)?
  /// The token of the environment, for `login --env`.
  package let environment: (token: Token, origin: String)?

  package init() {
    initial = nil
    environment = nil
  }

  /// - Parameters:
  ///   - file: the file that `--token-file` names.
  ///   - environment: the values of the variables that are set, by name.
  ///   - fixed: the sandbox's own token, which comes before all else.
  package init(file: String?, environment: [String: String], fixed: Token? = nil) throws(Failure) {
    var found: (token: Token, origin: String)?
    for name in Self.environmentNames {
      guard found == nil, let text = environment[name], !text.isEmpty else { continue }
      do {
        found = (try Token(text), name)
      } catch {
        if file != nil || fixed != nil { continue }
        throw Failure(.unauthorized, "the token in \(name) cannot be used: \(error.description)")
      }
    }
    self.environment = found
    if let fixed {
      initial = (fixed, "the sandbox")
    } else if let file {
      initial = (try Self.token(inFile: file), file)
    } else {
      initial = found
    }
  }

  /// Reads a token from a file that nobody else can read.
  package static func token(inFile path: String) throws(Failure) -> Token {
    let bytes: [UInt8]
    do {
      let reader = try FileReader(path)
      if reader.permissions & 0o077 != 0 {
        throw Failure(
          .unauthorized, "\(path) can be read by others, and a token is a password", advice: "chmod 600 \(path)")
      }
      bytes = try reader.read(atMost: 1 << 13)
    } catch let error as Failure {
      throw error
    } catch let error as FileError {
      throw Failure(.unauthorized, "the token file \(error.description)")
    } catch {
      throw Failure(.unauthorized, "\(path): \(error)")
    }
    do {
      return try Token(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Failure(.unauthorized, "the token in \(path) cannot be used: \(error.description)")
    }
  }
}

extension Failure {
  /// What is said when a request needs a token and there is none.
  static let noToken = Failure(
    .unauthorized, "you are not logged in: type login, or set FELT_API_TOKEN",
    advice:
      "a token is made in the workspace settings, Developers tab: https://felt.com/maps/latest/developers (--sandbox needs none)"
  )
}
