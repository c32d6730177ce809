import TestSupport

/// What is in a sandbox, as far as it is the same in another one.
enum World {
  static func text(of sandbox: ServedSandbox) throws -> String {
    let script = """
      projects = get /projects --raw > /dev/null
      for project in $projects[*] {
        project = get /projects/$project.id --select "$['name','visibility']"
        for map in $project.maps[*] {
          get /maps/$map.id --select "$['title','public_access']"
          get /maps/$map.id/layers --select "$[*]['name','status','style','caption']"
          get /maps/$map.id/elements --select "$.features[*].geometry['type','coordinates']"
          show $.features[*].properties.text
          get /maps/$map.id/element_groups --select $[*].name
        }
      }
      get /sources --select $[*].name
      """
    let run = try feltsh(["--no-rc"], input: script, environment: sandbox.environment)
    guard run.status == 0 else { throw ProgramFailure(run.error) }
    return run.output
  }
}
