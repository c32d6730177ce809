internal import Execution

/// A difference between a response and its transcript, with what brings the transcript up to date.
struct TranscriptMismatch {
  /// What is to be changed in the text of the body.
  enum Edit {
    /// The text there is replaced by the response's value at that place, or by a text.
    case replace(Range<Int>, by: Replacement)
    /// A member or an element goes, of the container there.
    case remove(item: Int, container: Range<Int>, items: [Range<Int>])
    /// A value comes behind the last one of a container.
    case add(Replacement, container: Range<Int>, items: [Range<Int>])
    /// A line of a body that is not JSON is replaced by others.
    case lines(Range<Int>, by: [String])
    /// Lines come behind the last one.
    case addLines([String])
    /// The status alone.
    case status
    /// The status and the whole body.
    case response
  }

  /// What is written: a value of the response, as a member with that name where it has one.
  struct Replacement {
    let path: [ResponseKey]
    var name: String?
  }

  let difference: TranscriptDifference
  /// The part of the body's text that it is about; nil for the status.
  let range: Range<Int>?
  let edit: Edit
}

/// A step to a value of a response.
enum ResponseKey: Hashable {
  case name(String)
  case index(Int)
  /// An element of a list, found by what one of its members says.
  case thing(Int, key: String, text: String)
}

extension [ResponseKey] {
  /// As JSONPath, with things by their ids and names.
  var jsonPath: String {
    reduce(into: "$") { path, key in
      switch key {
      case .index(let index): path += "[\(index)]"
      case .name(let name): path += CaptureQuery.step(name)
      case .thing(_, let key, let text): path += "[?@.\(key)==\(CaptureQuery.literal(text))]"
      }
    }
  }
}
