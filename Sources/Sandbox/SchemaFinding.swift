internal import FeltAPI

extension SchemaValidator.Finding {
  /// The finding as an entry of Felt's error responses.
  var entry: SandboxError.Entry {
    let pointer = place.pointer
    return .init(title: title, detail: detail, source: .pointer(pointer.isEmpty ? "/" : pointer))
  }

  private var title: String {
    switch kind {
    case .unknownField: "Unexpected field"
    case .missingField, .noAlternative: "Missing field"
    default: "Invalid value"
    }
  }

  private var detail: String {
    let name = place.typed.isEmpty ? "The body" : place.typed
    return switch kind {
    case .unknownField: "\(name) is not a field of this operation."
    case .missingField: "\(name) is missing."
    case .wrongType(let expected, let found): "\(name) must be \(expected), not \(found)."
    case .valueNotAllowed(_, let allowed): "\(name) must be one of \(allowed.joined(separator: ", "))."
    case .noAlternative(let sets):
      "\(name) needs \(sets.map { $0.joined(separator: " and ") }.joined(separator: ", or "))."
    case .tooManyElements(_, let most): "\(name) has more than \(most) elements."
    default: "\(name) is not valid."
    }
  }
}
