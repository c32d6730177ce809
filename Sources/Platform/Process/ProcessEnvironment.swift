internal import CPlatform

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The environment of this process, read once and rid of its secrets.
package enum ProcessEnvironment {
  /// Reads the environment.
  ///
  /// - Parameter secrets: variables whose values are overwritten where they stand and then unset, so that no child gets
  ///   them and `/proc/PID/environ` has them no more.
  /// - Returns: the variables without the secrets, and the secrets.
  package static func take(
    secrets: [String]
  ) -> (variables: [String: String], secrets: [String: String]) {
    var variables: [String: String] = [:]
    var taken: [String: String] = [:]
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      let line = unsafe String(cString: text)
      let name = String(line.prefix { $0 != "=" })
      let value = String(line.dropFirst(name.count + 1))
      if secrets.contains(name) {
        taken[name] = value
        let start = unsafe text + name.utf8.count + 1
        unsafe memset(start, 0, strlen(start))
      } else {
        variables[name] = value
      }
      unsafe entry += 1
    }
    for name in secrets { unsafe unsetenv(name) }
    return (variables, taken)
  }

  /// Closes the process's memory to others and to core files.
  package static func forbidDumps() {
    platform_forbid_dumps()
  }
}
