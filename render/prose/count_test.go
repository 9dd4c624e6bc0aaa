package prose_test

import (
	"testing"

	"kic/render/prose"
	"kic/templates"
)

// The ranges are those of twitter-text's configuration (v3): 0–4351, 8192–8205, 8208–8223 and 8242–8247 have half the weight
// of all others, and emoji have that of two letters.
func TestXCountsCharactersByTheirRanges(t *testing.T) {
	x := templates.Channel{Counts: templates.Weighted}
	for _, c := range []struct {
		first, last rune
	}{{'!', 4351}, {8208, 8223}, {8242, 8247}} {
		for r, want := range map[rune]int{c.first: 1, c.last: 1, c.last + 1: 2} {
			if got := prose.Count(string(r), x); got != want {
				t.Errorf("U+%04X counts %d, want %d", r, got, want)
			}
		}
		if c.first > '!' {
			if got := prose.Count(string(c.first-1), x); got != 2 {
				t.Errorf("U+%04X counts %d, want 2", c.first-1, got)
			}
		}
	}
	for r, want := range map[rune]int{8191: 2, 8192: 1, 8205: 1, 8206: 2} {
		if got := prose.Count("a"+string(r), x); got != 1+want {
			t.Errorf("a letter and U+%04X count %d, want %d", r, got, 1+want)
		}
	}
	for words, want := range map[string]int{
		"\U0001F000": 2, "\U0001FAFF": 2, "👩🏽‍⚕️": 2, "1️⃣": 2, "🇬🇧": 2, // each is one picture
	} {
		if got := prose.Count(words, x); got != want {
			t.Errorf("%q counts %d, want %d", words, got, want)
		}
	}
	// A character beyond the pictures with a mark on it is two characters, not one picture.
	if got := prose.Count("\U0001FB00\u0301", x); got != 3 {
		t.Errorf("U+1FB00 with an accent counts %d, want 3", got)
	}
	if got := prose.Count("\U0001FAFF\u0301", x); got != 2 {
		t.Errorf("U+1FAFF with an accent counts %d, want 2: one picture", got)
	}
}
