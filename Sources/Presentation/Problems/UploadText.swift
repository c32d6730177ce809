internal import Execution

/// The sentences of uploads that can't be made, or were not finished.
extension UploadProblem {
  var message: String {
    switch self {
    case .addressWithOthers: "a URL has to be uploaded by itself: Felt fetches it and makes a layer of it"
    case .refreshFromAddress: "refresh takes files: a layer that was made from a URL is fetched again without one"
    case .notWebAddress(let text): "\(text) is not an http or https address"
    case .noFiles(let path): "there are no files in \(path)"
    case .tooManyFiles(let path): "there are too many files in \(path) for one upload"
    case .sameName(let name): "two of the files are called \(name)"
    case .noMap: "the map is missing"
    case .severalLayers(let name, _, let ids): "\(ids.count) layers of this map are called \"\(name)\""
    case .notALayer: "this is not a layer"
    case .noStorageAddress: "the response does not say where the file could go"
    case .takesNoFile: "the layer does not take a file: its data comes from a URL or a source"
    case .needsFile: "the layer's data comes from a file, and none was given"
    case .refused(let status, let reason):
      "storage refused the file: \(StatusText.line(status))\(reason.map { ", \($0)" } ?? "")"
    case .unfinished(let upload): "\(upload.cause.message); \(upload.state)"
    }
  }

  var advice: String? {
    switch self {
    case .noMap: "as in upload roads.geojson to \"Flood zones\"; after cd to a map it can be left out"
    case .severalLayers(_, let map, let ids):
      "say which: refresh /maps/\(map)/layers/\(ids.first ?? "") FILE; there are \(ids.prefix(4).joined(separator: ", "))"
    case .notALayer: "name a layer, as in refresh /maps/$map/layers/$layer; ls lists them"
    case .needsFile: "refresh LAYER FILE"
    case .unfinished(let upload): upload.advice
    default: nil
    }
  }
}

extension UnfinishedUpload {
  private var title: String { name.map { "the layer \"\($0)\"" } ?? "the layer" }

  /// What is there now.
  fileprivate var state: String {
    if mayHaveArrived { return "the file may have arrived at \(title)" }
    return isRefresh ? "\(title) waits for its new file" : "\(title) was made, and has no data"
  }

  /// The command that goes on or removes it.
  fileprivate var advice: String {
    if mayHaveArrived {
      return "the status in get \(path) shows what became of it; delete \(path) removes it"
    }
    return isRefresh
      ? "once get \(path) says completed, refresh it again; delete \(path) removes it"
      : "delete \(path) removes it; then upload again"
  }
}
