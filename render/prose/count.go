package prose

import (
	"regexp"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"kic/templates"
)

// A web address as platforms find it: with or without its scheme.
var webAddress = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"]+|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\b(?:/[^\s<>"]*)?`)

// Count is how many characters text has as the channel counts them.
func Count(text string, channel templates.Channel) int {
	links := 0
	if channel.Link > 0 {
		text = webAddress.ReplaceAllStringFunc(text, func(string) string { links++; return "" })
	}
	return links*channel.Link + count(text, channel.Counts)
}

func count(text string, how templates.Counting) int {
	switch how {
	case templates.Graphemes:
		return uniseg.GraphemeClusterCount(text)
	case templates.UTF16:
		return len(utf16.Encode([]rune(text)))
	case templates.Weighted:
		return weight(text)
	}
	return utf8.RuneCountInString(text)
}

// weight counts as X does: an emoji is two however it is made up, Latin and its neighbours are one a character, and all
// others two. The ranges are those of the configuration that X publishes with twitter-text.
func weight(text string) int {
	n := 0
	for graphemes := uniseg.NewGraphemes(text); graphemes.Next(); {
		runes := graphemes.Runes()
		if emoji(runes) {
			n += 2
			continue
		}
		for _, r := range runes {
			if r <= 0x10FF || r >= 0x2000 && r <= 0x200D || r >= 0x2010 && r <= 0x201F || r >= 0x2032 && r <= 0x2037 {
				n++
			} else {
				n += 2
			}
		}
	}
	return n
}

// emoji reports whether a grapheme is one: a pictograph, a flag, or a character that asks to be drawn as a picture.
func emoji(grapheme []rune) bool {
	first := grapheme[0]
	if first >= 0x1F000 && first <= 0x1FAFF {
		return true
	}
	for _, r := range grapheme[1:] {
		if r == 0xFE0F || r == 0x20E3 {
			return true
		}
	}
	return false
}
