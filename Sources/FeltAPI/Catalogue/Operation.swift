public import HTTPTypes

/// One thing that Felt's API can do: an entry of the ``Catalogue``, from which parsing, checks, help, completion,
/// exports and the sandbox's routes are all derived.
///
/// The catalogue has one of each, and requests, steps and recordings refer to it.
public final class Operation: Sendable, Hashable {
  /// A parameter of the query.
  public struct QueryParameter: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// What its value looks like.
    public let schema: Schema
    /// Whether a call without it is refused.
    public let isRequired: Bool
  }

  /// The part of the API it belongs to, by Felt's headings.
  public enum Group: String, Sendable, CaseIterable {
    case users = "Users"
    case maps = "Maps"
    case layers = "Layers"
    case uploads = "Layer Uploads"
    case exports = "Layer Exports"
    case library = "Layer Library"
    case elements = "Elements"
    case comments = "Comments"
    case embedTokens = "Embed Tokens"
    case projects = "Projects"
    case sources = "Sources"
    case components = "Layer Components"
  }

  /// Felt's name of it, such as `create_map`.
  public let name: String
  /// The part of the API it belongs to.
  public let group: Group
  /// The request's method.
  public let method: HTTPRequest.Method
  /// The request's path, relative to `/api/v2`.
  public let path: PathTemplate
  /// The parameters of the query.
  public let query: [QueryParameter]
  /// The request's JSON body; nil when there is none.
  public let body: Schema?
  /// The status of a response that means success.
  public let successStatus: Int
  /// The JSON body of that response; nil when it has none.
  public let response: Schema?
  /// The statuses of the errors that Felt documents.
  public let errorStatuses: [Int]
  /// What it does, in one line.
  public let summary: String
  /// A line that can be typed, with `$map` and such for ids.
  public let example: String

  init(
    _ name: String, _ group: Group, _ method: HTTPRequest.Method, _ path: String,
    query: [QueryParameter] = [], body: Schema? = nil, returns status: Int, as response: Schema? = nil,
    errors: [Int] = [401, 403, 404, 422, 429, 500], summary: String, example: String
  ) {
    self.name = name
    self.group = group
    self.method = method
    self.path = PathTemplate(path)
    self.query = query
    self.body = body
    self.successStatus = status
    self.response = response
    self.errorStatuses = errors
    self.summary = summary
    self.example = example
  }

  /// Names are unique.
  public static func == (left: Operation, right: Operation) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Operation.QueryParameter {
  static func optional(_ name: String, _ schema: Schema) -> Self { Self(name: name, schema: schema, isRequired: false) }
  static func required(_ name: String, _ schema: Schema) -> Self { Self(name: name, schema: schema, isRequired: true) }
}
