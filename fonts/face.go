package fonts

import (
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/unicode/norm"

	"kic/render/scene"
)

// Face is one weight of a family, read from a TrueType file. It is read-only and safe for concurrent use, and it is
// passed as a pointer: two faces are the same when their pointers are.
type Face struct {
	ID     string // family and weight, which is what a scene.Text names: "Source Sans 3/600"; "/italic" follows where it is
	Family string // "Source Sans 3"
	Weight int    // 100 to 900; 400 is regular, 700 bold
	Italic bool

	file     func() file // read when it is first asked for
	outlines sync.Map    // glyph id to scene.Path
	mu       sync.Mutex  // guards loader, which isn't safe for concurrent use
	loader   *font.Face
}

// file is what a TrueType file holds.
type file struct {
	data    []byte
	font    *font.Font
	metrics Metrics
}

// Data is the TrueType file; it is never to be changed.
func (f *Face) Data() []byte { return f.file().data }

// Font is the parsed file. It is safe for concurrent use.
func (f *Face) Font() *font.Font { return f.file().font }

// Metrics are the heights of the face.
func (f *Face) Metrics() Metrics { return f.file().metrics }

// Metrics are the heights of a face in em, all of them positive.
type Metrics struct {
	Ascent    float64 // from the baseline up to where the face says that its lines begin
	Descent   float64 // from the baseline down to where they end
	CapHeight float64 // of a flat capital, such as H
	XHeight   float64 // of a flat small letter, such as x
}

// Has reports whether f has a glyph for r by itself.
func (f *Face) Has(r rune) bool {
	_, ok := f.Font().NominalGlyph(r)
	return ok
}

// HasAll reports whether f can set a grapheme cluster: all of its runes one by one, or what they compose to.
func (f *Face) HasAll(cluster string) bool {
	return f.covers(cluster) || f.covers(norm.NFC.String(cluster))
}

func (f *Face) covers(s string) bool {
	for _, r := range s {
		if !f.Has(r) && !Invisible(r) {
			return false
		}
	}
	return true
}

// Outline is the shape of a glyph at an em of 1, with the origin on the baseline and y downwards; empty for a space
// and for a glyph that f doesn't have. It is made once and then shared: a caller must not change it.
func (f *Face) Outline(glyph uint32) scene.Path {
	if p, ok := f.outlines.Load(glyph); ok {
		return p.(scene.Path)
	}
	p := outlinePath(f.load(glyph), 1/float64(f.Font().Upem()))
	f.outlines.Store(glyph, p)
	return p
}

// load reads one glyph from the file.
func (f *Face) load(glyph uint32) (outline font.GlyphOutline) {
	f.mu.Lock()
	defer f.mu.Unlock()
	// A brand's font isn't to be trusted: a glyph that upsets the parser is empty.
	defer func() {
		if recover() != nil {
			outline = font.GlyphOutline{}
		}
	}()
	if glyph >= 1<<16 {
		return outline
	}
	if f.loader == nil {
		f.loader = font.NewFace(f.Font())
	}
	outline, _ = f.loader.GlyphDataOutline(uint16(glyph))
	return outline
}

// outlinePath turns an outline in font units, y upwards, into a scene path. Figures of a font are closed without saying so.
func outlinePath(outline font.GlyphOutline, scale float64) scene.Path {
	var p scene.Path
	at := func(a opentype.SegmentPoint) (x, y float64) { return float64(a.X) * scale, -float64(a.Y) * scale }
	for _, s := range outline.Segments {
		x, y := at(s.Args[0])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if !p.Empty() {
				p.Close()
			}
			p.MoveTo(x, y)
		case opentype.SegmentOpLineTo:
			p.LineTo(x, y)
		case opentype.SegmentOpQuadTo:
			x1, y1 := at(s.Args[1])
			p.QuadTo(x, y, x1, y1)
		case opentype.SegmentOpCubeTo:
			x1, y1 := at(s.Args[1])
			x2, y2 := at(s.Args[2])
			p.CubeTo(x, y, x1, y1, x2, y2)
		}
	}
	if !p.Empty() {
		p.Close()
	}
	return p
}
