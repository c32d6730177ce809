import CEditline

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a key asks of the editor. libedit's part is to know which key it was.
enum EditorAction: String, CaseIterable {
  case submit, newline, endOrDelete, complete, paste, editElsewhere, search, up, down, lineEnd, closeBracket

  /// The name that `.editrc` can bind keys to.
  var name: String { "feltsh-\(rawValue)" }

  /// What libedit calls for a key that is bound to this action: a C function, so one for each.
  var function: @convention(c) (OpaquePointer, wint_t) -> UInt8 {
    switch self {
    case .submit: { unsafe EditlineHandle.request(.submit, from: $0, character: $1) }
    case .newline: { unsafe EditlineHandle.request(.newline, from: $0, character: $1) }
    case .endOrDelete: { unsafe EditlineHandle.request(.endOrDelete, from: $0, character: $1) }
    case .complete: { unsafe EditlineHandle.request(.complete, from: $0, character: $1) }
    case .paste: { unsafe EditlineHandle.request(.paste, from: $0, character: $1) }
    case .editElsewhere: { unsafe EditlineHandle.request(.editElsewhere, from: $0, character: $1) }
    case .search: { unsafe EditlineHandle.request(.search, from: $0, character: $1) }
    case .up: { unsafe EditlineHandle.request(.up, from: $0, character: $1) }
    case .down: { unsafe EditlineHandle.request(.down, from: $0, character: $1) }
    case .lineEnd: { unsafe EditlineHandle.request(.lineEnd, from: $0, character: $1) }
    case .closeBracket: { unsafe EditlineHandle.request(.closeBracket, from: $0, character: $1) }
    }
  }
}

/// An action, and the character of the key that asked for it.
struct EditorRequest {
  let action: EditorAction
  let character: Unicode.Scalar?
}
