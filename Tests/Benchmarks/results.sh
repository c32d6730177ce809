# For the scripts beside this one: a result as a line that Tests/Benchmarks/run reads.

# result NAME RATIO PEER LIMIT, such as: result 'first prompt' 1.18 'curl --version' '<=1.2'. The limit is - where none is set.
# Tabs separate the parts; the lines go to the file RESULTS, or nowhere when that is not set.
result() {
  [ -n "${RESULTS:-}" ] || return 0
  printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$(version "$3")" "$4" >>"$RESULTS"
}

# The version of the program that the words begin with.
version() {
  local program=${1%%[ ,]*}
  case $program in
  feltsh) "$feltsh" --version ;;
  nginx) "$(command -v nginx || echo /usr/sbin/nginx)" -v 2>&1 ;;
  *) "$program" --version ;;
  esac | head -n 1 | grep -Eo '[0-9]+(\.[0-9]+)+' | head -n 1
}
