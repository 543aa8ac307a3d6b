#!/bin/bash
# The checks, under the same words at a desk and in CI. Each leaves its counts in build/reports/ for scripts/test.
#
# usage: scripts/ci.sh WORD...
#   format    clang-format finds nothing to change ("format --fix" changes it)
#   build     everything, warnings as errors (preset release, assertions on)
#   test      all ctest tests of that build but benchmarks and packages
#   package   the Debian packages in a clean Debian 12       (root, network, minutes)
#   sanitize  unit tests and fuzzers' corpora under the address and undefined-behavior sanitizers
#   tidy      everything with clang 14, then clang-tidy       (scripts/install-dependencies tidy)
#   fuzz      each fuzzer for FUZZ_SECONDS, 60 by default      (the same)
#   accuracy  the figures against tests/accuracy/floors.csv
set -euo pipefail
cd "$(dirname "$0")/.."
reports=$PWD/build/reports
jobs=$(nproc)

sources() {
  git ls-files --cached --others --exclude-standard -- 'pipeline/*.h' 'pipeline/*.cc' 'tests/*.h' 'tests/*.cc' 'examples/*.cc'
}

# run_ctest PRESET WORD ARGUMENT...: the tests of a build, with the word's report for scripts/test-counts.
run_ctest() {
  local preset=$1 word=$2
  shift 2
  mkdir -p "$reports"
  ctest --test-dir "build/$preset" -j "$jobs" --output-on-failure --no-tests=error \
    --test-output-size-passed 1000000 --test-output-size-failed 1000000 --output-junit "$reports/$word.xml" "$@"
}

check_format() {
  local version=clang-format-14
  command -v "$version" > /dev/null || version=clang-format
  if [ "${1:-}" = --fix ]; then
    sources | xargs "$version" -i
  else
    sources | xargs "$version" --dry-run --Werror
  fi
}

check_tidy() {
  cmake --preset tidy
  cmake --build --preset tidy
  sources | grep '\.cc$' | grep -Fxf <(sed -n "s|^ *\"file\": \"$PWD/\(.*\)\",\{0,1\}$|\1|p" build/tidy/compile_commands.json) |
    xargs -P "$jobs" -n 4 clang-tidy-14 --quiet -p build/tidy
}

check_fuzz() {
  cmake --preset fuzz
  cmake --build --preset fuzz --target fuzzers
  ctest --test-dir build/fuzz -L fuzz --output-on-failure
  local fuzzer name
  for fuzzer in build/fuzz/tests/fuzz/*_fuzzer; do
    name=$(basename "$fuzzer" _fuzzer)
    mkdir -p "build/fuzz/found/$name"
    echo "fuzz: $name for ${FUZZ_SECONDS:-60} s"
    "$fuzzer" -max_total_time="${FUZZ_SECONDS:-60}" -rss_limit_mb=2048 -artifact_prefix="build/fuzz/found/$name-" \
      "build/fuzz/found/$name" "tests/fuzz/corpus/$name"
  done
}

run_word() {
  case $1 in
    format) check_format ;;
    build)
      cmake --preset release
      cmake --build --preset release ;;
    test) run_ctest release test -LE bench ;;
    package) run_ctest release package -C package -L package ;;
    sanitize)
      cmake --preset sanitize
      cmake --build --preset sanitize --target unit_and_fuzz_tests
      run_ctest sanitize sanitize -L 'unit|fuzz' ;;
    tidy) check_tidy ;;
    fuzz) check_fuzz ;;
    accuracy) scripts/accuracy ;;
    *) echo "ci.sh: no such word: $1" >&2; exit 1 ;;
  esac
}

[ $# != 0 ] || { sed -n '2,/^set/p' "$0" | grep '^#' >&2; exit 1; }
if [ "$*" = "format --fix" ]; then
  check_format --fix
  exit
fi
for word in "$@"; do
  run_word "$word"
done
