import CommandLanguage
import Execution
import Presentation
import Testing

private let table = CommandTable(commands: ShellCommand.all.map(\.spec), formats: Renderer.all.map(\.format))

@Suite struct ForeignDeletionTests {
  /// The lines of a script that delete what it did not make.
  private func lines(_ text: String) -> [Int] {
    Script(parsing: text, source: .script("a.felt"), table: table).foreignDeletions.map(\.line)
  }

  @Test(
    "What a script made itself it may delete",
    arguments: [
      "m = post /maps title=A\ndelete /maps/$m", "m = create_map title=A\ndelete_map $m",
      "m = post /maps\ndelete /maps/$m.id", "p = post /projects name=A visibility=private\ndelete /projects/$p",
      "m = show_map x\nd = duplicate_map $m\ndelete_map $d", "m = post /maps\nexpect status 200\ndelete_map $m.id",
      "x = post /maps/$y/layers/$z/duplicate\nget /user",
      "l = upload a.csv to $m\ndelete /maps/$m/layers/$l.layer_id", "l = upload a.csv to $m\ndelete_map_layer $m $l",
    ])
  func own(text: String) {
    #expect(lines(text).isEmpty)
  }

  @Test(
    "What a script did not make is deleted by someone else's leave only",
    arguments: [
      ("delete /maps/abc", [1]), ("delete_map abc", [1]), ("delete /maps/$m", [1]),
      ("m = get /maps/abc\ndelete /maps/$m", [2]),
      ("m = post /maps\nm = get /maps/abc\ndelete /maps/$m", [3]), ("m = post /maps\nset m=abc\ndelete /maps/$m", [3]),
      ("m = post /maps\ndelete /maps/$m/layers/abc", [2]), ("m = post /maps\ndelete_map_layer $m $l", [2]),
      ("m = post /maps/abc/update title=A\ndelete /maps/$m", [2]), ("delete /maps/$m\nm = post /maps", [1]),
      ("m = post /maps\ndelete /maps/${m:-abc}", [2]), ("m = post /maps\ndelete /maps/$m.project_id", [2]),
      ("m = post /maps\ndelete /maps/x$m", [2]), ("m = post /maps\ndelete /maps/$_", [2]),
      ("l = upload a.csv to $m --refresh\ndelete_map_layer $m $l", [2]),
      ("l = refresh $x\ndelete_map_layer $m $l", [2]),
      ("delete /maps/a\nget /user\ndelete /maps/b", [1, 3]), ("m = post /maps\ndelete_map", [2]),
    ])
  func foreign(text: String, expected: [Int]) {
    #expect(lines(text) == expected)
  }
}
