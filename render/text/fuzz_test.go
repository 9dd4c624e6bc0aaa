package text

import (
	"errors"
	"math"
	"testing"
	"unicode/utf8"
)

var seeds = []string{
	"Keep I.T. Confidential", "Think before you click", "report-it@example-care.nhs.uk or https://intranet.example.uk/a/b?c=d",
	"مرحبا NHS 20 بالعالم\nsecond line", "w\u0302 e\u0301 a\u200db \u2066x\u2069 \u202ey\u202c", "  leading and trailing  ", "\r\n\t\u2028x",
	"one–two — three-four Wi-Fi 150 KB 0300 123 4567", "Жизнь Καλημέρα Nguyễn", "a\u00ad\u00a0\u200b\ufeffb", "e\u0301\u0302\u0303\u0304",
}

func FuzzSetPlacesEveryRuneOnceInOrderInsideTheBox(f *testing.F) {
	for i, words := range seeds {
		f.Add(words, uint8(i), uint16(40*i+20), int8(i))
	}
	s := NewShaper(withArabic(f))
	f.Fuzz(func(t *testing.T, words string, how uint8, width uint16, tracking int8) {
		if !utf8.ValidString(words) || len(words) > 400 {
			t.Skip()
		}
		st := Style{Size: 4 + float64(how%60), Weight: 400 + int(how%5)*100, Align: Align(how % 3), Balance: how&8 > 0, Optical: how&16 > 0}
		if how&32 > 0 {
			st.Lang = "ar"
		}
		if how&64 > 0 {
			st.Tracking = float64(tracking) / 1000
		}
		b, err := s.Set(Where{}, words, st, float64(width))
		var over *OverflowError
		var missing *GlyphError
		switch {
		case errors.As(err, &over):
			if !(over.NeededW > float64(width)) {
				t.Errorf("%q needs %g of %d: not an overflow", words, over.NeededW, width)
			}
			return
		case errors.As(err, &missing):
			return
		case err != nil:
			t.Fatal(err)
		}
		if len(b.Lines) > 0 {
			check(t, b, words, float64(width))
		}
		for i, l := range b.Lines {
			if i > 0 && l.Origin.Y < b.Lines[i-1].Origin.Y {
				t.Errorf("%q: line %d stands above the one before", words, i)
			}
		}
	})
}

func FuzzFitFillsTheBoxOrSaysThatItCannot(f *testing.F) {
	f.Add("Think before you click", "Scam messages look real", uint16(300), uint16(250), uint8(80))
	f.Add("", "x", uint16(10), uint16(10), uint8(0))
	f.Add("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "it@example.nhs.uk", uint16(160), uint16(600), uint8(50))
	s := NewShaper(withArabic(f))
	f.Fuzz(func(t *testing.T, head, body string, w, h uint16, comfort uint8) {
		if !utf8.ValidString(head) || !utf8.ValidString(body) || len(head)+len(body) > 400 {
			t.Skip()
		}
		st := poster(float64(w), float64(h))
		st.Comfort = math.Min(1, float64(comfort)/100)
		st.Slots[0].Wordings = []string{head + " " + body, head}
		st.Slots[1].Wordings = []string{body, "x"}
		st.Slots[1].Label = Label{Words: "1.", Indent: 1.2}
		fit, err := s.Fit(st)
		if err != nil {
			var over *OverflowError
			var missing *GlyphError
			if !errors.As(err, &over) && !errors.As(err, &missing) {
				t.Fatal(err)
			}
			return
		}
		for i, b := range fit.Blocks {
			if fit.Chosen[i] >= 0 && b.Rows == 0 { // words without ink
				fit.Chosen[i] = -1
			}
		}
		checkFit(t, st, fit)
	})
}
