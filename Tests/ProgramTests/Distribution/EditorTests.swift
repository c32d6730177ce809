import Foundation
import TestSupport
import Testing

@Suite struct EditorTests {
  private static let folder = repository + "/examples/editors"
  private static let files = [("vim", "vim/syntax/felt.vim"), ("textmate", "vscode/syntaxes/felt.tmLanguage.json")]

  @Test("The files for editors are those that the command table gives", arguments: files)
  func upToDate(kind: String, path: String) throws {
    let text = try String(contentsOfFile: Self.folder + "/" + path, encoding: .utf8)
    #expect(
      text == (try feltsh(["--generate", kind]).output),
      "write it again: .ci/generate")
  }

  private static let sample = """
    # a comment
    map = post /maps title="Flood $name" lat:=37.7
    #> 200
    #> {"id": <id:map>, ...}
    if $map {
      show_map $map --select $.title
    } else {
      base-url
    }
    get /user
    """

  @Test("Vim colours a script", .enabled(if: tool("vim")))
  func vim() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.sample, to: "sample.felt")
    let program = """
      set runtimepath^=\(Self.folder)/vim
      filetype plugin on
      syntax on
      edit \(file)
      let found = []
      for line in range(1, line('$'))
        for column in range(1, len(getline(line)))
          let name = synIDattr(synID(line, column, 1), 'name')
          if name != ''
            call add(found, line . ' ' . name)
          endif
        endfor
      endfor
      call writefile(uniq(found), '\(folder.file("found"))')
      qa!
      """
    let script = try folder.write(program, to: "script.vim")
    _ = try ProgramRun.run(
      try toolPath("vim"), ["-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", script],
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TERM": "dumb"])
    let found = try folder.read("found").replacing("felt" + "sh", with: "").split(separator: "\n").map(String.init)
    #expect(
      found == [
        "1 Comment", "2 Capture", "2 Method", "2 String", "2 Variable", "2 String", "2 Separator", "2 Number",
        "3 Expected", "4 Expected", "4 Placeholder", "4 Expected", "5 Block", "5 Variable", "6 Operation", "6 Variable",
        "6 Option", "7 Else", "8 Command", "10 Method",
      ])
  }

  @Test("The grammar's expressions can be read, and find what they are for")
  func grammar() throws {
    let data = try Data(contentsOf: URL(filePath: Self.folder + "/vscode/syntaxes/felt.tmLanguage.json"))
    let grammar = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var expressions = 0
    func check(_ value: Any) throws {
      if let list = value as? [Any] { for element in list { try check(element) } }
      guard let object = value as? [String: Any] else { return }
      for (name, element) in object {
        guard ["match", "begin", "end"].contains(name), let text = element as? String else {
          try check(element)
          continue
        }
        // An end may refer to a group of its begin.
        guard !text.contains(#"\1"#) else { continue }
        _ = try NSRegularExpression(pattern: text)
        expressions += 1
      }
    }
    try check(grammar)
    #expect(expressions > 15)
    let patterns = (grammar["patterns"] as? [[String: Any]] ?? []).compactMap { $0["match"] as? String }
    for line in [
      "  get /user", "map = post /maps", "a = find map x or create_map title=x", "for x in @a.csv {", "show",
    ] {
      let count = try patterns.filter { pattern in
        try NSRegularExpression(pattern: pattern).firstMatch(
          in: line, range: NSRange(line.startIndex..., in: line)) != nil
      }.count
      #expect(count > 0, "\(line)")
    }
  }

  @Test("The package for Visual Studio Code names files that are there")
  func vscode() throws {
    let package = try String(contentsOfFile: Self.folder + "/vscode/package.json", encoding: .utf8)
    for match in package.matches(of: /"\.\/([^"]+)"/) {
      #expect(FileManager.default.fileExists(atPath: Self.folder + "/vscode/" + match.1))
    }
    #expect(package.matches(of: /"\.\//).count == 2)
  }
}
