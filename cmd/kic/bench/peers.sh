#!/bin/sh
# Pairs kic with resvg-js, sharp (PNG level 1) and headless Chromium on the very SVGs that kic exports, whole run against
# whole run on all cores, in turn. Prints medians as Markdown. It needs Go, Node, npm, Chromium and GNU time.
#
#   peers.sh [ROUNDS [kic's own selection, such as --only social]]
#
# PEERS is a folder with the npm packages; they are installed there when they are missing. SKIP names peers to leave out.
set -eu

rounds=${1:-3}
[ $# -gt 0 ] && shift
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PEERS="${PEERS:-$work/peers}"
mkdir -p "$PEERS"
for package in @resvg/resvg-js sharp playwright-core; do
	[ -d "$PEERS/node_modules/$package" ] || npm install --silent --prefix "$PEERS" "$package" >/dev/null
done

(cd "$here/../../.." && go build -o "$work/kic" ./cmd/kic)
"$work/kic" build "$@" --svg --out "$work/svg" >/dev/null 2>&1
svg=$(echo "$work"/svg/*/svg)

# run NAME COMMAND… appends wall seconds, processor seconds and the largest process's peak in MB to the name's rows.
run() {
	name=$1
	shift
	rm -rf "$work/out"
	mkdir "$work/out"
	/usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >/dev/null 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
	# Only pictures that kic, too, writes as PNG count for bytes.
	bytes=$(cd "$svg" && find . -name '*.svg' | sed 's/svg$/png/' | while read -r file; do
		[ -f "$work/png/${file#./}" ] && find "$work/out" -path "*/${file#./}" -printf '%s\n'
	done | awk '{ n += $1 } END { print n + 0 }')
	awk -v bytes="$bytes" '{ print $1, $2 + $3, $4 / 1024, bytes / 1e6 }' "$work/time" >>"$work/$name.rows"
}

"$work/kic" build "$@" --out "$work/pack" >/dev/null 2>&1
mv "$work"/pack/* "$work/png"
i=0
while [ $i -lt "$rounds" ]; do
	run kic "$work/kic" build "$@" --out "$work/out"
	for peer in sharp resvg chromium; do
		case " ${SKIP:-} " in *" $peer "*) continue ;; esac
		run $peer node "$here/$peer.mjs" "$svg" "$work/out"
	done
	i=$((i + 1))
done

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
echo "| renderer | wall, s | processor, s | wall / kic's | processor / kic's | PNG, MB | largest process, MB |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
for peer in kic sharp resvg chromium; do
	[ -f "$work/$peer.rows" ] || continue
	# Ratios are those of the runs of one round.
	paste -d' ' "$work/$peer.rows" "$work/kic.rows" >"$work/pairs"
	awk -v name=$peer -v wall="$(cut -d' ' -f1 "$work/$peer.rows" | median)" -v cpu="$(cut -d' ' -f2 "$work/$peer.rows" | median)" \
		-v wallRatio="$(awk '{ print $1 / $5 }' "$work/pairs" | median)" -v cpuRatio="$(awk '{ print $2 / $6 }' "$work/pairs" | median)" \
		-v bytes="$(cut -d' ' -f4 "$work/$peer.rows" | median)" -v peak="$(cut -d' ' -f3 "$work/$peer.rows" | median)" \
		'BEGIN { printf "| %s | %.1f | %.1f | %.2f | %.2f | %.1f | %.0f |\n", name, wall, cpu, wallRatio, cpuRatio, bytes, peak }'
done
