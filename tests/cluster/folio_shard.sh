#!/bin/bash
# How scripts/cluster/folio-shard ends, whatever folio does; folio is a script here that does it.
#
# usage: folio_shard.sh FOLIO_SHARD WORK
set -euo pipefail
folio_shard=$1
rm -rf "${2:?}"
mkdir -p "$2"
cd "$2"
fail() { echo "FAILED: $*"; cat said; exit 1; }

cat > folio << 'PROGRAM'
#!/bin/bash
printf '%s\n' "$@" > arguments
case $DOES in
  killed) kill -KILL $$ ;;
  waits)
    trap 'exit 130' TERM
    touch waiting
    while true; do sleep 0.05; done ;;
  *) exit "$DOES" ;;
esac
PROGRAM
chmod +x folio
touch list
export FOLIO=$PWD/folio MANIFEST=list OUT="out folder"
unset OPTIONS ATTEMPTS SLURM_CPUS_PER_TASK SLURM_MEM_PER_NODE SLURM_MEM_PER_CPU SLURM_RESTART_COUNT

# expect CODE DOES [NAME=VALUE...]
expect() {
  local expected=$1 does=$2 code=0
  shift 2
  rm -f arguments
  env DOES="$does" "$@" "$folio_shard" 3 8 > said 2>&1 || code=$?
  [ "$code" = "$expected" ] || fail "$does $*: exit $code, not $expected"
}
expect_arguments() { [ "$(cat arguments)" = "$(printf '%s\n' "$@")" ] || fail "folio was given $(tr '\n' ' ' < arguments)"; }

expect 0 0
expect_arguments digitize --shard 3/8 @list -o "out folder"
expect 0 20
for same in 1 2 3; do expect "$same" "$same"; done
for again in 5 130 143 killed; do expect 75 "$again"; done
# Slurm may run a shard only so often that ends by itself; what interrupts from outside does not count.
expect 75 5 SLURM_RESTART_COUNT=3
expect 5 5 SLURM_RESTART_COUNT=4
expect 137 killed SLURM_RESTART_COUNT=1 ATTEMPTS=2
expect 75 130 SLURM_RESTART_COUNT=40
# As much as Slurm granted, unless told otherwise. Options are words, not shell.
expect 0 0 SLURM_CPUS_PER_TASK=4 SLURM_MEM_PER_CPU=1000 "OPTIONS=-l rus+eng \$(touch evil)"
expect_arguments digitize --shard 3/8 @list -o "out folder" -l rus+eng "\$(touch" "evil)" --jobs 4 --memory 3600M
[ ! -e evil ] || fail "a shell has read OPTIONS"
expect 0 0 SLURM_CPUS_PER_TASK=4 SLURM_MEM_PER_NODE=1000 "OPTIONS=--jobs 2 --memory=1G"
expect_arguments digitize --shard 3/8 @list -o "out folder" --jobs 2 --memory=1G
# A list that this machine does not see may be there on another.
expect 75 0 MANIFEST=nolist
grep -q "nolist cannot be read" said || fail "nothing said of the list"
[ ! -e arguments ] || fail "folio ran without a list"
expect 1 0 MANIFEST=

# A signal reaches folio, and its answer comes back.
DOES=waits "$folio_shard" 3 8 > said 2>&1 &
shard=$!
for _ in {1..600}; do
  [ ! -e waiting ] || break
  sleep 0.05
done
kill -TERM "$shard"
code=0
wait "$shard" || code=$?
[ "$code" = 75 ] || fail "told to stop: exit $code, not 75"
echo passed
