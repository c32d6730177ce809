/// The paths of the storage.
enum StorageAddress {
  static let prefix = "/storage/"
  /// The path that presigned forms are posted to.
  static let uploads = "/storage/uploads"
  /// The parent of each export's path.
  static let exports = "/storage/exports"
}
