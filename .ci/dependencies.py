"""Holds every crate that is built in against deny.toml: its licence, where it comes from, the Rust that it needs.

What `cargo deny check licenses sources` does, for a machine without cargo-deny and without a network. A licence is an
SPDX expression of names, AND, OR, WITH and brackets; one name of an OR is enough. Exit code 1 when a crate fails.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"


def allowed(expression, names):
    """Whether an SPDX expression can be met with these licences."""
    words = re.findall(r"[()]|[^\s()/]+|/", expression.replace("/", " OR "))

    def either():
        met = both()
        while words and words[0] == "OR":
            words.pop(0)
            met = both() or met
        return met

    def both():
        met = one()
        while words and words[0] == "AND":
            words.pop(0)
            met = one() and met
        return met

    def one():
        word = words.pop(0)
        if word == "(":
            met = either()
            words.pop(0)
            return met
        if words and words[0] == "WITH":
            # An exception takes conditions away, so the licence alone decides.
            del words[:2]
        return word in names

    return either()


def older(version, than):
    """Whether one version of Rust comes before or is another."""
    numbers = lambda text: [int(part) for part in text.split(".")] + [0] * (3 - text.count(".") - 1)
    return numbers(version) <= numbers(than)


def main():
    run = ["cargo", "metadata", "--locked", "--format-version", "1"]
    packages = json.loads(subprocess.run(run, cwd=ROOT, check=True, capture_output=True).stdout)["packages"]
    names = tomllib.loads((ROOT / "deny.toml").read_text())["licenses"]["allow"]
    rust = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["rust-version"]
    faults = []
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if not allowed(package["license"] or "none", names):
            faults.append(f"{name}: licence {package['license']} is not allowed by deny.toml")
        if package["source"] not in (None, CRATES_IO):
            faults.append(f"{name}: comes from {package['source']}")
        if package["rust_version"] and not older(package["rust_version"], rust):
            faults.append(f"{name}: needs Rust {package['rust_version']}, Cargo.toml promises {rust}")
    print("\n".join(faults) or f"{len(packages)} crates: licences, sources and Rust {rust} hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
