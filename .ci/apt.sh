# For the scripts beside this one: packages that are missing, installed.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages NAME..., with apt-get: only errors are printed, and nothing is asked. env is there as sudo drops
# variables.
install_packages() {
  as_root apt-get update -qq >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
