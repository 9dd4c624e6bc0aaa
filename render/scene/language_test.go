package scene

import (
	"slices"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

func TestDirectionFollowsTheLanguageAndItsScript(t *testing.T) {
	for language, want := range map[string]bool{
		"": false, "en-GB": false, "cy": false, "bn": false, "pa": false, "pa-Guru": false, "ks-Deva": false, "de-1996": false, "ur-Latn": false,
		"uz": false, "az": false, "ku": false, "tg": false, "so": false, "ro": false, "x-private": false, "not a tag": false,
		"ar": true, "AR-eg": true, "ur-PK": true, "pa-Arab": true, "pa-Arab-PK": true, "ckb": true, "he": true, "iw": true, "yi": true, "ji": true,
		"fa": true, "fa-AF": true, "prs": true, "prs-AF": true, "ps": true, "sd": true, "ug": true, "dv": true, "nqo": true, "syr": true, "arc": true,
		"ks": true, "pnb": true, "skr": true, "lrc": true, "mzn": true, "rhg": true, "pa-PK": true, "uz-AF": true, "az-IR": true, "azb": true,
		"ff-Adlm": true, "ms-Arab": true, "ur-Aran": true, "arz": true, "acm": true, "aii": true, "sdh": true, "lad": true, "kk-CN": true,
	} {
		if got := RightToLeft(language); got != want {
			t.Errorf("RightToLeft(%q) = %v", language, got)
		}
	}
}

func TestTheScriptsFromRightToLeftAreThoseOfUnicode(t *testing.T) {
	var ours []string
	for _, name := range rightToLeft {
		ours = append(ours, name)
	}
	for name, table := range unicode.Scripts {
		if want := startsRight(table); slices.Contains(ours, name) != want {
			t.Errorf("%s: Unicode says %v", name, want)
		}
	}
}

// startsRight reports whether the first letter of a script runs from right to left.
func startsRight(script *unicode.RangeTable) bool {
	first := rune(-1)
	for _, r := range script.R16 {
		for c := rune(r.Lo); c <= rune(r.Hi) && first < 0; c += rune(r.Stride) {
			if unicode.IsLetter(c) {
				first = c
			}
		}
	}
	for _, r := range script.R32 {
		for c := rune(r.Lo); c <= rune(r.Hi) && first < 0; c += rune(r.Stride) {
			if unicode.IsLetter(c) {
				first = c
			}
		}
	}
	if first < 0 {
		return false
	}
	p, _ := bidi.LookupString(string(first))
	return p.Class() == bidi.R || p.Class() == bidi.AL
}
