import Execution
import Sandbox
import ShellHarness
import TestSupport
import Testing

@Suite struct UploadCompletionTests {
  @Test("Behind the files come the map by its title, the fields and the options")
  func order() throws {
    let shell = try ShellHarness(sandbox: SandboxService(), typed: [])
    shell.type("cd 'River survey'")
    #expect(shell.completions(of: "upload a.csv t").contains("upload a.csv to"))
    #expect(!shell.completions(of: "upload t").contains("upload to"))
    let maps = shell.completions(of: "upload a.csv to ")
    #expect(maps.count >= 2 && !maps.contains { $0.hasSuffix("River survey'") }, "\(maps)")
    #expect(shell.completions(of: "upload a.csv to $map na").contains("upload a.csv to $map name="))
    #expect(shell.completions(of: "upload a.csv to $map name=A zo").contains("upload a.csv to $map name=A zoom="))
    #expect(
      shell.completions(of: "upload a.csv to $map --r") == [
        "upload a.csv to $map --refresh", "upload a.csv to $map --raw",
      ])
    #expect(shell.completions(of: "l = upl").contains("l = upload"))
  }
}
