import Execution
import FeltAPI
import ShellHarness
import Terminal
import TestSupport
import Testing

/// `save`, `record` without arguments, `record --all`, and what the person is told while recording.
@Suite struct SaveTests {
  private let folder: TemporaryFolder
  private let shell: ShellHarness

  init() throws {
    folder = try TemporaryFolder()
    shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: []) { $0.assumesYes = true }
  }

  /// Types lines as the prompt does, which numbers them for the history.
  private func type(_ lines: String...) {
    for line in lines {
      shell.session.history.append(line)
      shell.type(line)
    }
  }

  private func runsElsewhere(_ text: String) throws -> Bool {
    let replay = try ShellHarness(sandbox: RandomSession.service(seed: 2)) { $0.assumesYes = true }
    return replay.run(text).status == .success
  }

  @Test("save writes the session so far without its having been recorded, and it replays on other ids")
  func save() throws {
    type("get /projects", "get /usr", "help", "map = post /maps title=A", "cd 'River survey'", "post update name=B")
    type("post /maps/$map/update title=C", "save \(folder.file("out.felt"))")
    let text = try folder.read("out.felt")
    #expect(!text.contains("help") && !text.contains("\nget /usr"), "\(text)")
    #expect(text.contains("post /maps/$map/update title=C\nexpect status 200\n"), "\(text)")
    #expect(folder.permissions("out.felt") == 0o600)
    #expect(try runsElsewhere(text), "\(text)")
    #expect(shell.screen.messageText.contains("out.felt"))
  }

  @Test("save N-M writes those commands of the history, and what they depend on")
  func range() throws {
    type("post /maps title=First", "map = post /maps title=Second", "post /maps title=Third")
    type("post /maps/$map/update title=Fourth", "save \(folder.file("out.felt")) 4-4")
    let text = try folder.read("out.felt")
    #expect(!text.contains("First") && !text.contains("Third"), "\(text)")
    #expect(text.contains("map = post /maps title=Second\n"), "\(text)")
    #expect(text.contains("post /maps/$map/update title=Fourth\n"), "\(text)")
    #expect(try runsElsewhere(text), "\(text)")
  }

  @Test("record --all keeps the reads that nothing depends on")
  func all() throws {
    type("record \(folder.file("out.felt")) --all", "get /user", "get /projects", "help", "record off")
    let text = try folder.read("out.felt")
    #expect(text.hasSuffix("\nget /user\nget /projects\n"), "\(text)")
  }

  @Test("record alone says what is recorded, how many commands, and which ids are literal")
  func state() throws {
    type("record")
    #expect(shell.screen.messageText.contains("Nothing is being recorded."))
    let shell = try ShellHarness([.init(), .init()], typed: [])
    shell.type("record \(folder.file("out.felt"))")
    shell.type("post /maps/AbCdEfGhIjKlMnOpQrStUv/update title=A")
    shell.type("record")
    let told = shell.screen.messageText
    #expect(told.contains("out.felt") && told.contains("1 command"), "\(told)")
    #expect(told.contains("map=AbCdEfGhIjKlMnOpQrStUv"), "\(told)")
  }

  @Test("A name that the recording gives can be used at once, and the line is shown where it is another than was typed")
  func names() throws {
    type("record \(folder.file("out.felt"))", "post /maps title=A", "post /maps/$map/update title=B")
    #expect(shell.session.variables["map"] != nil)
    #expect(shell.screen.messageText.contains("recorded as: map = post /maps title=A"), "\(shell.screen.messageText)")
    #expect(!shell.screen.messageText.contains("recorded as: post"), "\(shell.screen.messageText)")
    type("set map=mine", "record off")
    let text = try folder.read("out.felt")
    #expect(text.contains("map2 = post /maps title=A\n") && text.contains("post /maps/$map2/update title=B"), "\(text)")
  }
}
