package import CommandLanguage

/// A syntax file of Vim for scripts.
package struct VimSyntax {
  private let words: ScriptWords

  package init(_ table: CommandTable) {
    words = ScriptWords(table)
  }

  package var text: String {
    #"""
    " Vim syntax file
    " Language: feltsh scripts
    " Written by: feltsh --generate vim

    if exists("b:current_syntax")
      finish
    endif

    \#(command("Method", words.methods))
    \#(command("Command", words.commands))
    \#(command("Operation", words.operations))
    \#(command("Block", words.blocks))
    syn match feltshCapture "^\s*\h\w*\ze\s*=\%(\s\|$\)"
    syn match feltshElse "}\s*\zselse\>"

    syn match feltshOption "\%(^\|\s\)\@1<=\%(\#(words.options.joined(separator: "\\|"))\)\ze\%(\s\|$\)"
    syn match feltshSeparator "\k\zs\%(:=@\|:=\|==\|=@\)"
    syn match feltshNumber "\%(^\|[[:space:]=:,[{(]\)\@1<=-\?\d\+\%(\.\d\+\)\?\%([eE][-+]\?\d\+\)\?\%(ms\|s\|m\|h\)\?\ze\%([[:space:],\])}]\|$\)"
    syn match feltshConstant "\<\%(true\|false\|null\)\>"
    syn match feltshVariable "\$\h\w*" display
    syn region feltshVariable start="\${" end="}" oneline

    syn match feltshEscape "\\." contained
    syn region feltshString start=+"+ skip=+\\.+ end=+"+ contains=feltshVariable,feltshEscape
    syn region feltshString start=+'+ end=+'+
    syn region feltshBody start="<<\z(\h\w*\)" end="^\z1$" contains=feltshVariable

    syn match feltshComment "\%(^\|\s\)\@1<=#.*$" contains=feltshTodo
    syn keyword feltshTodo TODO FIXME contained
    syn match feltshPlaceholder "<\l\+\%(:\w\+\)\?>" contained
    syn match feltshExpected "^\s*#> .*$" contains=feltshPlaceholder

    hi def link feltshMethod Statement
    hi def link feltshCommand Keyword
    hi def link feltshOperation Function
    hi def link feltshBlock Conditional
    hi def link feltshElse Conditional
    hi def link feltshCapture Identifier
    hi def link feltshOption Special
    hi def link feltshSeparator Operator
    hi def link feltshNumber Number
    hi def link feltshConstant Constant
    hi def link feltshVariable Identifier
    hi def link feltshEscape SpecialChar
    hi def link feltshString String
    hi def link feltshBody String
    hi def link feltshComment Comment
    hi def link feltshTodo Todo
    hi def link feltshExpected PreProc
    hi def link feltshPlaceholder Type

    let b:current_syntax = "felt"

    """#
  }

  /// Words where a command begins: at the start of a line, or behind `map =` and `or`.
  private func command(_ group: String, _ words: [String]) -> String {
    #"syn match feltsh\#(group) "\%(^\|=\s\|\<or\s\)\s*\zs\%(\#(words.joined(separator: #"\|"#))\)\ze\%(\s\|$\)""#
  }
}
