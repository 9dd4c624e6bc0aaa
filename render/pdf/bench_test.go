package pdf

import (
	"io"
	"testing"

	"kic/render/scene"
)

// BenchmarkInsert writes a file of one A4 page; the font set is shared.
func BenchmarkInsert(b *testing.B) {
	s := newSetter(b)
	page := []scene.Scene{insert(s)}
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, page, Info{}, s.set); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPages writes a file of 32 pages.
func BenchmarkPages(b *testing.B) {
	s := newSetter(b)
	var pages []scene.Scene
	for range 32 {
		pages = append(pages, insert(s))
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, pages, Info{}, s.set); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
}
