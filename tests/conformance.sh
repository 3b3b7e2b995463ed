#!/usr/bin/env bash
# Checks every .docx below the given folders as office programs would: valid for every version of Office that the
# validator knows, and laid out by LibreOffice to the measures of GB/T 9704-2012. Small pictures of the pages are left
# in pages/ of the folder that cargo builds in (CARGO_TARGET_DIR, else target/) for people to look at.
# Usage: tests/conformance.sh DIR…   (target/specimens is written by `cargo test --test it`)
# Needs node with npm, LibreOffice, poppler-utils, python3, and the fonts that tests/fonts.conf names.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
versions="Office2007 Office2010 Office2013 Office2016 Office2019 Office2021 Microsoft365"
[ $# -gt 0 ] || { echo "usage: $0 DIR…" >&2; exit 2; }
[ -d "$here/node_modules" ] || npm install --prefix "$here" --no-package-lock --no-audit --no-fund >&2

pages="${CARGO_TARGET_DIR:-$here/../target}/pages"
rm -rf "$pages"
mkdir -p "$pages"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
number=0

validate() {
    for version in $versions; do
        if ! "$here/node_modules/.bin/ooxml-validator" "$1" --officeVersion "$version" >"$work/validator.json"; then
            echo "$1: not valid for $version"
            cat "$work/validator.json"
            return 1
        fi
    done
}

# The fonts of official documents are licensed and seldom installed; stand-ins of the same widths are measured.
convert() {
    FONTCONFIG_FILE="$here/fonts.conf" soffice "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to pdf --outdir "$2" "$1" >"$work/soffice.log" 2>&1
    [ -s "$2/$(basename "${1%.docx}").pdf" ] || { echo "$1: LibreOffice does not open it"; cat "$work/soffice.log"; return 1; }
}

# What a document shows besides text stands beside it.
measure() {
    if [ -f "$2" ]; then python3 "$here/fidelity.py" "$1" "$2"; else python3 "$here/fidelity.py" "$1"; fi
}

picture() {
    pdftoppm -r 50 -png "$1" "$pages/$number-$(basename "${1%.pdf}")"
}

while IFS= read -r -d '' file; do
    number=$((number + 1))
    out="$work/$number"
    if validate "$file" && convert "$file" "$out" &&
        picture "$out/$(basename "${file%.docx}").pdf" &&
        measure "$out/$(basename "${file%.docx}").pdf" "${file%.docx}.json"; then
        echo "ok   $file"
    else
        echo "FAIL $file"
        failed=$((failed + 1))
    fi
done < <(find "$@" -name '*.docx' ! -name '~$*' -print0 | sort -z)

echo "conformance: $((number - failed)) passed, $failed failed"
[ "$number" -gt 0 ] && [ "$failed" -eq 0 ]
