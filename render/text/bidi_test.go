package text

import (
	"math"
	"sort"
	"strings"
	"testing"
)

func TestWordsStandInTheOrderOfTheirDirection(t *testing.T) {
	s := NewShaper(withArabic(t))
	tests := []struct {
		name, words, lang string
		want              string // pieces from left to right, with | between them
		rtl               bool   // the line begins at the right
	}{
		{"English", "one two", "en", "one two", false},
		{"Arabic", "مرحبا بالعالم", "ar", "مرحبا بالعالم", true},
		{"Arabic by its letters alone", "مرحبا", "", "مرحبا", true},
		{"an Arabic word in English", "say مرحبا to all", "en", "say |مرحبا| to all", false},
		{"an English word in Arabic", "مرحبا NHS بالعالم", "ar", " بالعالم|NHS|مرحبا ", true},
		{"a number in Arabic", "مرحبا 20 بالعالم", "ar", " بالعالم|20|مرحبا ", true},
		{"a number after Arabic in English", "see مرحبا 20 بالعالم now", "en", "see | بالعالم|20|مرحبا | now", false},
		{"Latin words in an Arabic piece", "NHS", "ar", "NHS", true},
		{"a telephone number in an isolate", "اتصل \u20660300\u00a0123\u00a04567\u2069", "ar", "0300\u00a0123\u00a04567|\u2069|اتصل \u2066", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const width = 900
			b, err := s.Set(Where{}, tt.words, Style{Size: 20, Weight: 400, Lang: tt.lang}, width)
			if err != nil {
				t.Fatal(err)
			}
			check(t, b, tt.words, width)
			line := b.Lines
			sort.SliceStable(line, func(i, j int) bool { return line[i].Origin.X < line[j].Origin.X })
			var got []string
			for _, l := range line {
				got = append(got, l.String)
			}
			if strings.Join(got, "|") != tt.want {
				t.Errorf("from left to right\n got %q\nwant %q", strings.Join(got, "|"), tt.want)
			}
			if right := b.X+b.Width > width-1; right != tt.rtl {
				t.Errorf("lines stand from %g to %g of %d", b.X, b.X+b.Width, width)
			}
		})
	}
}

func TestArabicBreaksInLogicalOrder(t *testing.T) {
	s := NewShaper(withArabic(t))
	const words = "أمن المعلومات مسؤولية الجميع في كل يوم"
	b, err := s.Set(Where{}, words, Style{Size: 20, Lang: "ar", Balance: true}, 170)
	if err != nil {
		t.Fatal(err)
	}
	if b.Rows < 2 {
		t.Errorf("%d rows", b.Rows)
	}
	check(t, b, words, 170)
	for _, l := range b.Lines {
		if !l.RTL {
			t.Errorf("%q isn't marked as read from right to left", l.String)
		}
	}
}

func TestLinesFromRightToLeftStandOnTheEdgeByTheirInk(t *testing.T) {
	s := NewShaper(shipped(t))
	for words, family := range map[string]string{
		"انظر مرتين قبل أن تنقر على رابط": "", "اچھا چارہ اصلی لگتا ہے۔ دو بار دیکھیں": "Noto Nastaliq Urdu",
	} {
		b, err := s.Set(Where{}, words, Style{Size: 100, Family: family, Lang: "ur", Optical: true}, 700)
		if err != nil {
			t.Fatal(err)
		}
		right := map[float64]float64{}
		for _, l := range b.Lines {
			right[l.Origin.Y] = math.Max(right[l.Origin.Y], l.Ink.Right())
		}
		if len(right) < 2 {
			t.Errorf("%q takes one line", words)
		}
		for y, x := range right {
			if math.Abs(x-700) > 0.01 {
				t.Errorf("%q: the ink of the line at %v ends at %v of 700", words, y, x)
			}
		}
	}
}

func TestLongTailsCountForTheGapBelow(t *testing.T) {
	s := NewShaper(shipped(t))
	edge := func(words, lang string) float64 { // how far the lower edge lies below the baseline
		b, err := s.Set(Where{}, words, Style{Size: 100, Lang: lang}, 2000)
		if err != nil {
			t.Fatal(err)
		}
		return b.Baseline - b.Lines[0].Origin.Y
	}
	if latin, arabic := edge("Spyglass, (Ŵŷ)", "cy"), edge("الطُّعم يبدو حقيقيًا", "ar"); latin != 0 || arabic <= 0 {
		t.Errorf("the lower edge is %v below the baseline in Latin, %v in Arabic", latin, arabic)
	}
}
