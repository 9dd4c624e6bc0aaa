package text

import (
	"strings"
	"testing"
)

const paragraphWords = "Scam emails and texts look as if they came from somebody you know and trust. They hurry you, so that you " +
	"click before you think. Check the sender's address, don't open attachments that you didn't expect, and report it."

func BenchmarkShapeHeadline(b *testing.B) {
	s := NewShaper(shipped(b))
	b.ReportAllocs()
	for b.Loop() {
		clear(s.cache)
		if _, err := s.shape("Think before you click on a link in a message", headline); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSetHeadline(b *testing.B) {
	benchmarkSet(b, "Think before you click on a link in a message", headline)
}

func BenchmarkSetParagraph(b *testing.B) { benchmarkSet(b, paragraphWords, copyStyle) }

func BenchmarkSetPage(b *testing.B) {
	benchmarkSet(b, strings.Repeat(paragraphWords+"\n", 6), copyStyle)
}

func benchmarkSet(b *testing.B, words string, st Style) {
	s := NewShaper(shipped(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Set(Where{}, words, st, 420); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFitStack(b *testing.B)      { benchmarkFit(b, 900, 400) }
func BenchmarkFitTightStack(b *testing.B) { benchmarkFit(b, 330, 85) }

func benchmarkFit(b *testing.B, w, h float64) {
	s := NewShaper(shipped(b))
	st := poster(w, h)
	st.Comfort = 0.8
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Fit(st); err != nil {
			b.Fatal(err)
		}
	}
}
