public import Foundation

/// Felt's own description of its API, where it lies beside the repository.
public enum FeltFacts {
  /// The folder, found by walking up from this file; nil where it isn't.
  public static let folder: URL? = {
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let folder = place.appendingPathComponent("shared/felt-api")
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("operations.json").path) { return folder }
    }
    return nil
  }()

  /// A file of the description; empty where there is none.
  public static func read(_ name: String) -> [String: Any] {
    guard let folder, let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { return [:] }
    return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
  }
}
