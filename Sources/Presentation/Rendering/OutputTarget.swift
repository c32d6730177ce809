internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import Platform
internal import Terminal

/// Where output goes: the screen, a file or a program. This is the one place that opens what `>` and `|` name.
final class OutputTarget {
  private enum Kind {
    case screen
    case paged(PagedOutput)
    case file(FileWriter)
    case program(ChildProgram, Located)
    case nothing
  }

  private let kind: Kind
  private let screen: any Screen
  /// The last byte that was written, to know whether a line is open.
  private(set) var lastByte: UInt8?
  /// Takes tokens out of what a terminal shows.
  private var redactor: Redactor
  /// Finds a token in what goes elsewhere, where the bytes stay as they are.
  private var watch: TokenWatch

  /// - Parameter pager: what is used for output that is longer than the screen; nil for nothing.
  /// - Throws: a failure when the file or the program can't be opened.
  init(_ output: ResolvedOutput, screen: any Screen, session: Session, pager: Pager? = nil) throws {
    self.screen = screen
    redactor = session.redactor
    watch = TokenWatch(session.leakDetector)
    if let destination = output.destination {
      do throws(FileError) {
        kind = .file(
          try FileWriter(destination.path, appends: destination.appends, isPrivate: output.holdsSecret))
      } catch {
        throw Failure(error, at: destination.range)
      }
    } else if let program = output.program {
      do throws(FileError) {
        screen.prepareForProgram()
        kind = .program(try ChildProgram(shellCommand: program.text), program)
      } catch {
        throw Failure(error, at: program.range)
      }
    } else if let pager {
      kind = .paged(PagedOutput(pager, screen: screen))
    } else {
      kind = .screen
    }
  }

  /// The screen, or nothing.
  init(screen: any Screen, session: Session, isSilent: Bool = false) {
    self.screen = screen
    redactor = session.redactor
    watch = TokenWatch(session.leakDetector)
    kind = isSilent ? .nothing : .screen
  }

  /// What is known of it; a file and a program are not terminals.
  var traits: ScreenTraits {
    if isScreen { return screen.output }
    return ScreenTraits(width: screen.output.width, height: screen.output.height)
  }

  var isScreen: Bool {
    switch kind {
    case .screen, .paged: true
    case .file, .program, .nothing: false
    }
  }

  /// Whether it goes on with a file that has something in it.
  var continuesFile: Bool {
    if case .file(let writer) = kind { writer.keptByteCount > 0 } else { false }
  }

  /// The output that may go through the pager; nil for any other.
  var paged: PagedOutput? {
    if case .paged(let output) = kind { output } else { nil }
  }

  /// - Parameter source: what the bytes were laid out from, when that is shorter to look through.
  func write(_ bytes: [UInt8], from source: [UInt8]? = nil) throws {
    if traits.isTerminal { return try put(redactor.redact(bytes)) }
    watch.look(at: source ?? bytes)
    try put(bytes)
  }

  private func put(_ bytes: [UInt8]) throws {
    guard let last = bytes.last else { return }
    lastByte = last
    switch kind {
    case .nothing: break
    case .screen: try screen.writeOutput(bytes)
    case .paged(let output): try output.write(bytes)
    case .file(let writer): try writer.write(bytes)
    case .program(let child, _): try child.write(bytes)
    }
  }

  /// Whether a token was written to where it is not masked.
  var holdsToken: Bool { watch.hasFound }

  /// Writes what is held back because it could be the beginning of a token.
  func flush() throws {
    if traits.isTerminal { try put(redactor.finish()) }
  }

  /// Ends what was begun: the file takes its place, the program its turn.
  func finish() throws {
    try flush()
    switch kind {
    case .screen, .nothing: break
    case .paged(let output): try output.finish()
    case .file(let writer): try writer.commit()
    case .program(let child, _): try child.finish()
    }
  }

  /// Ends it without success: a file that was there stays as it was.
  func abandon() {
    switch kind {
    case .screen, .nothing: break
    case .paged(let output): try? output.finish()
    case .file(let writer): writer.abandon()
    case .program(let child, _): child.abandon()
    }
  }
}

extension Screen {
  /// Writes to standard output; what goes wrong is a ``Failure``.
  func writeOutput(_ bytes: [UInt8]) throws(Failure) {
    do { try write(bytes) } catch {
      throw Failure(error.isBrokenPipe ? .brokenPipe : .output(.unwritable(error.description)))
    }
  }
}

extension ScreenError {
  /// EPIPE on every system that this runs on.
  fileprivate var isBrokenPipe: Bool { code == 32 }
}
