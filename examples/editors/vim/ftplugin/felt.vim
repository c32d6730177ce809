" Settings for feltsh scripts
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:#>,:# commentstring=#\ %s
setlocal expandtab shiftwidth=2 softtabstop=2
let &l:makeprg = "feltsh check %:S"
let &l:errorformat = "%f:%l:%c: %trror: %m,%f:%l:%c: %tarning: %m,%-G%.%#"
let b:undo_ftplugin = "setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< makeprg< errorformat<"
