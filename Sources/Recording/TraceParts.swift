internal import Execution
internal import FeltAPI

extension Trace {
  /// What the comment on a deletion begins with.
  static let deletionNote = "deletes "

  /// A value that whoever runs the script can give.
  struct Parameter {
    let name: String
    /// nil for a secret, which has none.
    let defaultText: String?
    /// What it was, such as a title.
    let remark: String?
  }

  /// What was added for a step.
  struct Addition {
    /// The new steps.
    var steps: [Int] = []
    /// The step to which expectations were added.
    var expectationsOf: Int?
    /// Whether a step got another name after it was written.
    var hasRenamed = false
    /// The parts that are to be kept of steps that are written already.
    var lateParts: [(step: Int, part: (name: String, query: String))] = []
    var newParameters: [Int] = []
  }

  /// The title of what a request deleted, for a comment.
  func title(ofDeleted exchange: Exchange) -> String? {
    guard let id = exchange.request.path.split(separator: "/").last.map(String.init) else { return nil }
    return index.title(of: id).map { "\"\(CommentText.oneLine($0))\"" }
  }
}
