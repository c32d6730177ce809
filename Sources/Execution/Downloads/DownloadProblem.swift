/// Why nothing was downloaded.
package enum DownloadProblem: Sendable {
  case exists(String)
  /// What was given is not something that can be downloaded.
  case notDownloadable
  case noAddress
  /// A response of storage without success: what its body says, and where a redirect wanted to go.
  case refused(status: Int, reason: String?, redirect: String?)
  /// A part of the file that was not asked for, by its `Content-Range`.
  case wrongRange(String)
  case wrongLength(Int, expected: Int)
  case formatOfExport

  var status: ExitStatus {
    switch self {
    case .exists, .notDownloadable, .formatOfExport: .refused
    case .refused(let status, _, _): status == 401 ? .clientError : ExitStatus(httpStatus: status)
    case .noAddress, .wrongRange, .wrongLength: .noResponse
    }
  }
}
