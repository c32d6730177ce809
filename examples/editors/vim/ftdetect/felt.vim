autocmd BufNewFile,BufRead *.felt setfiletype felt
