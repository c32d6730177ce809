internal import FeltAPI

/// Why something can't be uploaded, or wasn't.
package enum UploadProblem: Sendable {
  // Before anything is sent.
  case addressWithOthers
  case refreshFromAddress
  case notWebAddress(String)
  case noFiles(String)
  case tooManyFiles(String)
  case sameName(String)
  case noMap
  case severalLayers(name: String, map: String, ids: [String])
  case notALayer
  // After Felt was asked.
  case noStorageAddress
  /// The layer's data comes from elsewhere.
  case takesNoFile
  /// The layer's data comes from a file.
  case needsFile
  /// Storage did not take the file.
  case refused(status: Int, reason: String?)
  /// Felt was asked, and the file did not get there.
  case unfinished(UnfinishedUpload)
}

/// A layer that Felt made or prepared, and that has no new data.
package struct UnfinishedUpload: Sendable {
  package let name: String?
  /// The layer's path, relative to the base URL.
  package let path: String
  /// Whether the layer was there before, with its old data.
  package let isRefresh: Bool
  /// Whether the whole file was sent, so that it may have arrived.
  package let mayHaveArrived: Bool
  package let cause: Failure
}

extension UploadProblem {
  /// The exit status that it leads to.
  var status: ExitStatus {
    switch self {
    case .unfinished(let upload): upload.cause.status
    case .refused(let status, _): status >= 500 ? .serverError : .clientError
    case .noStorageAddress, .takesNoFile, .needsFile: .clientError
    default: .refused
    }
  }
}

/// What storage says of a request that it refuses. Source: Amazon S3, "Error responses".
enum StorageRefusal {
  /// The message in a body of XML, without anything that the client had sent.
  static func reason(_ body: [UInt8], hiding fields: [StorageForm.Field]) -> String? {
    let parts = ["Code", "Message"].compactMap { text($0, in: body) }
    let reason = fields.reduce(parts.joined(separator: ": ")) { reason, field in
      field.value.utf8.count < 6 ? reason : reason.replacing(field.value, with: "…")
    }
    return reason.isEmpty ? nil : reason
  }

  /// What an element of the body's XML holds; nil where there is none.
  static func text(_ name: String, in body: [UInt8]) -> String? {
    let text = String(decoding: body, as: UTF8.self)
    guard let start = text.firstRange(of: "<\(name)>")?.upperBound,
      let end = text[start...].firstRange(of: "</\(name)>")?.lowerBound
    else { return nil }
    return String(text[start..<end])
  }
}
