#!/usr/bin/env bash
# The walk-through of BankServer's page "Two-hosts", between two network namespaces that this script makes and that end
# with it: host A (this side of a cable) has the machine, host B (the other side) the bank.
#
#     two_hosts.sh FOLDER_WITH_atm_AND_bank
#
# Exit 0: all as told. Exit 77: not permitted here, or a tool is missing, with a sentence. Anything else: not as told.
set -euo pipefail

skip() { echo "skipped: $*"; exit 77; }

if [ "${1:-}" != --inside ]; then
    for tool in ip unshare nsenter tmux; do
        command -v $tool >/dev/null || skip "$tool is not installed"
    done
    for how in "--net --mount --pid --fork" "--map-root-user --net --mount --pid --fork"; do
        if unshare $how --mount-proc true 2>/dev/null; then
            # As the first process of its own, it takes all that it started with it.
            exec unshare $how --mount-proc --kill-child -- "$0" --inside "$@"
        fi
    done
    skip "no network namespaces may be made here"
fi
shift

programs=$1
folder=$(mktemp -d)
tmux() { command tmux -L "two-hosts-$$" "$@"; }
trap 'status=$?; tmux kill-server 2>/dev/null || true; rm -rf "$folder"; exit $status' EXIT

on_b() { nsenter --net=/proc/$host_b/ns/net -- "$@"; }
told() { printf 'ok %s\n' "$*"; }
fail() { echo "not as told: $*"; cat "$folder"/*.log "$folder"/A/machine/atm.log 2>/dev/null || true; exit 1; }

# The cable. Host B is a namespace held by a process that sleeps for as long as this script can take.
unshare --net sleep 600 &
host_b=$!
for _ in $(seq 100); do
    [ "$(readlink /proc/$host_b/ns/net)" != "$(readlink /proc/self/ns/net)" ] && break
    sleep 0.05
done
ip link add cable-a type veth peer name cable-b netns $host_b 2>"$folder/ip.log" || skip "$(cat "$folder/ip.log")"
ip link set lo up
ip address add 10.77.0.1/24 dev cable-a
ip link set cable-a up
on_b ip link set lo up
on_b ip address add 10.77.0.2/24 dev cable-b
on_b ip link set cable-b up

shows() { # shows TEXT: waits until the machine's screen does
    for _ in $(seq 600); do
        if tmux capture-pane -p | grep -qF -- "$1"; then return 0; fi
        sleep 0.1
    done
    tmux capture-pane -p
    fail "the screen never showed: $1"
}

# Host B: the bank.
on_b "$programs/bank" init --demo --store "$folder/B" >/dev/null
on_b "$programs/bank" terminal enroll ATM00042 --store "$folder/B" --location "Faculty of Science" \
    --bank 10.77.0.2:8583 --out "$folder/ATM00042.terminal"
# Not by on_b, so that this is the bank's own process number.
nsenter --net=/proc/$host_b/ns/net -- \
    "$programs/bank" serve --store "$folder/B" --listen 10.77.0.2:8583 >"$folder/serve.out" 2>"$folder/serve.log" &
bank=$!
for _ in $(seq 300); do
    grep -q listening "$folder/serve.out" && break
    kill -0 $bank || fail "the bank has ended"
    sleep 0.1
done
told "the bank on host B: $(cat "$folder/serve.out")"
if on_b timeout 10 "$programs/bank" serve --store "$folder/B" --plaintext --listen 10.77.0.2:8584 2>"$folder/plain.log"; then
    fail "served without TLS on an address that others reach"
elif [ $? != 78 ]; then
    fail "without TLS: $(cat "$folder/plain.log")"
fi
told "without TLS it does not serve that address"

# "Copied" to host A: there is one disk here.
cp "$folder/ATM00042.terminal" "$folder/A.terminal"
[ "$("$programs/atm" lab upper --state "$folder/A-lab" --terminal "$folder/B/LAB00001.terminal" \
    --bank 10.77.0.2:8583 "over the cable")" = "OVER THE CABLE" ] || fail "the lab's question"
told "a question from host A is answered"

# Host A: the machine.
tmux -f /dev/null new-session -d -x 80 -y 24 \
    "'$programs/atm' kiosk --terminal '$folder/A.terminal' --bank 10.77.0.2:8583 --state '$folder/A' --timeout off"
shows "insert your card"
tmux send-keys -l 9705000000084821
shows 4821
tmux send-keys Enter
shows "enter your PIN"
tmux send-keys -l 1357
tmux send-keys Enter
shows "Hello, Ayesha"
told "a customer of host A's machine is known to host B's bank"

# The cable is pulled while a withdrawal is asked.
ip link set cable-a down
tmux send-keys a
shows "Your money is safe"
sleep 3
ip link set cable-a up
shows "TAKE YOUR CARD"
tmux send-keys Enter
shows "Please take your cash."
tmux send-keys Enter
shows "CASH WITHDRAWAL"
tmux send-keys f
shows "insert your card"
told "the cable was pulled in the middle of a withdrawal, which then came to its end"

count=$("$programs/bank" ledger export --store "$folder/B" | grep -c '"terminal":"ATM00042".*"type":"withdrawal"') || true
[ "$count" = 2 ] || fail "postings of the withdrawal: $count, not 2"
"$programs/bank" audit --store "$folder/B" >/dev/null || fail "the books are not in order"
told "it was posted once, and the books are in order"
tmux kill-server
for _ in $(seq 100); do
    "$programs/atm" journal verify --state "$folder/A" >"$folder/verify.log" 2>&1 && break
    sleep 0.1
done
grep -q "in order" "$folder/verify.log" || fail "$(cat "$folder/verify.log")"
told "the machine's journal: $(cat "$folder/verify.log")"
kill $bank
wait $bank || fail "the bank ended with $?"
told "the bank ended in order"
kill $host_b
