#!/usr/bin/env bash
# Kills a run at random points and compares what it ends with to an unbroken run, byte by byte.
#
#   tests/faults/kill.sh [TIMES] [MEGABYTES] [JOBS]
#
# Needs target/pipeline/elchi and target/pipeline/elchi-bench (`just faults` builds both). After each kill OUTPUT must
# be what it was: the dataset that stood there before, whole, as `elchi verify` says. SEED=N gives other points,
# ELCHI=FILE and ELCHI_BENCH=FILE other binaries.
set -euo pipefail
cd "$(dirname "$0")/../.."

times=${1:-20} megabytes=${2:-200} jobs=${3:-2}
elchi=${ELCHI:-target/pipeline/elchi}
bench=${ELCHI_BENCH:-target/pipeline/elchi-bench}
folder=target/faults
corpus=$folder/corpus-$megabytes
whole=$folder/whole
out=$folder/out
RANDOM=${SEED:-1}

fail() {
    echo "kill.sh: $*" >&2
    exit 1
}

milliseconds() {
    echo $(($(date +%s%N) / 1000000))
}

# The value of a key of a flat JSON file.
value() {
    sed -n "s/^ *\"$2\": \([0-9.]*\),\{0,1\}$/\1/p" "$1"
}

# The hash of all names and bytes below a folder; `absent` where there is none.
state() {
    if [ -d "$1" ]; then
        (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
    else
        echo absent
    fi
}

mkdir -p "$folder"
[ -d "$corpus" ] || "$bench" generate --megabytes "$megabytes" "$corpus"
rm -rf "$whole" "$out" "$folder"/.whole.* "$folder"/.out.*

start=$(milliseconds)
"$elchi" run "$corpus" "$whole" --jobs "$jobs" --quiet --summary "$folder/whole.json"
length=$(($(milliseconds) - start))
shards=$(value "$folder/whole.json" shards)
parts=$(find "$whole" -name 'part-*.parquet' | wc -l)
"$elchi" verify --data "$whole" >/dev/null || fail "the unbroken run is not whole"
echo "unbroken: $shards shards, $parts parts, $((length / 1000)).$((length / 100 % 10)) s"

kills=0 rounds=0 late=0 reused_least=$parts
while [ "$kills" -lt "$times" ]; do
    # What stands in OUTPUT before a round: nothing, or a dataset of other input.
    rm -rf "$out" "$folder"/.out.*
    if [ $((rounds % 2)) -eq 1 ]; then
        "$elchi" run seeds "$out" --quiet
    fi
    rounds=$((rounds + 1))
    before=$(state "$out")
    # A few kills in a row, each at any point of the time that an unbroken run takes.
    in_row=$((1 + RANDOM % 3))
    done_early=no
    for _ in $(seq "$in_row"); do
        [ "$kills" -lt "$times" ] || break
        delay=$(((RANDOM * 32768 + RANDOM) % length))
        "$elchi" run "$corpus" "$out" --jobs "$jobs" --quiet 2>"$folder/killed.err" &
        run=$!
        sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
        kill -9 "$run" 2>/dev/null || true
        status=0
        wait "$run" 2>/dev/null || status=$?
        case $status in
            137) kills=$((kills + 1)) ;;
            # The parts of the kills before made it end early.
            0) late=$((late + 1)) done_early=yes ;;
            *) fail "the run failed: $(cat "$folder/killed.err")" ;;
        esac
        after=$(state "$out")
        if [ "$after" != "$before" ]; then
            diff -r "$whole" "$out" >/dev/null || fail "after $delay ms OUTPUT is neither the old dataset nor the new one"
            done_early=yes
        fi
        if [ "$after" != absent ]; then
            "$elchi" verify --data "$out" >"$folder/verify.txt" || fail "after $delay ms: $(cat "$folder/verify.txt")"
        fi
        if [ "$done_early" = yes ]; then
            break
        fi
    done
    # Finished parts lie in the work folder under their run keys: all of them must be taken over. The run counts a
    # part each time it takes it over, and those it makes itself never.
    finished=0
    if [ -d "$folder/.out.work" ]; then
        finished=$(find "$folder/.out.work" -name '*.parquet' | wc -l)
    fi
    "$elchi" run "$corpus" "$out" --jobs "$jobs" --quiet --summary "$folder/out.json"
    reused=$(value "$folder/out.json" parts_reused)
    [ "$reused" -ge "$finished" ] || fail "$finished parts were finished, $reused taken over"
    [ "$finished" -eq 0 ] || [ "$reused" -ge "$reused_least" ] || reused_least=$reused
    diff -r "$whole" "$out" || fail "other bytes than the unbroken run"
    "$elchi" verify --data "$out" >/dev/null || fail "the dataset after the kills is not whole"
    left=$(find "$folder" -maxdepth 1 -name '.out.*' ! -name '.out.lock')
    [ -z "$left" ] || fail "left behind: $left"
    echo "round $rounds: $kills kills so far; $finished parts were finished and $reused taken over; same bytes"
done
echo "kill.sh: $kills kills in $rounds rounds over $shards shards, $late runs ended before their kill; the same bytes each time, OUTPUT whole at every point, at least $reused_least parts taken over where any were finished"
