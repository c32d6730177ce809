internal import Execution

/// The sentences of downloads that did not end well.
extension DownloadProblem {
  var message: String {
    switch self {
    case .exists(let path): "there is a file \(path) already"
    case .notDownloadable: "this is not a layer or an export"
    case .noAddress: "the response has no address to download from"
    case .refused(let status, let reason, _):
      "\(StatusText.line(status)) from storage" + (reason.map { ": \($0)" } ?? "")
    case .wrongRange(let range): "the server sent another part of the file than was asked for: \(range)"
    case .wrongLength(let count, let expected): "the file has \(count) bytes and should have \(expected)"
    case .formatOfExport: "an export has its format already"
    }
  }

  var advice: String? {
    switch self {
    case .exists: "--force replaces it"
    case .notDownloadable: "a layer by title, path, id or variable; or the response of an export"
    case .noAddress: nil
    case .refused(let status, _, let redirect):
      redirect.map { "it leads to \($0), which is not followed" }
        ?? (status == 403 ? "an address expires after a while: download again for a new one" : nil)
    case .wrongRange, .wrongLength: "what was there before stays; download again"
    case .formatOfExport: "leave out as"
    }
  }
}
