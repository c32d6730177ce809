package import HTTPTypes

extension HTTPFields {
  /// The value of a header; several with one name are joined by commas. Source: RFC 9110, section 5.3.
  ///
  /// The subscript does the same with three passes and a list.
  package func value(of name: HTTPField.Name) -> String? {
    var first: String?
    for field in self where field.name == name {
      if first != nil { return self[name] }
      first = field.value
    }
    return first
  }
}
