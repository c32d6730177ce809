extension CompletionWords {
  /// A script that completes the program's command line in zsh.
  package var zsh: String {
    let specs = options.map { "    \(Self.spec($0)) \\" }
    let tasks = tasks.map { Self.quoted("\($0.name):\($0.summary)") }
    return #"""
      #compdef feltsh
      # Completes feltsh's command line in zsh. Written by: feltsh --generate zsh

      _feltsh() {
        local curcontext=$curcontext context state state_descr line ret=1
        typeset -A opt_args
        local -a tasks topics
        tasks=(\#(tasks.joined(separator: " ")))
        topics=(\#(topics.joined(separator: " ")))
        _arguments -s -S : \
      \#(specs.joined(separator: "\n"))
          '1:task:->task' \
          '*:operand:->operand' && ret=0
        case $state in
          task) _describe task tasks && ret=0 ;;
          operand)
            case $line[1] in
              \#(scriptTasks.joined(separator: "|"))) _files -g '*.felt' && ret=0 ;;
              \#(topicTasks.joined(separator: "|"))) compadd -a topics && ret=0 ;;
            esac ;;
        esac
        return ret
      }

      if [[ $funcstack[1] = _feltsh ]]; then
        _feltsh "$@"
      else
        compdef _feltsh feltsh
      fi

      """#
  }

  /// An option as `_arguments` takes it.
  private static func spec(_ option: ProgramUsage.Option) -> String {
    var text = option.summary
    for sign in ["\\", "[", "]", ":"] { text = text.replacing(sign, with: "\\" + sign) }
    text = "[\(text)]"
    if let name = option.valueName {
      let action =
        option.takesFile ? "_files" : option.values.isEmpty ? " " : "(\(option.values.joined(separator: " ")))"
      text += ":\(name.replacing(":", with: "\\:")):\(action)"
    }
    // The value of a long option may stand behind an equals sign.
    let names = option.names.map { $0.hasPrefix("--") && option.valueName != nil ? $0 + "=" : $0 }
    if option.repeats, let name = names.first { return quoted("*\(name)\(text)") }
    guard names.count > 1 else { return quoted((names.first ?? "") + text) }
    return "'(\(option.names.joined(separator: " ")))'{\(names.joined(separator: ","))}" + quoted(text)
  }

  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }
}
