#!/bin/bash
# Eight shards on two real slurmd of this machine. A worker of one is killed, the folio of one, and a node with all that runs
# on it. folio starts another worker, Slurm requeues the two shards, and the merged products are those of a run on one
# machine, byte by byte.
#
# usage: slurm.sh FOLIO SCRIPTS PAGES WORK   SCRIPTS: scripts/cluster; PAGES: what tests/cli/draw_pages.sh drew
# Exits 77 where Slurm is not installed.
set -euo pipefail
folio=$1 scripts=$2 pages=$3 work=$4
PATH=$PATH:/usr/sbin:/sbin
for program in munged slurmctld slurmd sbatch; do
  if ! command -v "$program" > /dev/null; then
    echo "skipped: $program is not installed; run scripts/install-dependencies cluster"
    exit 77
  fi
done
rm -rf "${work:?}"
mkdir -p "$work/scans"
cd "$work"
out=$PWD/out
cluster=$(mktemp -d)  # a socket's path is short

clean_up() {
  "$scripts/local-slurm" stop "$cluster" || true
  rm -rf "$cluster"
}
trap clean_up EXIT
fail() {
  echo "FAILED: $*"
  [ -z "${SLURM_CONF:-}" ] || sinfo -N -l || true
  tail -n 20 ./*.log "$cluster"/log/*.log || true
  exit 1
}
trap 'fail "line $LINENO: $BASH_COMMAND"' ERR
# wait_for WHAT SECONDS COMMAND...: until the command succeeds.
wait_for() {
  local what=$1 last=$((SECONDS + $2))
  shift 2
  until "$@"; do
    [ $SECONDS -lt $last ] || fail "waited in vain for $what"
    sleep 0.1
  done
}
say() { echo "$SECONDS s: $*"; }

# 24 pages in 20 files, and a file that is none. The first of shard I is lI.tif.
for i in {1..10}; do
  cp "$pages/letter.tif" "scans/l$i.tif"
  [ "$i" -gt 8 ] || cp "$pages/order.tif" "scans/o$i.tif"
done
cp "$pages/three.tif" scans/t1.tif
cp "$pages/three.tif" scans/t2.tif
printf 'not an image' > scans/x.tif
"$folio" manifest scans > list
options=(--pdf --formats alto)

# folio_on NODE: prints the processes of folio on a node that work for this test.
folio_on() {
  local process
  for process in $(pgrep -f -- "digitize --shard .* -o $out( |$)" || true); do
    if grep -qzxF "SLURMD_NODENAME=$1" "/proc/$process/environ" 2> /dev/null; then echo "$process"; fi
  done
}
parent_of() { awk '/^PPid:/ { print $2 }' "/proc/$1/status"; }
# first_folio_on NODE: the one that folio-shard started, not its workers.
first_folio_on() {
  local process
  for process in $(folio_on "$1"); do
    if [ "$(cat "/proc/$(parent_of "$process")/comm")" = folio-shard ]; then echo "$process"; fi
  done 2> /dev/null | head -n 1
}
# kill_worker NODE: kills a process that a folio there has started to read pages.
kill_worker() {
  local process
  for process in $(folio_on "$1"); do
    if [ "$(readlink "/proc/$(parent_of "$process")/exe")" = "$(readlink "/proc/$process/exe")" ]; then
      kill -KILL "$process"
      return
    fi
  done 2> /dev/null
  return 1
}
# catch_folio NODE: stops the folio of a shard that runs there and has written a page already, so that it does not end
# before it is killed; $caught and $shard are it.
catch_folio() {
  caught=$(first_folio_on "$1")
  [ -n "$caught" ] || return 1
  shard=$(tr '\0' '\n' 2> /dev/null < "/proc/$caught/cmdline" | grep -A 1 -x -e --shard | tail -n 1)
  [ -n "$shard" ] && [ -e "out/l${shard%/*}.hocr" ] && kill -STOP "$caught" 2> /dev/null || return 1
  grep -q '^State:.T' "/proc/$caught/status" 2> /dev/null
}
restarts_of() { scontrol -o show job "${job}_$1" | grep -o 'Restarts=[0-9]*' | cut -d = -f 2; }
was_requeued() { [ "$(restarts_of "$1")" -ge 1 ]; }
all_ended() { [ -z "$(squeue -h -j "$job" 2> /dev/null)" ]; }

eval "$("$scripts/local-slurm" start "$cluster")"
say "two nodes are up"
export MANIFEST=$PWD/list OUT=$out OPTIONS="${options[*]}" SHARDS=8 FOLIO=$folio FOLIO_SHARD=$scripts/folio-shard
job=$(sbatch --parsable --array=1-8 --cpus-per-task=1 "$scripts/folio.sbatch")

wait_for "a worker on node1" 60 kill_worker node1
say "killed a worker"
wait_for "a shard on node1" 60 catch_folio node1
kill -KILL "$caught"
killed=${shard%/*}
say "killed the folio of shard $shard"

wait_for "a shard on node2" 60 catch_folio node2
lost=${shard%/*}
# The whole node at once: nobody is left there to tell that the job has ended.
script=$(parent_of "$caught")
mapfile -t programs < <(folio_on node2)
kill -KILL "$(cat "$cluster/run/slurmd.node2.pid")" "$(parent_of "$script")" "$script" "${programs[@]}"
say "killed node2 with shard $shard"

wait_for "shard $killed to be requeued" 60 was_requeued "$killed"
wait_for "shard $lost to be requeued" 60 was_requeued "$lost"
say "both are requeued"
wait_for "all shards to end" 150 all_ended
done_shards=$(scontrol -o show job "$job" | grep -c 'JobState=COMPLETED')
[ "$done_shards" = 8 ] || fail "$done_shards of 8 shards are done: $(scontrol -o show job "$job" | grep -v COMPLETED)"
[ "$(sinfo -h -n node2 -o %T)" != idle ] || fail "node2 is said to be well"
say "all shards are done"

# expect CODE ARGUMENT...: folio, which must end with the code.
expect() {
  local expected=$1 code=0
  shift
  "$folio" "$@" > said.log 2>&1 < /dev/null || code=$?
  [ "$code" = "$expected" ] || fail "folio $1: exit $code, not $expected"
}
# One file is no image.
expect 20 merge @list -o out --shards 8 "${options[@]}"
say "merged"
expect 20 digitize @list -o local "${options[@]}"
expect 20 merge @list -o out --shards 8 "${options[@]}"
diff -r --exclude=stages local out || fail "the cluster's products differ from those of one machine"
[ "$(find out -maxdepth 1 -name '*.hocr' | wc -l)" = 24 ] || fail "not 24 pages"
left=$(find out -name '*.part*' -print)
[ -z "$left" ] || fail "left behind: $left"
say "the same bytes as a run on one machine"
