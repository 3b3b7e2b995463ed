#!/usr/bin/env bash
# Checks every .docx below the given folders with the validator, for every version of Office that it knows.
# Usage: tests/valid.sh DIR…   (target/patched is written by `cargo test --test it patch`: documents edited by
# people, and what patching them gave)
# Needs node with npm.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
versions="Office2007 Office2010 Office2013 Office2016 Office2019 Office2021 Microsoft365"
[ $# -gt 0 ] || { echo "usage: $0 DIR…" >&2; exit 2; }
[ -d "$here/node_modules" ] || npm install --prefix "$here" --no-package-lock --no-audit --no-fund >&2

failed=0
number=0
while IFS= read -r -d '' file; do
    number=$((number + 1))
    for version in $versions; do
        if ! said=$("$here/node_modules/.bin/ooxml-validator" "$file" --officeVersion "$version"); then
            echo "FAIL $file: not valid for $version"
            echo "$said"
            failed=$((failed + 1))
            break
        fi
    done
done < <(find "$@" -name '*.docx' -print0 | sort -z)

echo "valid: $((number - failed)) passed, $failed failed"
[ "$number" -gt 0 ] && [ "$failed" -eq 0 ]
