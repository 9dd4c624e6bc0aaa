package text

import (
	"errors"
	"math"
	"strings"
	"testing"

	"kic/fonts"
	"kic/render/scene"
)

func loud(wordings ...string) Poster {
	return Poster{
		Name: "headline", Wordings: wordings, Width: 900, Height: 900, Least: 10,
		Style: Style{Family: fonts.DefaultFamily, Weight: 800, Size: 400, LineHeight: 1, Tracking: -0.012, Balance: true, Optical: true},
	}
}

// ink is the box round the letters of each line, top to bottom.
func inks(b Block) []scene.Rect {
	var list []scene.Rect
	y := math.Inf(-1)
	for _, l := range b.Lines {
		if l.Origin.Y != y {
			list, y = append(list, scene.Rect{}), l.Origin.Y
		}
		list[len(list)-1] = list[len(list)-1].Union(l.Ink)
	}
	return list
}

func TestEachLineOfAFillIsAsWideAsTheBox(t *testing.T) {
	s := NewShaper(withArabic(t))
	for _, words := range []string{"Good bait looks real. Look twice.", "Lock it", "Ŵyn a llŷn ar ôl", "أغلق الشاشة قبل أن تذهب"} {
		p := loud(words)
		p.Height = 5000
		b, _, err := s.Fill(p)
		if err != nil {
			t.Fatal(err)
		}
		whole := ""
		for _, l := range b.Lines {
			whole += l.String
		}
		if whole != words {
			t.Errorf("%q became %q", words, whole)
		}
		least := math.Inf(1)
		for i, ink := range inks(b) {
			if size := b.Lines[i].Size; size < 400 && math.Abs(ink.W-900) > 1 || ink.X < -0.5 || ink.Right() > 900.5 {
				t.Errorf("%q: line %d of size %.1f is %v, want a width of 900", words, i+1, size, ink)
			}
			least = math.Min(least, b.Lines[i].Size)
		}
		if b.Size != least {
			t.Errorf("%q: the size is %v, and the smallest line has %v", words, b.Size, least)
		}
	}
}

func TestAFillStaysInItsBoxAndItsLinesApart(t *testing.T) {
	s := NewShaper(shipped(t))
	for _, words := range []string{"Good bait looks real. Look twice before you bite.", "Gŷr Ŵyn: gwyliwch y bachyn, bawb", "Type gaps jumpy query"} {
		for _, height := range []float64{150, 300, 900} {
			p := loud(words)
			p.Height = height
			b, _, err := s.Fill(p)
			if err != nil {
				t.Fatal(err)
			}
			above := math.Inf(-1)
			for _, ink := range inks(b) {
				if ink.Y < above-0.5 || ink.Y < -0.5 || ink.Bottom() > height+0.5 {
					t.Errorf("%q in %v: the ink %v meets the line above (%.1f) or leaves the box", words, height, ink, above)
				}
				above = ink.Bottom()
			}
		}
	}
}

func TestAFillTakesTheLongestWordingWhoseLinesAreComfortable(t *testing.T) {
	s := NewShaper(shipped(t))
	long, short := "Good bait looks real. Look twice before you bite.", "Spot the hook"
	alone, _, err := s.Fill(loud(long))
	if err != nil {
		t.Fatal(err)
	}
	for over, want := range map[float64]int{-0.01: 0, 0.01: 1} {
		p := loud(long, short)
		p.Comfort = alone.Size + over
		if _, chosen, err := s.Fill(p); err != nil || chosen != want {
			t.Errorf("with a comfort %+.2f off its smallest line it took wording %d (%v), want %d", over, chosen, err, want)
		}
	}
	p := loud(long)
	p.Least = alone.Size + 0.01
	var overflow *OverflowError
	if _, _, err := s.Fill(p); !errors.As(err, &overflow) || overflow.Slot != "headline" {
		t.Errorf("a line smaller than is allowed: got %v", err)
	}
	if p.Least = alone.Size - 0.01; p.Least > 0 {
		if _, _, err := s.Fill(p); err != nil {
			t.Errorf("a line as small as is allowed: got %v", err)
		}
	}
}

func TestAFillBreaksWithTheSense(t *testing.T) {
	s := NewShaper(shipped(t))
	for words, want := range map[string]string{
		"Share your smile. Not your pass.":  "Share your smile.|Not your pass.",
		"Good bait looks real. Look twice.": "Good bait|looks real.|Look twice.",
	} {
		p := loud(words)
		p.Width, p.Height = 900, 500
		b, _, err := s.Fill(p)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(rows(b), "|"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAFillOfManyWordsIsFound(t *testing.T) {
	s := NewShaper(shipped(t))
	p := loud(strings.TrimSpace(strings.Repeat("word and ", 20)))
	if b, _, err := s.Fill(p); err != nil || b.Rows < 2 || b.Rows > mostLines {
		t.Errorf("got %d lines, %v", b.Rows, err)
	}
}
