#!/bin/sh
# Makes up N organisations, each with a name, colours, an address and a logo of its own: network.sh N FOLDER writes
# N.csv and the logos there.
set -eu

n=$1
mkdir -p "$2/logos"
cd "$2"
echo 'name,logo.file,colours.primary,colours.accent,contact.report_email' >"$n.csv"
i=1
while [ $i -le "$n" ]; do
	w=$((140 + i * 37 % 200)) # logos are from compact to wide
	cat >logos/$i.svg <<-END
		<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $w 80"><circle cx="40" cy="40" r="$((26 + i % 11))" fill="#00703C"/><path d="M90 20h$((w - 100))v14H90zM90 46h$((w - 110))v$((8 + i % 9))H90z" fill="#212B32"/></svg>
	END
	printf 'Care Partner %d,logos/%d.svg,#%02X%02X%02X,#F2%02X34,report@partner%d.example\n' \
		$i $i $((i * 23 % 110)) $((60 + i * 7 % 40)) $((110 + i * 31 % 120)) $((150 + i * 13 % 60)) $i >>"$n.csv"
	i=$((i + 1))
done
