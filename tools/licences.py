"""Checks that every dependency has a licence that an Apache-2.0 project may ship."""

import json
import re
import subprocess
import sys

ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "zlib-acknowledgement",
    "CDLA-Permissive-2.0",
}


def allowed(expression: str) -> bool:
    """An SPDX expression without nested precedence surprises: OR of ANDs, with brackets."""
    expression = expression.replace("/", " OR ")
    while "(" in expression:
        expression, found = re.subn(
            r"\(([^()]*)\)",
            lambda m: "MIT" if allowed(m.group(1)) else "REFUSED",
            expression,
        )
        if not found:
            return False
    return any(
        all(part.strip() in ALLOWED for part in option.split(" AND "))
        for option in expression.split(" OR ")
    )


def main() -> int:
    metadata = json.loads(
        subprocess.run(
            ["cargo", "metadata", "--format-version", "1", "--locked"],
            check=True,
            capture_output=True,
        ).stdout
    )
    refused = [
        f"{p['name']} {p['version']}: {p.get('license') or 'no licence named'}"
        for p in metadata["packages"]
        if p["source"] and not allowed(p.get("license") or "")
    ]
    for line in refused:
        print(f"licence not allowed: {line}", file=sys.stderr)
    if refused:
        print(
            "Choose another dependency, or add the licence to tools/licences.py with a reason in the commit.",
            file=sys.stderr,
        )
    else:
        print(f"licences of {len(metadata['packages'])} packages are fine")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
