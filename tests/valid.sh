#!/usr/bin/env bash
# Checks every .docx below the given folders with the validator, for the oldest version of Office that it knows, one in
# the middle and the newest. Patching puts nothing into a document that a new one does not hold, and those are checked
# for every version by tests/conformance.sh; VERSIONS names others.
# Usage: tests/valid.sh DIR…   (target/patched is written by `cargo test --test it`: documents edited by people, and
# what patching them gave)
# Needs node with npm.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
export VERSIONS="${VERSIONS:-Office2007 Office2013 Microsoft365}"
[ $# -gt 0 ] || { echo "usage: $0 DIR…" >&2; exit 2; }
[ -d "$here/node_modules" ] || npm install --prefix "$here" --no-package-lock --no-audit --no-fund >&2

# One document; its name is said once it is known whether it is valid.
check() {
    for version in $VERSIONS; do
        if ! said=$("$1" "$2" --officeVersion "$version"); then
            printf 'FAIL %s: not valid for %s\n%s\n' "$2" "$version" "$said"
            return
        fi
    done
    printf 'ok   %s\n' "$2"
}
export -f check

checked=$(find "$@" -name '*.docx' -print0 | sort -z |
    xargs -0 -P "$(nproc)" -I{} bash -c 'check "$0" "$1"' "$here/node_modules/.bin/ooxml-validator" {})
failed=$(grep -c '^FAIL ' <<<"$checked" || true)
number=$(grep -c '^\(FAIL\|ok  \) ' <<<"$checked" || true)
grep -v '^ok   ' <<<"$checked" || true
echo "valid: $((number - failed)) passed, $failed failed"
[ "$number" -gt 0 ] && [ "$failed" -eq 0 ]
