#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The C streams that libedit works with: a terminal's two directions, and one that leads nowhere.
@safe final class TerminalStreams {
  let input: UnsafeMutablePointer<FILE>
  let output: UnsafeMutablePointer<FILE>
  let nowhere: UnsafeMutablePointer<FILE>

  /// Duplicates the descriptors; programs that are started don't inherit the copies.
  init?(input: Int32, output: Int32) {
    guard let reading = unsafe fdopen(fcntl(input, F_DUPFD_CLOEXEC, 3), "r") else { return nil }
    guard let writing = unsafe fdopen(fcntl(output, F_DUPFD_CLOEXEC, 3), "w"),
      let nowhere = unsafe fopen("/dev/null", "we")
    else {
      unsafe fclose(reading)
      return nil
    }
    unsafe self.input = reading
    unsafe self.output = writing
    unsafe self.nowhere = nowhere
  }

  deinit {
    unsafe fclose(input)
    unsafe fclose(output)
    unsafe fclose(nowhere)
  }
}
