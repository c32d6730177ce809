internal import FeltAPI
internal import HTTPTypes

extension Trace {
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
    /// The steps that got another name, or more to keep, after they were written.
    var hasRenamed = false
    var newParameters: [Int] = []
  }
}

extension Request {
  /// Whether it changes nothing.
  var isRead: Bool { method == .get || method == .head }
}
