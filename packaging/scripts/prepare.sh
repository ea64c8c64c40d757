# Sourced by ./run and ./test: installs what is missing, configures and builds the release preset.
# YUNJIE_PRESET chooses another preset.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
preset=${YUNJIE_PRESET:-release}
build=build/$preset

# install KINDS: the packages of packages.txt whose kind is one of the letters and that are not installed yet.
install_missing() {
  local missing=() kind name
  while read -r kind name; do
    case $kind in \#* | "") continue ;; esac
    [[ $1 == *"$kind"* ]] || continue
    dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii' || missing+=("$name")
  done <packaging/packages.txt
  [ ${#missing[@]} -eq 0 ] && return
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "To build Yunjie, install as root: apt-get install ${missing[*]}" >&2; exit 1; }
    sudo=(sudo)
  fi
  echo "Installing ${#missing[@]} packages: ${missing[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

build() {
  [ -f "$build/build.ninja" ] || cmake --preset "$preset" "$@" >"$build.log" 2>&1 || { tail -30 "$build.log" >&2; exit 1; }
  echo "Building ($preset)"
  cmake --build "$build" "${targets[@]}" -- --quiet
}
targets=()
mkdir -p build
