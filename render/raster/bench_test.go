package raster

import (
	"image"
	"image/png"
	"io"
	"testing"
)

// report adds the megapixels that went through in a second.
func report(b *testing.B, w, h int) {
	b.ReportAllocs()
	b.ReportMetric(float64(w*h)*float64(b.N)/b.Elapsed().Seconds()/1e6, "MP/s")
}

var sizes = []struct {
	name string
	w, h int
}{{"1080p", 1920, 1080}, {"4K", 3840, 2160}, {"300x169", 300, 169}}

func BenchmarkDraw(b *testing.B) {
	s := flatArt()
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Draw(s, size.w, size.h, letters); err != nil {
					b.Fatal(err)
				}
			}
			report(b, size.w, size.h)
		})
	}
}

// BenchmarkWrite draws and writes flat art: alone, and for a further brand, which shares it but for its colours and logo.
func BenchmarkWrite(b *testing.B) {
	write := func(b *testing.B, e *Engine, l look) int {
		s := piece(l, 8, disc(60, 60, 40, l.accent))
		data, err := e.Write(Picture{Scene: s, W: 1440, H: 1080, Outlines: letters, Format: FormatPNG, First: true})
		if err != nil {
			b.Fatal(err)
		}
		return len(data)
	}
	for name, e := range map[string]*Engine{"alone": {}, "further": {Shared: new(Shared)}} {
		b.Run(name, func(b *testing.B) {
			write(b, e, green)
			n := 0
			for b.Loop() {
				n = write(b, e, bluish)
			}
			report(b, 1440, 1080)
			b.ReportMetric(float64(n), "bytes/file")
		})
	}
}

func drawn(tb testing.TB, w, h int) *image.RGBA {
	tb.Helper()
	img, err := Draw(flatArt(), w, h, letters)
	if err != nil {
		tb.Fatal(err)
	}
	return img
}

func BenchmarkPNG(b *testing.B) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			img := drawn(b, size.w, size.h)
			n := 0
			for b.Loop() {
				data, err := PNG(img, Meta{})
				if err != nil {
					b.Fatal(err)
				}
				n = len(data)
			}
			report(b, size.w, size.h)
			b.ReportMetric(float64(n), "bytes/file")
		})
	}
}

// BenchmarkStandardPNG is what PNG is compared with.
func BenchmarkStandardPNG(b *testing.B) {
	img := drawn(b, 1920, 1080)
	var n int
	for b.Loop() {
		var c counter
		if err := png.Encode(io.Writer(&c), img); err != nil {
			b.Fatal(err)
		}
		n = int(c)
	}
	report(b, 1920, 1080)
	b.ReportMetric(float64(n), "bytes/file")
}

func BenchmarkJPEG1080p(b *testing.B) {
	img := drawn(b, 1920, 1080)
	n := 0
	for b.Loop() {
		data, err := Encode(img, FormatJPEG, Meta{}, 0)
		if err != nil {
			b.Fatal(err)
		}
		n = len(data)
	}
	report(b, 1920, 1080)
	b.ReportMetric(float64(n), "bytes/file")
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
