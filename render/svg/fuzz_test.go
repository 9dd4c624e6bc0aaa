package svg_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kic/render/scene"
	"kic/render/svg"
)

// FuzzRead holds what Read promises for any file: no panic, no hang (which go test notices by itself), and a
// document that can be measured and written.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/read/*.svg")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := svg.Read(data, svg.Options{MaxBytes: 1 << 20, MaxPixels: 1 << 16})
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v with error %v", doc, err)
		}
		if err != nil {
			return
		}
		page := scene.Rect{W: doc.W, H: doc.H}
		if scene.Ink(doc.Group).Intersect(page).Empty() {
			t.Error("a blank document without an error")
		}
		s := scene.Scene{W: doc.W, H: doc.H, Items: []scene.Item{doc.Group}}
		if err := svg.Write(io.Discard, s, nil); err != nil {
			t.Errorf("can't be written: %v", err)
		}
	})
}

// mostAllocations is how often reading one file may ask for memory: masks of masks, the most that the bounds let through, do
// so 13.4 million times. Work is counted and not timed, as a clock measures what else the machine does.
const mostAllocations = 16_000_000

// TestHostileFilesEndSoon holds the bounds against files that are made to be slow: each ends in the way that it names, and
// at the count of the bound that it would exceed.
func TestHostileFilesEndSoon(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">`
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	chain := func(first, link string, n int) string { // each link shows the one before it twice
		var b strings.Builder
		b.WriteString(first)
		for i := 1; i < n; i++ {
			b.WriteString(strings.NewReplacer("$i", string(rune('A'+i)), "$j", string(rune('A'+i-1))).Replace(link))
		}
		return b.String()
	}
	for name, c := range map[string]struct{ ends, body string }{
		"a long path shown often":       {"svg-too-large", `<path id="A" d="M` + many("1 1 ", 1<<20) + `"/>` + many(`<use href="#A"/>`, 40_000)},
		"blanks in a path shown often":  {"svg-too-large", `<path id="A" d="M0 0L5 5` + many(" ", 4<<20) + `"/>` + many(`<use href="#A"/>`, 40_000)},
		"text in many pieces":           {"svg-text", `<text>` + many("a<tspan/>", 40_000) + many("<!---->b", 400_000) + `</text>`},
		"one rule for all":              {"svg-too-large", `<style>*{` + many("fill:red;", 400_000) + `}</style>` + many("<rect/>", 40_000)},
		"many rules for all":            {"svg-too-large", `<style>` + many("g rect{fill:red}", 1_900) + `</style>` + many("<rect/>", 40_000)},
		"deep rules":                    {"svg-empty", `<style>` + many("g ", 15) + `rect{fill:red}</style>` + many("<g>", 100) + many("<rect/>", 40_000) + many("</g>", 100)},
		"unclosed comments":             {"svg-empty", `<style>` + many("/*", 1<<20) + `</style>`},
		"many addresses":                {"svg-external", `<style>` + many("URL(", 1<<20) + `</style>`},
		"clips of clips":                {"svg-too-large", chain(`<clipPath id="A"><rect width="9" height="9"/></clipPath>`, `<clipPath id="$i"><rect width="9" height="9" clip-path="url(#$j)"/><rect width="8" height="9" clip-path="url(#$j)"/></clipPath>`, 25) + `<rect width="9" height="9" clip-path="url(#Y)"/>`},
		"masks of masks":                {"svg-too-large", chain(`<mask id="A"><rect width="9" height="9" fill="red"/></mask>`, `<mask id="$i"><rect width="9" height="9" mask="url(#$j)"/><rect width="8" height="9" mask="url(#$j)"/></mask>`, 25) + `<rect width="9" height="9" mask="url(#Y)"/>`},
		"boxes of boxes":                {"svg-too-large", many(`<g style="transform-box:fill-box" transform="rotate(1)" transform-origin="center">`, 100) + `<rect width="9" height="9"/>` + many("</g>", 100)},
		"a gradient with many stops":    {"svg-too-large", `<linearGradient id="A">` + many("<stop/>", 900) + `</linearGradient>` + many(`<rect width="1" height="1" fill="url(#A)"/>`, 40_000)},
		"a long dash pattern":           {"svg-stroke", `<style>path{stroke-dasharray:` + many("1 ", 1<<20) + `}</style>` + many(`<path d="M0 0h1" stroke="red"/>`, 40_000)},
		"many classes":                  {"", `<style>` + many(".a", 15) + `{fill:red}</style><g class="` + many("a ", 1<<20) + `">` + many(`<rect class="a" width="1" height="1"/>`, 10_000) + `</g>`},
		"a long transform":              {"", `<g transform="translate(` + many(" ", 4<<20) + `1)">` + many(`<rect width="1" height="1"/>`, 100) + `</g>`},
		"overlapping clips":             {"svg-too-large", `<clipPath id="A">` + many(`<rect width="9" height="9"/>`, 499) + `</clipPath>` + many(`<rect width="9" height="9" clip-path="url(#A)"/>`, 40_000)},
		"nested viewports":              {"", many(`<svg viewBox="0 0 1e-3 1e-3">`, 120) + `<rect width="9" height="9"/>` + many("</svg>", 120)},
		"scales that go up and down":    {"svg-empty", many(`<g transform="scale(1e-9)">`, 50) + many(`<g transform="scale(1e9)">`, 50) + `<rect width="9" height="9"/>` + many("</g>", 100)},
		"entities on entities":          {"svg-empty", many("&amp;", 1<<20)},
		"a stroke as wide as the world": {"svg-number", `<path d="M0 0h1e6" stroke="red" stroke-width="1e8"/>`},
	} {
		data := []byte(head + c.body + `</svg>`)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := svg.Read(data, svg.Options{MaxBytes: 64 << 20})
		runtime.ReadMemStats(&after)
		if n := after.Mallocs - before.Mallocs; n > mostAllocations {
			t.Errorf("%s: %d allocations, want at most %d", name, n, mostAllocations)
		}
		if (err == nil) != (c.ends == "") || err != nil && !strings.Contains(err.Error(), "["+c.ends+"]") {
			t.Errorf("%s: ends with %.200v, want the code %q", name, err, c.ends)
		}
	}
}

func BenchmarkReadLogo(b *testing.B) {
	data, err := os.ReadFile("testdata/read/sketch-mask-use.svg")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := svg.Read(data, svg.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteScene(b *testing.B) {
	s := sample()
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := svg.Write(&out, s, square); err != nil {
			b.Fatal(err)
		}
	}
}
