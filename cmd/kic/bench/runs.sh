#!/bin/bash
# Measures kic alone: one picture, the first file of a pack, a further brand of a network, a rerun with nothing to do, and
# time and memory against the number of brands. Prints Markdown. It needs Go and GNU time. TMPDIR on a disk in memory keeps
# the disk out of the times.
#
#   runs.sh [ROUNDS [BRANDS…]]     BRANDS are the sizes of network to measure; 50 200 800 2000 unless said
set -euo pipefail

rounds=${1:-5}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 50 200 800 2000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bench=$(cd "$(dirname "$0")" && pwd)
(cd "$bench/../../.." && go build -o "$work/kic" ./cmd/kic)
cd "$work"
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# run OPTIONS… builds into out, which it empties unless KEEP is set, and appends wall seconds, processor seconds and peak MB to rows.
run() {
  [ -n "${KEEP:-}" ] || rm -rf out
  /usr/bin/time -f '%e %U %S %M' -o time ./kic build --out out "$@" >/dev/null 2>said || { cat said >&2; exit 1; }
  awk '{ print $1, $2 + $3, $4 / 1024 }' time >>rows
}
column() { cut -d' ' -f"$1" rows | median; }
repeat() { rm -f rows; for _ in $(seq "$rounds"); do run "$@"; done; }

echo "## One picture"
repeat --placement screensaver-1920x1080 --message phishing
echo "One 1920 × 1080 screensaver, start to exit: $(column 1) s wall, $(column 2) s processor, $(column 3) MB."

for _ in $(seq "$rounds"); do
  rm -rf out
  began=$EPOCHREALTIME
  ./kic build --out out >/dev/null 2>&1 &
  until [ -n "$(find . -path './*out*' \( -name '*.png' -o -name '*.jpg' -o -name '*.pdf' \) -size +0 -print -quit 2>/dev/null)" ]; do sleep 0.005; done
  ended=$EPOCHREALTIME
  echo $(((${ended/./} - ${began/./}) / 1000))
  kill -INT $! && wait $! || true
done | median | sed 's/.*/The first file of a full pack is on the disk after & ms./'

echo "## A further brand: web banners and social"
for n in 1 5; do "$bench/network.sh" "$n" .; done
repeat --brand 1.csv --only web-banners,social
wall1=$(column 1) cpu1=$(column 2)
repeat --brand 5.csv --only web-banners,social
echo "1 brand: $wall1 s wall, $cpu1 s processor. 5 brands: $(column 1), $(column 2), $(column 3) MB."
awk -v w1="$wall1" -v c1="$cpu1" -v w="$(column 1)" -v c="$(column 2)" 'BEGIN { printf "A further brand: %.2f s wall, %.2f s processor.\n", (w - w1) / 4, (c - c1) / 4 }'

echo "## A rerun with nothing to do, the same 5 brands"
full=$(column 1)
run --brand 5.csv --only web-banners,social
rm rows
for _ in $(seq "$rounds"); do KEEP=1 run --brand 5.csv --only web-banners,social; done
awk -v f="$full" -v r="$(column 1)" 'BEGIN { printf "%.2f s, which is %.1f%% of %.2f s.\n", r, 100 * r / f, f }'

echo "## Two banners of one message for each brand"
echo "| brands | wall, s | processor, s | peak, MB | ms a brand |"
echo "| ---: | ---: | ---: | ---: | ---: |"
for n; do
  "$bench/network.sh" "$n" .
  rm -f rows
  run --brand "$n.csv" --placement banner-300x250,banner-728x90 --message phishing
  awk -v n="$n" '{ printf "| %d | %.1f | %.1f | %.0f | %.1f |\n", n, $1, $2, $3, 1000 * $1 / n }' rows
done
