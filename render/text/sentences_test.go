package text

import (
	"math"
	"strings"
	"testing"
)

func large(size float64) Style {
	return Style{Family: "Atkinson Hyperlegible Next", Weight: 800, Size: size, LineHeight: 1.1, Balance: true, Optical: true, Lang: "en-GB"}
}

func widthOf(t *testing.T, words string, st Style) float64 {
	t.Helper()
	b, err := NewShaper(shipped(t)).SetIn(Where{}, words, st, 1e6, 1e6, st.Size)
	if err != nil {
		t.Fatal(err)
	}
	return b.Width
}

// sentenceLines are the lines of words as a headline of 100 in a box of that width and height, and the scale at which they are set.
func sentenceLines(t *testing.T, words string, width, height float64, apart bool) ([]string, float64) {
	t.Helper()
	st := large(100)
	st.Sentences = apart
	f, err := NewShaper(shipped(t)).Fit(Stack{Width: width, Height: height, MinScale: 0.2, Slots: []Slot{{Name: "headline", Wordings: []string{words}, Style: st}}})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, l := range f.Blocks[0].Lines {
		if strings.Contains(l.String, "\n") {
			t.Errorf("%q is said with a line end in it", l.String)
		}
		lines = append(lines, strings.TrimSpace(l.String))
	}
	return lines, f.Scale
}

func TestSentencesOfAHeadlineEndTheirLines(t *testing.T) {
	const words = "Three random words. One strong password."
	whole := widthOf(t, "One strong password.", large(100))
	for _, c := range []struct {
		name  string
		share float64 // of the width of the longer sentence at full size
		want  []string
	}{
		{"both fit", 1.01, []string{"Three random words.", "One strong password."}},
		{"at a little less", 0.9, []string{"Three random words.", "One strong password."}},
		{"at the least that is worth it", 0.81, []string{"Three random words.", "One strong password."}},
	} {
		lines, scale := sentenceLines(t, words, c.share*whole, 330, true)
		if strings.Join(lines, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q at %.3f, want %q", c.name, lines, scale, c.want)
		}
		if want := math.Min(1, c.share); scale > want+0.001 || scale < want*0.985 {
			t.Errorf("%s: it is set at %.3f, want about %.3f", c.name, scale, want)
		}
		if free, _ := sentenceLines(t, words, c.share*whole, 330, false); c.share < 1 && strings.Join(free, "|") == strings.Join(c.want, "|") {
			t.Errorf("%s: it is set so without being asked to", c.name)
		}
	}
	// In a strip of two lines, a short sentence and a long one: below 0.8 size is worth more.
	long := widthOf(t, "One password that's hard to guess.", large(100))
	for share, want := range map[float64]string{0.81: "Stop now.", 0.79: "Stop now. One password"} {
		if lines, scale := sentenceLines(t, "Stop now. One password that's hard to guess.", share*long, 215, true); lines[0] != want {
			t.Errorf("at %g of its width: %q at %.3f, want %q first", share, lines, scale, want)
		}
	}
}

func TestOneSentenceAndSeveralOnALineStayAsTheyAre(t *testing.T) {
	for _, words := range []string{"Keep your pass out of every picture", "Stop. Look. Report.", "Version 2.0 of it all", "Ask I.T. first"} {
		for _, width := range []float64{500, 700, 900, 1200, 2000} {
			apart, at := sentenceLines(t, words, width, 400, true)
			free, was := sentenceLines(t, words, width, 400, false)
			if len(free) == 1 && strings.Join(apart, "|") != strings.Join(free, "|") {
				t.Errorf("%q in %g: %q at %.3f, and %q at %.3f without sentences apart", words, width, apart, at, free, was)
			}
		}
	}
}

func TestALineIsNoLoneShortWordWhereALittleLessSizeSavesIt(t *testing.T) {
	const words = "Good bait looks real. Look twice."
	st := large(100)
	whole := widthOf(t, "Look twice.", st)
	if lines, scale := sentenceLines(t, words, 0.985*whole, 410, true); strings.Join(lines, "|") != "Good bait|looks real.|Look twice." {
		t.Errorf("got %q at %.3f", lines, scale)
	}
}

func TestWhatEndsASentence(t *testing.T) {
	for words, want := range map[string]string{
		"Stop. Look! Why? Because…": "Stop.|Look!|Why?|Because…",
		"Say “no.” Then go":         "Say “no.”|Then go",
		"Ask I.T. first":            "Ask I.T. first",
		"e.g. this":                 "e.g. this",
		"A. B":                      "A. B",
		"":                          "",
		"توقف۔ انظر؟ نعم":           "توقف۔|انظر؟|نعم",
		"One.  Two":                 "One.| Two",
		"Ends. ":                    "Ends. ",
	} {
		if got := strings.ReplaceAll(parted(words), "\n", "|"); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}
