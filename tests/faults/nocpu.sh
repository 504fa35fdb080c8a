#!/usr/bin/env bash
# Runs the pipeline on a processor without AVX, FMA and BMI (emulated) and natively: the bytes must be the same.
#
#   tests/faults/nocpu.sh [INPUT]
#
# Needs target/pipeline/elchi (`just build`) and qemu-x86_64 (Debian: qemu-user).
set -euo pipefail
cd "$(dirname "$0")/../.."

input=${1:-seeds}
elchi=${ELCHI:-target/pipeline/elchi}
folder=target/faults
cpu=Nehalem

if [ "$(uname -m)" != x86_64 ]; then
    echo "skipped: this machine is no x86_64"
    exit 0
fi
if ! command -v qemu-x86_64 >/dev/null; then
    echo "skipped: qemu-x86_64 is not installed (Debian: apt install qemu-user)"
    exit 0
fi

mkdir -p "$folder"
rm -rf "$folder/native" "$folder/masked" "$folder"/.native.* "$folder"/.masked.*
"$elchi" run "$input" "$folder/native" --quiet
qemu-x86_64 -cpu "$cpu" "$elchi" run "$input" "$folder/masked" --quiet --jobs 1
diff -r "$folder/native" "$folder/masked" || {
    echo "nocpu.sh: a $cpu processor gives other bytes" >&2
    exit 1
}
echo "nocpu.sh: $(find "$folder/native" -type f | wc -l) files have the same bytes on this processor and on $cpu (no AVX)"
