struct CompletionState { mutating func forget() {} }
extension EditlineEditor {
  func complete() {}
  func editElsewhere() {}
  func search() {}
}
