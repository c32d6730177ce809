import Foundation
import TestSupport
import Testing

/// Reports of the program itself.
@Suite struct ReportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("name\nA\n<B & \"C\">\n\"x\ny\u{1}\"\n", to: "a.csv")
    try folder.write(
      """
      for row in @a.csv {
        post /maps title=$row.name
        expect status 200
        if $row.name == A {
          get /maps/nope
        }
      }
      """, to: "a.felt")
  }

  private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> ProgramRun {
    try ProgramRun.run(
      "feltsh", ["--sandbox", "run", "a.felt"] + arguments,
      environment: ["PATH": "/bin"].merging(environment) { $1 }, directory: folder.path)
  }

  /// The structure that build servers take, as Jenkins describes it.
  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="failure"><xs:complexType mixed="true">
        <xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/>
      </xs:complexType></xs:element>
      <xs:element name="testcase"><xs:complexType>
        <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="failure"/></xs:choice>
        <xs:attribute name="name" type="xs:string" use="required"/>
        <xs:attribute name="classname" type="xs:string" use="required"/>
        <xs:attribute name="time" type="xs:decimal"/>
      </xs:complexType></xs:element>
      <xs:element name="testsuite"><xs:complexType>
        <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
        <xs:attribute name="name" type="xs:string" use="required"/>
        <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
        <xs:attribute name="failures" type="xs:nonNegativeInteger"/><xs:attribute name="errors" type="xs:nonNegativeInteger"/>
        <xs:attribute name="time" type="xs:decimal"/>
      </xs:complexType></xs:element>
      <xs:element name="testsuites"><xs:complexType>
        <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
        <xs:attribute name="name" type="xs:string"/><xs:attribute name="time" type="xs:decimal"/>
        <xs:attribute name="tests" type="xs:nonNegativeInteger"/><xs:attribute name="failures" type="xs:nonNegativeInteger"/>
        <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
      </xs:complexType></xs:element>
    </xs:schema>
    """

  @Test("A JUnit report is valid by its schema", .enabled(if: tool("xmllint")))
  func junit() throws {
    #expect(try run(["--report", "junit=out.xml"]).status == 4)
    let schema = try folder.write(Self.schema, to: "junit.xsd")
    let check = try ProgramRun.run(toolPath("xmllint"), ["--noout", "--schema", schema, folder.file("out.xml")])
    #expect(check.status == 0, "\(check.error)")
    #expect(try folder.read("out.xml").contains("tests=\"4\" failures=\"1\""))
  }

  @Test("A ledger of one run tells the next which items to leave out")
  func retry() throws {
    #expect(try run(["--report", "json=ledger"]).status == 4)
    let second = try run(["--retry-failed", "ledger"])
    #expect(second.status == 4)
    #expect(second.error.contains("1 item, 1 failed, 2 done before"), "\(second.error)")
    let other = try run(["--retry-failed", "a.felt"])
    #expect(other.status == 2)
    #expect(other.error.contains("line 1 of a.felt is not a ledger entry"), "\(other.error)")
  }

  @Test("For GitHub a failure is an annotation on standard error, and the summary is added to its file")
  func github() throws {
    let summary = try folder.write("before\n", to: "summary")
    let run = try run(["--report", "github"], environment: ["GITHUB_STEP_SUMMARY": summary])
    #expect(
      run.error.contains("::error file=a.felt,line=5,title=show_map [1 A]::404 Not Found"), "\(run.error)")
    #expect(try folder.read("summary").hasPrefix("before\n### feltsh run a.felt: 4 requests, 1 failed\n"))
  }

  @Test(
    "A report that can't be is refused before anything is sent",
    arguments: ["xml=x", "json", "github=x", "json=/dev/null/x"])
  func refused(report: String) throws {
    let run = try run(["--report", report])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }
}
