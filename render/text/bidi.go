package text

import (
	"slices"

	"golang.org/x/text/unicode/bidi"

	"kic/render/scene"
)

// rightToLeft reports whether a paragraph is read from right to left: its language is, or its first letter is.
func rightToLeft(runes []rune, lang string) bool {
	return scene.RightToLeft(lang) || scene.StartsRightToLeft(runes)
}

// numberEnd is where the number ends with which runes begin, 0 where they don't. After a stretch that is read from
// right to left such a number belongs to that stretch (level 2 of the bidirectional algorithm), which the engine
// doesn't tell.
func numberEnd(runes []rune) int {
	end := 0
	for i, r := range runes {
		props, _ := bidi.LookupRune(r)
		switch props.Class() {
		case bidi.EN, bidi.AN, bidi.ET, bidi.NSM:
			end = i + 1
		case bidi.ES, bidi.CS:
		default:
			return end
		}
	}
	return end
}

// visual is the order of runs from left to right: rule L2, from the highest level down to the lowest odd one.
func visual(runs []run) []run {
	ordered := slices.Clone(runs)
	highest := 0
	for _, r := range runs {
		highest = max(highest, r.level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(ordered); i++ {
			j := i
			for j < len(ordered) && ordered[j].level >= level {
				j++
			}
			slices.Reverse(ordered[i:j])
			i = max(i, j)
		}
	}
	return ordered
}
