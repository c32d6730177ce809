#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A program that was run to its end with pipes for input, output and errors.
package struct ProgramRun: Sendable {
  /// What it wrote to its standard output.
  package let outputBytes: [UInt8]
  /// What it wrote to its standard error.
  package let errorBytes: [UInt8]
  /// How it ended.
  package let end: ProgramEnd

  package var output: String { String(decoding: outputBytes, as: UTF8.self) }
  package var error: String { String(decoding: errorBytes, as: UTF8.self) }
  /// The exit status; nil when a signal ended it.
  package var status: Int32? {
    if case .exited(let status) = end { status } else { nil }
  }

  /// Runs a program of this package, or one given with its path, and collects what it writes.
  ///
  /// - Parameters:
  ///   - input: what it reads from its standard input, which ends then.
  ///   - environment: all of its environment.
  ///   - seconds: it is killed, and the call throws, when it takes longer.
  package static func run(
    _ program: String, _ arguments: [String] = [], input: some Sequence<UInt8> = "".utf8,
    environment: [String: String] = ["PATH": "/usr/bin:/bin"], directory: String? = nil, seconds: Int = 60
  ) throws -> ProgramRun {
    let path = program.contains("/") ? program : try ProgramSpawn.product(program)
    // A program need not read all of its input.
    signal(SIGPIPE, SIG_IGN)
    let (stdin, stdout, stderr) = (try PipeEnds(), try PipeEnds(), try PipeEnds())
    let process = try ProgramSpawn.start(
      path, arguments, environment: environment, directory: directory,
      descriptors: [.descriptor(stdin.reading), .descriptor(stdout.writing), .descriptor(stderr.writing)],
      newSession: false)
    stdin.closeReading()
    stdout.closeWriting()
    stderr.closeWriting()
    var exchange = Exchange(input: Array(input)[...], to: stdin, from: [stdout, stderr])
    let isComplete = exchange.run(until: .now + .seconds(seconds))
    if !isComplete {
      kill(process, SIGKILL)
    }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    let texts = exchange.collected
    guard isComplete else {
      throw ProgramFailure(
        "\(program) took more than \(seconds) s; it wrote \(String(decoding: texts[1], as: UTF8.self))")
    }
    return ProgramRun(outputBytes: texts[0], errorBytes: texts[1], end: ProgramEnd(waitStatus: status))
  }
}

/// A pipe whose ends other programs don't inherit.
private final class PipeEnds {
  private(set) var reading: Int32
  private(set) var writing: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw ProgramFailure.system("no pipe", errno) }
    (reading, writing) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  deinit {
    closeReading()
    closeWriting()
  }

  func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}

/// Writes to one pipe while reading from others, so that neither side waits for the other.
private struct Exchange {
  private var input: ArraySlice<UInt8>
  private let sink: PipeEnds
  private let sources: [PipeEnds]
  private(set) var collected: [[UInt8]]

  init(input: ArraySlice<UInt8>, to sink: PipeEnds, from sources: [PipeEnds]) {
    self.input = input
    self.sink = sink
    self.sources = sources
    collected = sources.map { _ in [] }
    _ = fcntl(sink.writing, F_SETFL, O_NONBLOCK)
  }

  /// Returns once the sources have ended; false when that takes too long.
  mutating func run(until deadline: ContinuousClock.Instant) -> Bool {
    while sources.contains(where: { $0.reading >= 0 }) {
      if input.isEmpty { sink.closeWriting() }
      let remaining = deadline - .now
      guard remaining > .zero else { return false }
      var watched = sources.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
      watched.append(pollfd(fd: sink.writing, events: Int16(POLLOUT), revents: 0))
      let milliseconds = remaining.components.seconds * 1000 + remaining.components.attoseconds / 1_000_000_000_000_000
      unsafe poll(&watched, nfds_t(watched.count), Int32(clamping: milliseconds + 1))
      for (index, source) in sources.enumerated() where watched[index].revents != 0 {
        read(from: source, index)
      }
      if sink.writing >= 0, watched[sources.count].revents != 0 { feed() }
    }
    return true
  }

  private mutating func read(from source: PipeEnds, _ index: Int) {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { space, count in
      let length = unsafe readBytes(source.reading, space.baseAddress, space.count)
      count = max(0, length)
    }
    collected[index] += bytes
    if bytes.isEmpty { source.closeReading() }
  }

  private mutating func feed() {
    let count = unsafe input.withUnsafeBytes { unsafe write(sink.writing, $0.baseAddress, min($0.count, 65_536)) }
    if count > 0 {
      input.removeFirst(count)
    } else if errno != EAGAIN && errno != EINTR {
      // It doesn't want the rest.
      input = []
    }
  }
}

private func readBytes(_ descriptor: Int32, _ space: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, space, count)
}
