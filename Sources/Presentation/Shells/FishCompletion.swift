extension CompletionWords {
  /// A script that completes the program's command line in fish.
  package var fish: String {
    let specs = options.map { "complete -c feltsh" + Self.flags($0) }
    let names = tasks.map {
      "complete -c feltsh -n 'not __feltsh_task >/dev/null' -a \($0.name) -d \(Self.quoted($0.summary))"
    }
    return #"""
      # Completes feltsh's command line in fish. Written by: feltsh --generate fish

      # Prints what the command line begins with besides options, and fails when there is nothing yet.
      function __feltsh_task
        set -l words (commandline -opc)
        set -e words[1]
        set -l isValue 0
        for word in $words
          if test $isValue = 1
            set isValue 0
            continue
          end
          switch $word
            case \#(valueOptions.joined(separator: " "))
              set isValue 1
            case '-*'
            case '*'
              echo $word
              return 0
          end
        end
        return 1
      end

      function __feltsh_scripts
        set -l folder (string match -r '^.*/' -- (commandline -ct); or echo '')
        set -l place (string replace -r '^~/' "$HOME/" -- $folder)
        for file in $place*.felt
          echo $folder(string replace -- $place '' $file)
        end
        __fish_complete_directories (commandline -ct) ''
      end

      complete -c feltsh -f
      \#((specs + names).joined(separator: "\n"))
      complete -c feltsh -n 'contains -- (__feltsh_task) \#(scriptTasks.joined(separator: " "))' -a '(__feltsh_scripts)'
      complete -c feltsh -n 'contains -- (__feltsh_task) \#(topicTasks.joined(separator: " "))' -a '\#(topics.joined(separator: " "))'

      """#
  }

  private static func flags(_ option: ProgramUsage.Option) -> String {
    var text = ""
    for name in option.names {
      text += name.hasPrefix("--") ? " -l \(name.dropFirst(2))" : " -s \(name.dropFirst())"
    }
    if option.takesFile {
      text += " -rF"
    } else if option.valueName != nil {
      text += " -x" + (option.values.isEmpty ? "" : " -a '\(option.values.joined(separator: " "))'")
    }
    return text + " -d " + quoted(option.summary)
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: #"\\"#).replacing("'", with: #"\'"#) + "'"
  }
}
