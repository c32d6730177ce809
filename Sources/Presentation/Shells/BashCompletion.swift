extension CompletionWords {
  /// A script that completes the program's command line in bash.
  package var bash: String {
    let names = options.flatMap(\.names).joined(separator: " ")
    let lists = listOptions.map { names, values in
      "    \(names.joined(separator: "|"))) _feltsh_words '\(values.joined(separator: " "))'; return ;;"
    }
    return #"""
      # Completes feltsh's command line in bash. Written by: feltsh --generate bash

      _feltsh_words() {
        local IFS=$' \t\n'
        COMPREPLY=($(compgen -W "$1" -- "$cur"))
      }

      _feltsh_files() {
        local IFS=$'\n'
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -d -- "$cur") $(compgen -f -X "!*$1" -- "$cur"))
      }

      _feltsh() {
        local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} task= i
        COMPREPLY=()
        # What is typed as --color=al are three words here.
        if [[ $cur == = ]]; then cur=; elif [[ $option == = ]]; then option=${COMP_WORDS[COMP_CWORD-2]}; fi
        case $option in
      \#(lists.joined(separator: "\n"))
          \#(fileOptions.joined(separator: "|"))) _feltsh_files; return ;;
          \#(freeOptions.joined(separator: "|"))) return ;;
        esac
        if [[ $cur == -* ]]; then
          _feltsh_words '\#(names)'
          return
        fi
        for ((i = 1; i < COMP_CWORD; i++)); do
          case ${COMP_WORDS[i]} in
            \#(valueOptions.joined(separator: "|"))) ((i++)); [[ ${COMP_WORDS[i]} == = ]] && ((i++)) ;;
            -*) ;;
            *) task=${COMP_WORDS[i]}; break ;;
          esac
        done
        case $task in
          '') _feltsh_words '\#(tasks.map(\.name).joined(separator: " "))' ;;
          \#(scriptTasks.joined(separator: "|"))) _feltsh_files .felt ;;
          \#(topicTasks.joined(separator: "|"))) _feltsh_words '\#(topics.joined(separator: " "))' ;;
        esac
      }

      complete -F _feltsh feltsh

      """#
  }
}
