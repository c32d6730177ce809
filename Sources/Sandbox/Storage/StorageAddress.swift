/// Where storage is, below its origin.
enum StorageAddress {
  static let prefix = "/storage/"
  /// Where presigned forms are posted to.
  static let uploads = "/storage/uploads"
  /// Above each export.
  static let exports = "/storage/exports"
}
