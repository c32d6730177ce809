internal import FeltAPI

extension SchemaValidator.Finding {
  /// The finding as Felt tells it.
  var entry: SandboxError.Entry {
    let pointer = place.pointer
    return .init(title: title, detail: detail, source: .pointer(pointer.isEmpty ? "/" : pointer))
  }

  /// In few words.
  private var title: String {
    switch kind {
    case .unknownField: "Unexpected field"
    case .missingField, .noAlternative: "Missing field"
    default: "Invalid value"
    }
  }

  /// In a sentence.
  private var detail: String {
    let name = place.typed.isEmpty ? "The body" : place.typed
    return switch kind {
    case .unknownField: "\(name) is no field of this operation."
    case .missingField: "\(name) is missing."
    case .wrongType(let expected, let found): "\(name) has to be \(expected), not \(found)."
    case .valueNotAllowed(_, let allowed): "\(name) is one of \(allowed.joined(separator: ", "))."
    case .noAlternative(let sets):
      "\(name) needs \(sets.map { $0.joined(separator: " and ") }.joined(separator: ", or "))."
    case .tooManyElements(_, let most): "\(name) has more than \(most) elements."
    default: "\(name) is not as it has to be."
    }
  }
}
