package pdf

import (
	"fmt"
	"math"
	"strings"

	"kic/render/scene"
)

// unsaid is what a glyph stands for whose letter another glyph has said: nothing that is seen or that parts words.
const unsaid = "\u2060"

// text paints a run where its words are read, or as decoration.
func (p *painter) text(c *canvas, t scene.Text, at place) error {
	if len(t.Glyphs) == 0 || !(t.Size > 0) || !visible(t.Paint) {
		return nil
	}
	f, err := p.doc.fonts.face(t.Face)
	if err != nil {
		return fmt.Errorf("text %q: %w", t.String, err)
	}
	r := run{canvas: c, face: f, text: t, target: at.target()}
	if !c.mute && !at.whole && at.read {
		r.target, r.read = at.node.block().spoken(t.Lang), true
	}
	use(&c.res.fonts, f.name, f.ref.String())
	within := c.mute || at.whole // the mark that is open holds all of the run; else it may need several
	if within {
		c.mark(r.target)
	} else if t.Paint.Gradient != nil {
		c.unmark()
	}
	layered := p.choose(c, t.Paint, false, t.Bounds.Union(t.Ink))
	if err := r.words(); err != nil {
		return fmt.Errorf("text %q: %w", t.String, err)
	}
	if layered && !within {
		c.unmark()
	}
	c.popIf(layered)
	return nil
}

// run writes the glyphs of one text. The pen is where PDF, adding up the widths that the font gives, has got to.
type run struct {
	canvas *canvas
	face   *face
	text   scene.Text
	target *node // where its words belong; nil: decoration
	read   bool  // its words are read, and not only what stands for all of a figure

	at    *node       // where what is being written belongs
	open  bool        // a text object is
	line  scene.Point // where its last line starts, from the text's origin
	pen   float64     // from the text's origin
	shown []byte      // of the array of glyphs that is open
}

// words writes the glyphs in the order in which their words are read. Marks and dots, for which their letters have spoken,
// are drawn as shapes: as text they'd be taken for letters of their own, and for lines of their own where they stand high. A word that its glyphs can't say one after another is an element of its own, which says it; not so
// in scripts that run from right to left, where a letter is never shown by several glyphs side by side.
func (r *run) words() error {
	var silent []scene.Glyph
	list, swallowed := clusters(r.text)
	for len(list) > 0 {
		n, simple := word(list)
		if !r.read || !simple && !r.text.RTL {
			r.mark(r.whole(list[:n]))
			for _, k := range list[:n] {
				r.cluster(k)
			}
		} else {
			r.mark(r.target)
			for _, k := range list[:n] {
				r.show(k.glyphs[k.speaker], k.text)
				silent = append(append(silent, k.glyphs[:k.speaker]...), k.glyphs[k.speaker+1:]...)
			}
		}
		list = list[n:]
	}
	if swallowed {
		r.space()
	}
	r.end()
	r.draw(silent)
	return r.face.err
}

// draw paints glyphs as shapes.
func (r *run) draw(glyphs []scene.Glyph) {
	if len(glyphs) == 0 {
		return
	}
	r.canvas.mark(r.target)
	for _, g := range glyphs {
		at := scene.Matrix{A: r.text.Size, D: r.text.Size, E: r.text.Origin.X + g.X, F: r.text.Origin.Y + g.Y}
		r.canvas.path(r.face.from.Outline(g.ID).Transform(at))
	}
	r.canvas.raw("f")
}

// whole is the element for a word that is said as a whole.
func (r *run) whole(list []cluster) *node {
	if !r.read {
		return r.target
	}
	span := r.target.child("Span", 0)
	for _, k := range list {
		span.actual += k.text
	}
	return span
}

// mark begins what belongs to n.
func (r *run) mark(n *node) {
	if r.open && r.at == n {
		return
	}
	r.end()
	r.canvas.mark(n)
	r.at = n
}

// cluster shows all glyphs of k in visual order.
func (r *run) cluster(k cluster) {
	for i, g := range k.glyphs {
		if i == k.speaker {
			r.show(g, k.text)
		} else {
			r.show(g, unsaid)
		}
	}
}

// show paints a glyph that stands for text, in one string with the last one where nothing lies between them.
func (r *run) show(g scene.Glyph, text string) {
	if text == "" {
		text = unsaid
	} else if strings.TrimSpace(text) == "" {
		text = " "
	}
	r.moveTo(g.X, g.Y)
	r.code(r.face.code(g.ID, text))
}

func (r *run) code(code uint16) {
	if n := len(r.shown); n > 0 && r.shown[n-1] == '>' {
		r.shown = r.shown[:n-1]
	} else {
		r.shown = append(r.shown, '<')
	}
	r.shown = fmt.Appendf(r.shown, "%04X>", code)
	r.pen += r.face.width(code) * r.text.Size / 1000
}

// moveTo brings the pen to x and y: by a gap in the array where the line stays the same. Gaps under half a thousandth of an em
// are left to the next one, so that they don't add up.
func (r *run) moveTo(x, y float64) {
	r.begin(x, y)
	if y != r.line.Y {
		r.flush()
		r.canvas.op("Td", x-r.line.X, r.line.Y-y)
		r.line, r.pen = scene.Point{X: x, Y: y}, x
		return
	}
	gap := math.Round((r.pen-x)*10000/r.text.Size) / 10 // thousandths of an em, to the left
	if math.Abs(gap) < 0.5 {
		return
	}
	r.shown = appendNumber(append(r.shown, ' '), gap, 1)
	r.pen -= gap * r.text.Size / 1000
}

// begin opens a text object at x and y from the text's origin, unless one is open.
func (r *run) begin(x, y float64) {
	if r.open {
		return
	}
	r.open, r.line, r.pen = true, scene.Point{X: x, Y: y}, x
	r.canvas.raw("BT")
	r.canvas.raw(fmt.Sprintf("/%s %s Tf", r.face.name, numbers(5, r.text.Size)))
	r.canvas.buf = append(r.canvas.buf, "1 0 0 -1 "...)
	r.canvas.op("Tm", r.text.Origin.X+x, r.text.Origin.Y+y)
}

// flush writes the array.
func (r *run) flush() {
	if len(r.shown) > 0 {
		r.canvas.raw("[" + string(r.shown) + "] TJ")
	}
	r.shown = r.shown[:0]
}

// end closes the text object.
func (r *run) end() {
	if r.open {
		r.flush()
		r.canvas.raw("ET")
	}
	r.open = false
}

// space writes the space that a line break swallowed, so that whoever takes the words out of the file doesn't join two of them.
func (r *run) space() {
	code, ok := r.face.space()
	if !ok {
		return
	}
	r.mark(r.target)
	x := r.pen
	if r.text.RTL {
		x = -r.face.width(code) * r.text.Size / 1000
	}
	r.moveTo(x, 0)
	r.code(code)
}

// words are all that items say, in painting order.
func words(items []scene.Item) string {
	var b strings.Builder
	for _, it := range items {
		switch it := it.(type) {
		case scene.Text:
			b.WriteString(it.String)
		case scene.Group:
			b.WriteString(words(it.Items))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
