import Execution
import Sandbox
import ShellHarness
import Terminal
import Testing

@Suite struct ImportTests {
  private static let token = "felt_pat_07TxJmpkQzBX40YNhkCRvvLI3f8BCwDxg8"
  private static let imported = "post /maps title=\"It's a map\""

  private func shown(_ line: String) throws -> (text: String, messages: String) {
    let shell = try ShellHarness(sandbox: SandboxService(), typed: [])
    #expect(shell.type(line) == .success, "\(shell.screen.messageText)")
    return (String(shell.screen.writtenText.dropLast()), shell.screen.messageText)
  }

  @Test(
    "What export curl writes is read back as the same command",
    arguments: [
      "get /user", "get /projects X-Request-Id:a", "get /library source==felt", "post /maps title=\"It's a map\"",
      "post /maps title=A lat:=1.50", "delete /maps/AbCdEfGhIjKlMnOpQrStUv",
      "post /maps/AbCdEfGhIjKlMnOpQrStUv/update {\"viewer_permissions\":{\"can_export_data\":false}}",
    ])
  func roundTrip(line: String) throws {
    let exported = try shown("export curl " + line).text
    let read = try shown("import " + exported)
    #expect(read.text.filter { $0 != "'" } == line.filter { $0 != "'" })
    #expect(!read.messages.contains("There was a token"))
  }

  @Test(
    "What a browser and Felt's documentation give is read, in quotes or not",
    arguments: [
      #"curl 'https://felt.com/api/v2/maps' \CR  -H 'accept: */*' \CR  -H 'authorization: Bearer TOKEN' \CR  -b 'a=b' \CR  --data-raw $'{"title":"It\'s a map"}' \CR  --compressed"#,
      #"curl -L \CR  -X POST \CR  -H "Authorization: Bearer TOKEN" \CR  'https://felt.com/api/v2/maps' \CR  -d "{\"title\": \"It's a map\"}""#,
      #"'curl -X POST https://felt.com/api/v2/maps -H "Authorization: Bearer TOKEN" --data-raw "{\"title\":\"It'\''s a map\"}"'"#,
      #"curl "curl -X POST https://felt.com/api/v2/maps -H 'Authorization: Bearer TOKEN' --json '{\"title\":\"It'\\''s a map\"}'""#,
    ])
  func pasted(command: String) throws {
    let text = command.replacing("CR", with: "\n").replacing("TOKEN", with: Self.token)
    let read = try shown("import " + text)
    #expect(read.text == Self.imported)
    #expect(read.messages.lowercased().contains("there was a token in the authorization header"))
    #expect(!read.text.contains("felt_pat") && !read.messages.contains("felt_pat"))
  }
}
