#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A terminal opened a second time, so that reading it doesn't block.
///
/// Control-C empties what the terminal has to give. When that happens between being told that there is something and
/// reading it, a read that blocks would wait for the next key while the signal waits to be looked at. The descriptor
/// the program was given can't be made not to block: the programs around it share it.
final class TerminalInput {
  let descriptor: Int32
  private let isOwn: Bool

  /// Takes the descriptor itself when it is not a terminal, or one that can't be opened again.
  init(_ descriptor: Int32) {
    var name = [CChar](repeating: 0, count: 1024)
    let isNamed = unsafe ttyname_r(descriptor, &name, name.count) == 0
    let opened = isNamed ? unsafe open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1
    isOwn = opened >= 0
    self.descriptor = isOwn ? opened : descriptor
  }

  deinit {
    if isOwn { close(descriptor) }
  }
}
