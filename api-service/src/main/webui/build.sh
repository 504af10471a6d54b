#!/bin/sh
# Builds the web pages for the service: build.sh OUTPUT STATE [check]
# Does nothing where the pages are newer than their sources, so that it costs nothing in the inner loop.
set -eu
cd "$(dirname "$0")"
output=$1
state=$2
wanted=${3:-build}

fail() {
  echo "The web pages cannot be built: $1" >&2
  exit 1
}

fresh() {
  [ -f "$1" ] && [ -z "$(find . -path ./node_modules -prune -o -type f -newer "$1" -print | head -n 1)" ]
}

mkdir -p "$state"
if [ "$wanted" = check ]; then
  fresh "$state/checked" && exit 0
else
  fresh "$state/built" && [ -f "$output/index.html" ] && exit 0
fi

command -v node >/dev/null 2>&1 || fail "Node is missing. Install Node 20 or newer with npm (Debian: apt install nodejs npm)."
command -v npm >/dev/null 2>&1 || fail "npm is missing. Install it beside Node (Debian: apt install npm)."
node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' ||
  fail "Node $(node --version) is too old. Install Node 20.19 or newer."

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "Fetching what the web pages are built with ..."
  npm ci --no-audit --no-fund --loglevel=error || fail "npm ci failed; its message is above."
  touch node_modules/.package-lock.json
fi

if [ "$wanted" = check ]; then
  npm run --silent typecheck || fail "the types do not fit; see above."
  rm -rf "$state/test"
  npm run --silent test >"$state/test.log" 2>&1 || { cat "$state/test.log" >&2; fail "a unit test failed; see above."; }
  touch "$state/checked"
else
  BYPULS_WEBUI_OUT=$output npm run --silent build -- --logLevel warn || fail "vite failed; its message is above."
  touch "$state/built"
fi
