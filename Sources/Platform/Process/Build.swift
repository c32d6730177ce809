internal import CPlatform

/// What the program was built from.
package enum Build {
  /// The commit, in short; nil where the build was not told. `.ci/install` tells it.
  package static var commit: String? {
    let text = unsafe String(cString: platform_commit())
    return text.isEmpty ? nil : text
  }
}
