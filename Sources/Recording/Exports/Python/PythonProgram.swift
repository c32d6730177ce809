internal import CommandLanguage
internal import FeltAPI

/// A whole program around what a script does.
struct PythonProgram {
  let text: String

  init(_ writer: PythonWriter, _ script: Script) {
    let helpers = PythonHelper.closure(of: writer.helpers.union(["where"]))
    let parameters = writer.parameters
    var modules = writer.imports.union(helpers.flatMap(\.imports)).union(["os", "sys", "urllib.parse"])
    if parameters.contains(where: { !$0.isSecret }) { modules.insert("argparse") }
    let name = script.source.fileName(or: "a script")
    var lines = [
      "#!/usr/bin/env python3",
      "# \(name), written as Python by feltsh.",
      "#",
      "# It needs requests (python3 -m pip install requests) and a token of Felt in the environment variable",
      "# \(RequestExport.tokenVariable). Names of files count from the folder that it runs in. What the script only looks at is shown",
      "# where it selects or formats something; no other response is.",
      "",
    ]
    lines += modules.sorted().map { "import \($0)" }
    lines += [
      "", "import requests", "from requests.adapters import HTTPAdapter, Retry as Retries", "", Self.session, "",
    ]
    for helper in helpers { lines += ["", helper.text, ""] }
    lines += ["", "def main():"]
    lines += Self.reading(parameters)
    if writer.looksBack { lines.append("    response = None") }
    lines += writer.lines
    if !writer.lines.contains(where: { !$0.isComment }), parameters.isEmpty { lines.append("    pass") }
    lines += ["", "", Self.start, ""]
    text = lines.joined(separator: "\n")
  }

  private static func reading(_ parameters: [PythonParameter]) -> [String] {
    var lines: [String] = []
    let options = parameters.filter { !$0.isSecret }
    if !options.isEmpty { lines.append("    parser = argparse.ArgumentParser()") }
    for option in options {
      let rest =
        option.defaultText.map { ", default=\(PythonLiteral.string($0))" }
        ?? (option.isOptional ? "" : ", required=True")
      lines.append(
        "    parser.add_argument(\(PythonLiteral.string(option.option)), dest=\(PythonLiteral.string(option.variable))\(rest))"
      )
    }
    if !options.isEmpty { lines.append("    args = parser.parse_args()") }
    for parameter in parameters {
      let variable = PythonLiteral.string(parameter.environmentVariable)
      let value =
        !parameter.isSecret
        ? "args.\(parameter.variable)"
        : parameter.isOptional ? "os.environ.get(\(variable))" : "os.environ[\(variable)]"
      lines.append("    \(parameter.variable) = \(value)")
    }
    return lines
  }

  private static let session = #"""
    BASE = os.environ.get("FELT_BASE_URL", "\#(BaseURL.felt.description)").rstrip("/")


    def connect():
        """The session of all requests to Felt, and of no others: it has the token."""
        address = urllib.parse.urlsplit(BASE)
        if address.scheme != "https" and address.hostname not in ("127.0.0.1", "::1", "localhost"):
            sys.exit(f"{BASE} is not https: the token would not stay private")
        if not os.environ.get("\#(RequestExport.tokenVariable)"):
            sys.exit("there is no token: set \#(RequestExport.tokenVariable)")
        session = requests.Session()
        session.headers.update({"Authorization": "Bearer " + os.environ["\#(RequestExport.tokenVariable)"], "Accept": "application/json"})
        session.timeout = 60
        # Felt says so when there are too many requests, and how long to wait.
        retries = Retries(total=4, connect=0, read=0, status_forcelist=[429], allowed_methods=None, raise_on_status=False)
        session.mount(BASE, HTTPAdapter(max_retries=retries))
        return session


    session = connect()
    """#

  private static let start = #"""
    if __name__ == "__main__":
        try:
            main()
        except Exception as error:
            sys.exit(f"{where(error)}{type(error).__name__}: {error}")
    """#
}
