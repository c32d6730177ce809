internal import FeltAPI

/// A text that a program puts together.
enum PythonText {
  enum Piece {
    case literal(String)
    /// An expression that is a text.
    case code(String)
  }

  /// The pieces as one expression: a literal, the code itself, or an f-string.
  static func expression(_ pieces: [Piece]) -> String {
    let pieces = merged(pieces)
    if pieces.isEmpty { return "\"\"" }
    if pieces.count == 1 {
      switch pieces[0] {
      case .literal(let text): return PythonLiteral.string(text)
      case .code(let code): return code
      }
    }
    var result = "f\""
    for piece in pieces {
      switch piece {
      case .literal(let text):
        result += PythonLiteral.string(text).dropFirst().dropLast().replacing("{", with: "{{").replacing(
          "}", with: "}}")
      case .code(let code):
        guard let inner = inner(code) else { return sum(pieces) }
        result += "{\(inner)}"
      }
    }
    return result + "\""
  }

  /// Code as older Pythons take it between the braces of an f-string: without backslashes and the string's own quotes.
  private static func inner(_ code: String) -> String? {
    if code.contains(where: { "\\'{}#\n".contains($0) }) || code.contains(" != ") { return nil }
    return code.replacing("\"", with: "'")
  }

  private static func sum(_ pieces: [Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .literal(let text): PythonLiteral.string(text)
      case .code(let code): "(\(code))"
      }
    }.joined(separator: " + ")
  }

  private static func merged(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    for piece in pieces {
      if case .literal(let text) = piece {
        if text.isEmpty { continue }
        if case .literal(let before)? = result.last {
          result[result.count - 1] = .literal(before + text)
          continue
        }
      }
      result.append(piece)
    }
    return result
  }
}
