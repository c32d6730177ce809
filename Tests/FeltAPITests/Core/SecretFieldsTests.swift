import FeltAPI
import Testing

@Suite("Fields that are secrets")
struct SecretFieldsTests {
  @Test("They are known by their path, in every alternative")
  func paths() throws {
    let body = try #require(Catalogue.operation(named: "create_source")?.body)
    func isSecret(_ path: BodyField.Key...) -> Bool { body.isSecret(at: path) }
    #expect(isSecret(.name("connection"), .name("password")))
    #expect(isSecret(.name("connection"), .name("token")))
    #expect(!isSecret(.name("connection"), .name("host")))
    #expect(!isSecret(.name("name")) && !isSecret(.name("nothing")) && !isSecret())
    let credential: [BodyField.Key] = [.name("connection"), .name("credentials"), .append, .name("credential")]
    #expect(body.isSecret(at: credential + [.name("private_key")]))
    #expect(body.isSecret(at: credential + [.name("service_account_json"), .name("private_key_id")]))
    #expect(!body.isSecret(at: credential + [.name("private_key_name")]))
  }

  @Test("They are found in a body, those inside of an object as well, and ordinary words are not")
  func bodies() throws {
    let upload = try #require(Catalogue.operation(named: "upload_map_layer")?.response)
    let response = #"""
      {"layer_id":"x","url":"https://storage/","presigned_attributes":
      {"acl":"private","policy":"eyJleHBpcmF0aW9uIjoi","list":[{"x-amz-signature":"0123456789abcdef"}]}}
      """#
    #expect(upload.secrets(inBody: Array(response.utf8)) == ["eyJleHBpcmF0aW9uIjoi", "0123456789abcdef"])
    let source = try #require(Catalogue.operation(named: "create_source")?.body)
    let body = #"{"name":"A","connection":{"type":"mssql","host":"h","password":"pw12"}}"#
    #expect(source.secrets(inBody: Array(body.utf8)) == ["pw12"])
    #expect(source.secrets(inBody: Array("{".utf8)) == [])
    let token = try #require(Catalogue.operation(named: "create_map_embed_token")?.response)
    #expect(token.secrets(inBody: Array(#"{"token":"abc","expires_at":"2026"}"#.utf8)) == ["abc"])
  }
}
