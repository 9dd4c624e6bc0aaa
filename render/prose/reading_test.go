package prose_test

import (
	"testing"

	"kic/render/prose"
)

func TestTheReadingGradeIsAboutRight(t *testing.T) {
	easy, hard := "The cat sat on the mat. It was warm.", "Organisational information governance necessitates comprehensive documentation of institutional responsibilities."
	if e, h := prose.Grade(easy), prose.Grade(hard); e > 1 || h < 20 {
		t.Errorf("got grades %.1f and %.1f", e, h)
	}
	if g := prose.Grade(" … "); g != 0 {
		t.Errorf("no words have grade %.1f", g)
	}
	// One sentence of as many one-syllable words as its word has: its grade says how many syllables were counted.
	for word, want := range map[string]float64{
		"password": 2, "passes": 2, "opened": 2, "locked": 1, "little": 2, "see": 1, "care": 1, "people": 2, "security": 4, "organisation": 5, "wanted": 2, "makes": 1, "IT": 1,
	} {
		if got := (prose.Grade(word) - 0.39 + 15.59) / 11.8; got < want-0.05 || got > want+0.05 {
			t.Errorf("%s has %.1f syllables, want %v", word, got, want)
		}
	}
}

func FuzzEveryTextHasAGrade(f *testing.F) {
	for _, seed := range []string{"", "a.", "I.T. ", "...", "ŵ’", "\xff\xfe", "e'\n\n."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if g := prose.Grade(text); g != g {
			t.Fatal("not a number")
		}
		words := 0
		for _, s := range prose.Sentences(text) {
			words += len(prose.Words(s))
		}
		if all := len(prose.Words(text)); words < all {
			t.Fatalf("%d of %d words are in a sentence", words, all)
		}
	})
}
