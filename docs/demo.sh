#!/bin/sh
# The main job on the seed articles, in a folder of its own that is gone afterwards. Run by `make demo`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$(dirname "$0")/../seeds" "$folder"
cd "$folder"
unset QUOTECHECK_DB
export COLUMNS="${COLUMNS:-100}"

# Prints the command, runs it, and fails unless its exit code is the one expected.
run() {
    expected=$1
    shift
    printf '\n$ quotecheck'
    for word in "$@"; do
        case $word in *[!A-Za-z0-9_./-]*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n'
    status=0
    quotecheck "$@" 2>&1 || status=$?
    [ "$status" -eq "$expected" ] || { echo "demo: exit code $status, not $expected" >&2; exit 1; }
}

run 0 add seeds
run 0 quotes Blinken --table
run 0 quotes Caggins --table
threat=$(quotecheck quotes Caggins --contains 'still a threat' --csv | tail -1 | cut -d, -f1)
run 0 show "$threat"
run 0 cite "$threat"
run 0 check --by Blinken --quote "It simply cannot persist indefinitely." --table
run 1 check --by Blinken --quote "It simply can persist indefinitely." --table
run 1 check --by Caggins --quote "It simply cannot persist indefinitely." --table
run 0 match
run 0 doctor
