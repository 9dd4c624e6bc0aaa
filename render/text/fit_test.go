package text

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"kic/render/scene"
)

// poster is a stack of headline, support and action in a box.
func poster(w, h float64) Stack {
	return Stack{
		Where: Where{Brand: "north-example", Message: "phishing", Placement: "test"},
		Width: w, Height: h,
		Slots: []Slot{
			{Name: "headline", Style: Style{Size: 60, Weight: 800, LineHeight: 1.05, Balance: true, Optical: true}, MinSize: 14, Priority: 2,
				Wordings: []string{"Think before you click on a link in a message", "Think before you click", "Think first"}},
			{Name: "support", Style: Style{Size: 24, Weight: 400, LineHeight: 1.4}, MinSize: 11, GapBefore: 40, Optional: true,
				Wordings: []string{"Scam emails and texts look as if they came from somebody you know and trust.", "Scam messages look real."}},
			{Name: "action", Style: Style{Size: 24, Weight: 600, LineHeight: 1.4}, MinSize: 11, GapBefore: 40, Optional: true, Priority: 1,
				Wordings: []string{"Not sure? Report it to report@example-care.nhs.uk", "Report it"}},
		},
	}
}

func TestAStackTakesTheLongestWordingsThatAreLegible(t *testing.T) {
	tests := []struct {
		name    string
		w, h    float64
		comfort float64
		want    []int
	}{
		{"a wide box has room for all", 1200, 400, 0.8, []int{0, 0, 0}},
		{"a smaller one shortens the support first", 420, 280, 0.8, []int{0, 1, 0}},
		{"then the action", 420, 250, 0.8, []int{0, 1, 1}},
		{"then the headline, and the others grow again", 330, 280, 0.8, []int{1, 0, 0}},
		{"all are at their shortest", 420, 140, 0.8, []int{2, 1, 1}},
		{"the support goes before the action", 420, 115, 0.8, []int{2, -1, 0}},
		{"and the headline stays to the end", 420, 60, 0.8, []int{2, -1, -1}},
		{"without comfort only legibility counts", 420, 200, 0, []int{0, 0, 0}},
	}
	s := NewShaper(shipped(t))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			st := poster(tt.w, tt.h)
			st.Comfort = tt.comfort
			fit, err := s.Fit(st)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(fit.Chosen, tt.want) {
				t.Errorf("chose %v at %.3f, want %v", fit.Chosen, fit.Scale, tt.want)
			}
			checkFit(t, st, fit)
		})
	}
}

// checkFit fails if a stack isn't in its box, in order, at legible sizes.
func checkFit(t *testing.T, st Stack, fit Fitted) {
	t.Helper()
	y := 0.0
	for i, b := range fit.Blocks {
		if fit.Chosen[i] < 0 {
			continue
		}
		sl := st.Slots[i]
		check(t, b, sl.Wordings[fit.Chosen[i]], st.Width)
		if b.Size < sl.MinSize-1e-9 {
			t.Errorf("%s is set at %g, under %g", sl.Name, b.Size, sl.MinSize)
		}
		if want := math.Max(sl.MinSize, sl.Style.Size*fit.Scale); math.Abs(b.Size-want) > 1e-9 {
			t.Errorf("%s is set at %g, not at the scale of all: %g", sl.Name, b.Size, want)
		}
		if b.Y < y-1e-9 || b.Y+b.Height > st.Height*(1+1e-6) {
			t.Errorf("%s stands from %g to %g; above it is %g, the box ends at %g", sl.Name, b.Y, b.Y+b.Height, y, st.Height)
		}
		y = b.Y + b.Height
	}
	if math.Abs(y-fit.Height) > 1e-9 {
		t.Errorf("the stack is %g high, its blocks end at %g", fit.Height, y)
	}
}

func TestAStackGrowsToTheLargestScaleThatFits(t *testing.T) {
	s := NewShaper(shipped(t))
	st := poster(500, 300)
	st.MaxScale = 3
	fit, err := s.Fit(st)
	if err != nil {
		t.Fatal(err)
	}
	checkFit(t, st, fit)
	f, _ := s.newFitter(st)
	if ok, _ := f.fits(fit.Chosen, fit.Scale*1.01, false); ok || fit.Scale >= 3 {
		t.Errorf("%g isn't the largest scale", fit.Scale)
	}
	st.Width, st.Height = 9000, 9000
	if fit, _ = s.Fit(st); fit.Scale != 3 {
		t.Errorf("scale %g in a huge box, want MaxScale", fit.Scale)
	}
}

func TestABoxThatIsTooSmallIsAnErrorThatNamesWhatDoesNotFit(t *testing.T) {
	s := NewShaper(shipped(t))
	tests := []struct {
		name      string
		w, h      float64
		slot, why string
	}{
		{"too narrow", 30, 500, "headline", `has 5 characters in the word "Think", about 4 fit on a line`},
		{"too low", 300, 9, "headline", "has 11 characters, and there is no room for any"},
		{"no box", 0, 0, "headline", "about 0 fit on a line"},
	}
	for _, tt := range tests {
		st := poster(tt.w, tt.h)
		st.Where.Box = scene.Rect{X: 1, Y: 2, W: tt.w, H: tt.h}
		_, err := s.Fit(st)
		var over *OverflowError
		if !errors.As(err, &over) {
			t.Errorf("%s: got %v", tt.name, err)
			continue
		}
		if over.Slot != tt.slot || over.Message != "phishing" || over.Words != "Think first" || over.MinSize != 14 || over.Box != st.Where.Box || !strings.Contains(err.Error(), tt.why) {
			t.Errorf("%s: %+v: %v", tt.name, over, err)
		}
	}
}

func TestASlotWithoutWordsIsLeftOutOrAnError(t *testing.T) {
	s := NewShaper(shipped(t))
	st := poster(500, 300)
	st.Slots[1].Wordings = nil
	fit, err := s.Fit(st)
	if err != nil || fit.Chosen[1] != -1 {
		t.Errorf("%v, %v", fit.Chosen, err)
	}
	st.Slots[0].Wordings = nil
	if _, err := s.Fit(st); err == nil || !strings.Contains(err.Error(), "headline: no wording") {
		t.Errorf("got %v", err)
	}
	st.Slots = nil
	if fit, err := s.Fit(st); err != nil || len(fit.Blocks) != 0 {
		t.Errorf("no slots: %+v, %v", fit, err)
	}
}

func TestAMissingLetterInAStackNamesItsSlot(t *testing.T) {
	s := NewShaper(shipped(t))
	st := poster(500, 300)
	st.Slots[2].Wordings = []string{"Report 😀"}
	_, err := s.Fit(st)
	var missing *GlyphError
	if !errors.As(err, &missing) || missing.Slot != "action" || missing.Brand != "north-example" || missing.Rune != '😀' {
		t.Errorf("got %v", err)
	}
}

func TestAnAddressIsCutOnlyWhereAllElseFails(t *testing.T) {
	s := NewShaper(shipped(t))
	st := Stack{Width: 160, Height: 300, Slots: []Slot{
		{Name: "action", Style: Style{Size: 20}, MinSize: 11, Wordings: []string{"Report to report@long-example-care.nhs.uk", "Report it to your manager"}},
	}}
	fit, err := s.Fit(st)
	if err != nil || fit.Chosen[0] != 1 {
		t.Errorf("chose %v, %v; want the wording without the address", fit.Chosen, err)
	}
	st.Slots[0].Wordings = st.Slots[0].Wordings[:1]
	fit, err = s.Fit(st)
	if err != nil || !strings.Contains(strings.Join(rows(fit.Blocks[0]), "|"), "@|") {
		t.Errorf("%q, %v; want a cut after the @", rows(fit.Blocks[0]), err)
	}
}

func TestALabelHangsAtTheSideWhereReadingStarts(t *testing.T) {
	s := NewShaper(withArabic(t))
	for _, tt := range []struct {
		words, lang string
		rtl         bool
	}{
		{"Lock your screen whenever you leave your desk", "en", false},
		{"أمن المعلومات مسؤولية الجميع في كل يوم", "ar", true},
	} {
		st := Stack{Width: 220, Height: 400, Slots: []Slot{
			{Name: "tip", Wordings: []string{tt.words}, Style: Style{Size: 20, Lang: tt.lang}, MinSize: 9, Label: Label{Words: "•", Indent: 1.5}},
		}}
		fit, err := s.Fit(st)
		if err != nil {
			t.Fatal(err)
		}
		b := fit.Blocks[0]
		if len(b.Label) != 1 || b.Label[0].Origin.Y != b.Lines[0].Origin.Y || b.Rows < 2 {
			t.Fatalf("%s: label %+v on %d rows", tt.lang, b.Label, b.Rows)
		}
		label, box := b.Label[0].Bounds, b.Box()
		if tt.rtl && (label.X < 220-1.5*20 || box.Right() > 220-1.5*20+1e-9) || !tt.rtl && (label.Right() > box.X || box.X < 1.5*20-1) {
			t.Errorf("%s: label at %s, lines in %s", tt.lang, label, box)
		}
	}
}

func TestANameOfEightyLettersFillsItsBox(t *testing.T) {
	s := NewShaper(shipped(t))
	const name = "The Example Federation of Integrated Neighbourhood Care and Wellbeing Services UK"
	b, err := s.SetIn(Where{}, name, Style{Size: 60, Weight: 700, Balance: true, MaxLines: 3, LineHeight: 1.1}, 300, 80, 9)
	if err != nil {
		t.Fatal(err)
	}
	check(t, b, name, 300)
	if b.Rows > 3 || b.Height > 80 || b.Size < 15 || b.Widow {
		t.Errorf("%d rows, %g high at %g: %q", b.Rows, b.Height, b.Size, rows(b))
	}
}

func TestTheSameStackIsSetTheSameWayEveryTime(t *testing.T) {
	a, errA := NewShaper(shipped(t)).Fit(poster(420, 250))
	s := NewShaper(shipped(t))
	s.Fit(poster(900, 700))
	b, errB := s.Fit(poster(420, 250))
	if errA != nil || errB != nil || fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("%v %v: two ways", errA, errB)
	}
}

func TestAStackShrinksALittleToSaveItselfFromAWidow(t *testing.T) {
	s := NewShaper(shipped(t))
	const words = "Confidentiality now"
	whole, err := s.Width(Where{}, words, copyStyle)
	if err != nil {
		t.Fatal(err)
	}
	for share, want := range map[float64]bool{0.95: false, 0.85: true} { // of the width that one line needs: widow or not
		st := Stack{Width: whole * share, Height: 600, Slots: []Slot{{Name: "support", Wordings: []string{words}, Style: copyStyle, MinSize: 10}}}
		fit, err := s.Fit(st)
		if err != nil {
			t.Fatal(err)
		}
		checkFit(t, st, fit)
		if fit.Blocks[0].Widow != want || fit.Scale < 0.9 {
			t.Errorf("in %g of its width: widow %t at a scale of %g", share, fit.Blocks[0].Widow, fit.Scale)
		}
	}
}
