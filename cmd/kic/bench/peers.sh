#!/bin/sh
# Pairs kic with resvg-js, sharp (PNG level 1) and headless Chromium on the very SVGs that kic exports, whole run against
# whole run on all cores, in turn. Prints medians as Markdown; a further brand is what each of four more takes beside the
# first one. It needs Go, Node, npm, Chromium and GNU time. TMPDIR on a disk in memory keeps the disk out of the times:
# where ext4 has just deleted the files of the last run, new ones are slow to make.
#
#   peers.sh [ROUNDS [kic's own selection, such as --only social]]
#
# PEERS is a folder with the npm packages; they are installed there when they are missing. SKIP names peers to leave out.
set -eu

rounds=${1:-3}
[ $# -gt 0 ] && shift
more=4 # brands beside the first one
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PEERS="${PEERS:-$work/peers}"
mkdir -p "$PEERS"
for package in @resvg/resvg-js sharp playwright-core; do
	[ -d "$PEERS/node_modules/$package" ] || npm install --silent --prefix "$PEERS" "$package" >/dev/null
done

(cd "$here/../../.." && go build -o "$work/kic" ./cmd/kic)
for n in 1 $((1 + more)); do "$here/network.sh" $n "$work/network"; done
one=$work/network/1.csv all=$work/network/$((1 + more)).csv
"$work/kic" build "$@" --brand "$one" --svg --out "$work/svg" >/dev/null 2>&1
svg=$(echo "$work"/svg/*/svg)

# run NAME COMMAND… appends wall seconds, processor seconds, the largest process's peak and the PNGs of one brand, in MB,
# to the name's rows.
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

"$work/kic" build "$@" --brand "$one" --out "$work/pack" >/dev/null 2>&1
mv "$work"/pack/* "$work/png"
i=0
while [ $i -lt "$rounds" ]; do
	run kic "$work/kic" build "$@" --brand "$one" --out "$work/out"
	run network "$work/kic" build "$@" --brand "$all" --out "$work/out"
	for peer in sharp resvg chromium; do
		case " ${SKIP:-} " in *" $peer "*) continue ;; esac
		run $peer node "$here/$peer.mjs" "$svg" "$work/out"
	done
	i=$((i + 1))
done
paste -d' ' "$work/network.rows" "$work/kic.rows" | awk -v n=$more '{ print ($1 - $5) / n, ($2 - $6) / n, $3, ($4 - $8) / n }' >"$work/further.rows"

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
# against NAME COLUMN prints the ratio of a column to that of another name's rows of the same round.
against() { paste -d' ' "$work/$peer.rows" "$work/$1.rows" | awk -v c="$2" '{ print $c / $(c + 4) }' | median; }
column() { cut -d' ' -f"$1" "$work/$peer.rows" | median; }
echo "| renderer | wall, s | processor, s | wall / kic's | processor / kic's | wall / a further brand's | processor / a further brand's | PNG, MB | largest process, MB |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for peer in kic further sharp resvg chromium; do
	[ -f "$work/$peer.rows" ] || continue
	name=$peer
	[ $peer = further ] && name="kic, a further brand"
	printf '| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %.0f |\n' "$name" "$(column 1)" "$(column 2)" \
		"$(against kic 1)" "$(against kic 2)" "$(against further 1)" "$(against further 2)" "$(column 4)" "$(column 3)"
done
