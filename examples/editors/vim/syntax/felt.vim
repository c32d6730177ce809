" Vim syntax file
" Language: feltsh scripts
" Written by: feltsh --generate vim

if exists("b:current_syntax")
  finish
endif

syn match feltshMethod "\%(^\|=\s\|\<or\s\)\s*\zs\%(delete\|get\|head\|patch\|post\|put\)\ze\%(\s\|$\)"
syn match feltshCommand "\%(^\|=\s\|\<or\s\)\s*\zs\%(alias\|base-url\|cd\|check\|color\|diff\|download\|edit\|exit\|expect\|export\|find\|header\|headers\|help\|hints\|history\|import\|login\|logout\|ls\|open\|pager\|prefetch\|prompt\|pwd\|quit\|record\|refresh\|save\|set\|show\|source\|status\|table\|test\|timeout\|timing\|unalias\|unset\|upload\|vars\|wait\|whoami\|why\)\ze\%(\s\|$\)"
syn match feltshOperation "\%(^\|=\s\|\<or\s\)\s*\zs\%(add_map_layer_from_source\|create_layer_component\|create_map\|create_map_embed_token\|create_map_layer_custom_export\|create_map_layer_export_link\|create_project\|create_source\|create_source_credential\|delete_layer_component\|delete_map\|delete_map_comment\|delete_map_element\|delete_map_layer\|delete_map_layer_group\|delete_project\|delete_source\|delete_source_credential\|duplicate_map\|duplicate_map_layers\|export_map_comments\|list_layer_components\|list_library_layers\|list_map_element_groups\|list_map_elements\|list_map_layer_groups\|list_map_layers\|list_projects\|list_sources\|move_map\|poll_map_layer_custom_export\|publish_map_layer\|publish_map_layer_group\|refresh_map_layer\|resolve_map_comment\|show_current_user\|show_layer_component\|show_map\|show_map_element_group\|show_map_layer\|show_map_layer_group\|show_project\|show_source\|sync_source\|update_layer_component\|update_map\|update_map_layer\|update_map_layer_group\|update_map_layer_groups\|update_map_layer_style\|update_project\|update_source\|update_source_credential\|upload_map_layer\|upsert_map_element_groups\|upsert_map_elements\)\ze\%(\s\|$\)"
syn match feltshBlock "\%(^\|=\s\|\<or\s\)\s*\zs\%(finally\|for\|if\|retry\|else\)\ze\%(\s\|$\)"
syn match feltshCapture "^\s*\h\w*\ze\s*=\%(\s\|$\)"
syn match feltshElse "}\s*\zselse\>"

syn match feltshOption "\%(^\|\s\)\@1<=\%(--all\|--append\|--as\|--csv\|--dry-run\|--env\|--force\|--headers\|--ignore\|--map\|--no-check\|--raw\|--refresh\|--select\|--strict\|--table\|--timeout\|--token-file\|--transcript\|--update\|--wait\)\ze\%(\s\|$\)"
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
