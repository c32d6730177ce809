internal import HTTPTypes
internal import JSONText

/// A request as a Python program that uses `requests`.
enum PythonExport {
  static func text(for request: Request) -> String {
    var lines = ["import os", "", "import requests", "", "response = requests.request("]
    lines.append("    \(literal(request.method.rawValue)),")
    lines.append("    \(literal(request.url)),")
    lines.append("    headers={")
    if request.exportsToken {
      lines.append("        \"Authorization\": f\"Bearer {os.environ['\(RequestExport.tokenVariable)']}\",")
    }
    for (name, value) in request.exportedHeaders {
      lines.append("        \(literal(name)): \(literal(value)),")
    }
    lines.append("    },")
    switch request.body {
    case .none, .streamed: break
    case .bytes(let bytes):
      if let value = try? JSONValue(parsing: bytes), let python = PythonLiteral.text(of: value, indentation: 4) {
        lines.append("    json=\(python),")
      } else {
        lines.append("    data=\(literal(String(decoding: bytes, as: UTF8.self))).encode(),")
      }
    case .file(let path, _):
      lines.append("    data=open(\(literal(path)), \"rb\"),")
    }
    lines += ["    timeout=60,", ")", "response.raise_for_status()", "print(response.text)"]
    if !request.exportsToken { lines.removeFirst(2) }
    return lines.joined(separator: "\n")
  }

  private static func literal(_ text: String) -> String { PythonLiteral.string(text) }
}
