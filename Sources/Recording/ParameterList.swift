/// Parameters in the order in which they were needed, found by name and by id.
struct ParameterList {
  private(set) var all: [Trace.Parameter] = []
  private var byName: [String: Int] = [:]
  private var byID: [String: Int] = [:]

  var count: Int { all.count }

  /// - Returns: false when there is one of that name.
  mutating func add(_ parameter: Trace.Parameter) -> Bool {
    guard byName[parameter.name] == nil else { return false }
    byName[parameter.name] = all.count
    if let id = parameter.defaultText { byID[id] = all.count }
    all.append(parameter)
    return true
  }

  subscript(name: String) -> Trace.Parameter? { byName[name].map { all[$0] } }

  subscript(id id: String) -> Trace.Parameter? { byID[id].map { all[$0] } }
}
