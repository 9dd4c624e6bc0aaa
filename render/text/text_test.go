package text

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"kic/render/scene"
)

var headline = Style{Size: 40, Weight: 800, LineHeight: 1.05, Balance: true}
var copyStyle = Style{Size: 20, Weight: 400, LineHeight: 1.4}

func TestLinesBreakWhereAReaderWouldBreakThem(t *testing.T) {
	tests := []struct {
		name  string
		words string
		st    Style
		width float64
		want  string // lines, with | between them
	}{
		{"a short headline stays in one line", "Lock your screen", headline, 400, "Lock your screen"},
		{"a headline breaks into lines of like length", "Lock your screen whenever you leave it", headline, 430, "Lock your screen|whenever you leave it"},
		{"copy fills its lines", "Lock your screen whenever you leave a device", copyStyle, 300, "Lock your screen whenever you|leave a device"},
		{"I.T. stays whole", "Keep I.T. Confidential", headline, 245, "Keep I.T.|Confidential"},
		{"a number keeps its unit", "The file is at most 150 KB in size", copyStyle, 190, "The file is at most|150 KB in size"},
		{"a share stays with its sign", "We ask for 50 % of it", copyStyle, 120, "We ask for|50 % of it"},
		{"a telephone number stays whole", "Ring us on 0300 123 4567 now", copyStyle, 185, "Ring us on|0300 123 4567 now"},
		{"no break after an article", "Never open the door", headline, 260, "Never open|the door"},
		{"a break after a sentence is best", "Not sure? Ask before you click", headline, 440, "Not sure?|Ask before you click"},
		{"a dash doesn't begin a line", "Think first – then click on it", copyStyle, 110, "Think first –|then click|on it"},
		{"Wi-Fi stays whole", "Use only our own Wi-Fi there", copyStyle, 183, "Use only our own|Wi-Fi there"},
		{"a long compound may break at its hyphen", "information-governance", copyStyle, 120, "information-|governance"},
		{"no-break spaces hold", "Ask a\u00a0friend now", copyStyle, 75, "Ask|a\u00a0friend|now"},
		{"line ends of its own are kept", "One\ntwo three", copyStyle, 300, "One|two three"},
		{"no soft hyphen is used", "confi\u00addential", copyStyle, 300, "confi\u00addential"},
		{"no widow in copy", "Do not share it with anybody at all, ever", copyStyle, 320, "Do not share it with anybody|at all, ever"},
		{"an address that fits stays whole", "Report it to it@example.uk today", copyStyle, 150, "Report it to|it@example.uk|today"},
		{"an address that doesn't is cut at its signs", "phishing-report@example-care.nhs.uk", copyStyle, 170, "phishing-report@|example-care.|nhs.uk"},
		{"an accented name breaks at its spaces", "Cyngor Gofal Gŵyr a Phenllŷn", headline, 330, "Cyngor Gofal|Gŵyr a Phenllŷn"},
	}
	s := NewShaper(shipped(t))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := s.Set(Where{}, tt.words, tt.st, tt.width)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(rows(b), "|"); got != tt.want {
				t.Errorf("at %g\n got %s\nwant %s", tt.width, got, tt.want)
			}
			check(t, b, tt.words, tt.width)
		})
	}
}

func TestABlockKnowsWhatTheEyeTakesForItsEdges(t *testing.T) {
	s := NewShaper(shipped(t))
	b, err := s.Set(Where{}, "Hand\nHand", Style{Size: 100, Weight: 700, LineHeight: 1.5}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	heights := s.Metrics(Style{Size: 100, Weight: 700})
	first := b.Lines[0]
	if got := first.Origin.Y - b.CapTop; math.Abs(got-heights.CapHeight) > 1e-9 {
		t.Errorf("capitals are %g high, want %g", got, heights.CapHeight)
	}
	if b.Baseline != b.Lines[1].Origin.Y || math.Abs(b.Baseline-first.Origin.Y-150) > 1e-9 {
		t.Errorf("baselines %g and %g, block says %g", first.Origin.Y, b.Lines[1].Origin.Y, b.Baseline)
	}
	if heights.XHeight >= heights.CapHeight || heights.CapHeight >= heights.Ascent {
		t.Errorf("metrics %+v", heights)
	}
}

func TestOpticalAlignmentPutsTheInkOnTheEdge(t *testing.T) {
	s := NewShaper(shipped(t))
	for _, align := range []Align{Start, Center, End} {
		st := Style{Size: 100, Weight: 700, Align: align, Optical: true}
		b, err := s.Set(Where{}, "Hand", st, 400)
		if err != nil {
			t.Fatal(err)
		}
		ink := b.Lines[0].Ink
		want := map[Align]float64{Start: 0, Center: (400 - ink.W) / 2, End: 400 - ink.W}[align]
		if math.Abs(ink.X-want) > 1e-9 {
			t.Errorf("align %d: ink begins at %g, want %g", align, ink.X, want)
		}
	}
}

func TestTrackingSetsLettersApartButNotTheEdges(t *testing.T) {
	s := NewShaper(shipped(t))
	plain, _ := s.Width(Where{}, "NHS", Style{Size: 10})
	tracked, err := s.Width(Where{}, "NHS", Style{Size: 10, Tracking: 0.1})
	if err != nil || math.Abs(tracked-plain-2) > 1e-9 {
		t.Errorf("%g and tracked %g (%v), want two gaps of 1 between three letters", plain, tracked, err)
	}
	ligature, _ := s.Set(Where{}, "ff", Style{Size: 10, Family: "Source Sans 3"}, 100)
	apart, _ := s.Set(Where{}, "ff", Style{Size: 10, Family: "Source Sans 3", Tracking: 0.1}, 100)
	if len(ligature.Lines[0].Glyphs) != 1 || len(apart.Lines[0].Glyphs) != 2 {
		t.Errorf("ff has %d glyphs, tracked %d; want 1 and 2", len(ligature.Lines[0].Glyphs), len(apart.Lines[0].Glyphs))
	}
}

func TestALetterComesFromTheFirstFaceOfTheChainThatHasItsWholeCluster(t *testing.T) {
	s := NewShaper(shipped(t))
	tests := []struct{ words, want string }{
		{"Gŵyr w\u0302", "Atkinson Hyperlegible Next/700"},
		{"Жизнь", "Source Sans 3/700"},
		{"ok Жизнь ok", "Atkinson Hyperlegible Next/700 Source Sans 3/700 Atkinson Hyperlegible Next/700"},
		{"5 µg", "Atkinson Hyperlegible Next/700 Source Sans 3/700 Atkinson Hyperlegible Next/700"},
		{"\u200bok", "Atkinson Hyperlegible Next/700"},
	}
	for _, tt := range tests {
		b, err := s.Set(Where{}, tt.words, Style{Size: 20, Weight: 700}, 1000)
		if err != nil {
			t.Errorf("%q: %v", tt.words, err)
			continue
		}
		var faces []string
		for _, l := range b.Lines {
			faces = append(faces, l.Face)
		}
		if got := strings.Join(faces, " "); got != tt.want {
			t.Errorf("%q is set in %s, want %s", tt.words, got, tt.want)
		}
		check(t, b, tt.words, 1000)
	}
}

func TestAMissingLetterIsAnErrorThatNamesIt(t *testing.T) {
	s := NewShaper(shipped(t))
	at := Where{Brand: "north-example", Message: "phishing", Placement: "instagram-square"}
	for words, want := range map[string]rune{
		"Well done 😀": '😀', "👩‍⚕️ care": '👩', "שלום": 'ש', "bell\a": '\a', "日本": '日',
	} {
		_, err := s.Set(at, words, Style{Size: 20}, 1000)
		var missing *GlyphError
		if !errors.As(err, &missing) {
			t.Errorf("%q: got %v, want a GlyphError", words, err)
			continue
		}
		if missing.Rune != want || missing.Brand != "north-example" || missing.Words != words || len(missing.Chain) != 7 {
			t.Errorf("%q: %+v", words, missing)
		}
	}
	_, err := s.Set(at, "Well done 😀", Style{Size: 20}, 1000)
	want := `brand "north-example", message "phishing", placement "instagram-square": "Well done 😀" has "😀" (U+1F600), which no font has ` +
		`(Atkinson Hyperlegible Next/400 and 6 more); reword it, or give the brand a font that has it`
	if err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
}

func TestWordsThatAreTooWideAreAnErrorThatSaysHowMuchTheyNeed(t *testing.T) {
	s := NewShaper(shipped(t))
	_, err := s.Set(Where{Brand: "north-example", Box: scene.Rect{X: 5, Y: 6, W: 80, H: 90}}, "Confidentiality", Style{Size: 20}, 80)
	want := `brand "north-example": "Confidentiality" has 15 characters, about 8 fit on a line; give a shorter wording`
	if err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
	_, err = s.Set(Where{}, "one two three", Style{Size: 20, MaxLines: 2}, 60)
	if over, ok := err.(*OverflowError); !ok || over.Error() != `"one two three" has 13 characters, about 8 fit; give a shorter wording` {
		t.Errorf("three lines where two may be: %v", err)
	}
}

// TestAnOverflowSaysHowManyCharactersFit sets as many words as it says, and one word more.
func TestAnOverflowSaysHowManyCharactersFit(t *testing.T) {
	s := NewShaper(shipped(t))
	words := strings.TrimSpace(strings.Repeat("Reports of anything odd help us all to stop a fraud early. ", 4))
	for _, box := range []struct{ w, h float64 }{{120, 30}, {120, 90}, {200, 44}, {300, 100}, {90, 500}} {
		for _, lines := range []int{0, 1, 3} {
			fit := func(words string) error {
				st := Stack{Width: box.w, Height: box.h, MinScale: 1, Slots: []Slot{{Name: "support", Wordings: []string{words}, Style: Style{Size: 20, MaxLines: lines}, MinSize: 20}}}
				_, err := s.Fit(st)
				return err
			}
			var over *OverflowError
			if !errors.As(fit(words), &over) {
				t.Fatalf("%v: everything fits", box)
			}
			if !strings.Contains(over.Error(), fmt.Sprintf("has 235 characters, about %d fit", over.Room)) {
				t.Errorf("%v", over)
			}
			some := strings.TrimSpace(words[:over.Room])
			more := some + " " + strings.Fields(words[len(some):])[0]
			if err := fit(some); err != nil {
				t.Errorf("%v, %d lines: %d characters don't fit: %v", box, lines, over.Room, err)
			}
			if fit(more) == nil {
				t.Errorf("%v, %d lines: more than %d characters fit", box, lines, over.Room)
			}
		}
	}
}

func TestAnOverflowNamesALongWordAndShortensLongWordings(t *testing.T) {
	s := NewShaper(shipped(t))
	long := strings.Repeat("Confidentiality", 10)
	for words, want := range map[string]string{
		"Keep Confidentiality": `"Keep Confidentiality" has 15 characters in the word "Confidentiality", about 8 fit on a line; give a shorter wording`,
		long:                   `"ConfidentialityConfidentialityConfidentialityConfidentialit…" has 150 characters, about 8 fit on a line; give a shorter wording`,
	} {
		if _, err := s.Set(Where{}, words, Style{Size: 20}, 80); err == nil || err.Error() != want {
			t.Errorf("\n got %v\nwant %s", err, want)
		}
	}
	none := &OverflowError{Slot: "headline", Words: "a"}
	if want := `headline: "a" has 1 character, and there is no room for any`; !strings.HasPrefix(none.Error(), want) {
		t.Errorf("got %v", none)
	}
}

func TestSizesThatMakeNoSenseAreErrors(t *testing.T) {
	s := NewShaper(shipped(t))
	for _, size := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, err := s.Set(Where{}, "words", Style{Size: size}, 100); err == nil {
			t.Errorf("size %g: no error", size)
		}
	}
}

func TestWordsWithoutInkGiveAnEmptyBlock(t *testing.T) {
	s := NewShaper(shipped(t))
	for _, words := range []string{"", " ", "\n\n", "\u200b", "\t \u00a0"} {
		b, err := s.Set(Where{}, words, Style{Size: 20}, 100)
		if err != nil || b.Rows != 0 || len(b.Lines) != 0 || b.Height != 0 {
			t.Errorf("%q: %+v, %v", words, b, err)
		}
	}
}

func TestMoveLeavesTheBlockThatItCameFromAlone(t *testing.T) {
	s := NewShaper(shipped(t))
	b, _ := s.Set(Where{}, "words", Style{Size: 20}, 100)
	moved := b.Move(3, 4)
	if b.Lines[0].Origin.X == moved.Lines[0].Origin.X || moved.Baseline-b.Baseline != 4 || moved.Box() != (scene.Rect{X: b.X + 3, Y: b.Y + 4, W: b.Width, H: b.Height}) {
		t.Errorf("%+v\n%+v", b, moved)
	}
}

// TestAWidowIsLeftOnlyWhereNoBreakAvoidsIt compares with every way to break the words into as many lines.
func TestAWidowIsLeftOnlyWhereNoBreakAvoidsIt(t *testing.T) {
	s := NewShaper(shipped(t))
	wordings := []string{
		"Lock your screen whenever you leave a device", "Think before you click on it", "Keep I.T. Confidential",
		"Three random words make a strong password that is easy to keep in mind and hard to guess", "Be on the safe side: ask us", "Confidentiality now",
	}
	widows := 0
	for _, words := range wordings {
		for _, st := range []Style{headline, copyStyle} {
			for width := 4.0; width < 30; width += 0.37 {
				sh, err := s.shape(words, st)
				if err != nil {
					t.Fatal(err)
				}
				m := measure{sh, st}
				rows, ok := m.rows(width*st.Size, false)
				if !ok {
					continue
				}
				b := m.block(width*st.Size, false)
				if !b.Widow {
					continue
				}
				widows++
				p := sh.paragraphs[0]
				if m.avoidable(p, p.pieces, width, m.target(p, p.pieces, width, rows), rows) {
					t.Errorf("%q at %.2f em leaves %q alone, which another break avoids", words, width, b.Lines[len(b.Lines)-1].String)
				}
			}
		}
	}
	if widows == 0 {
		t.Error("no width gave a widow: the test shows nothing")
	}
}

// avoidable tries every way to break pieces into rows lines.
func (m measure) avoidable(p *paragraph, pieces []piece, avail, target float64, rows int) bool {
	if rows == 1 {
		width := m.span(p, pieces[0], pieces[len(pieces)-1]).width
		return width <= avail && !isWidow(pieces, width, target)
	}
	for i := 1; i <= len(pieces)-rows+1; i++ {
		if m.span(p, pieces[0], pieces[i-1]).width <= avail && m.avoidable(p, pieces[i:], avail, target, rows-1) {
			return true
		}
	}
	return false
}
