package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"kic/render/scene"
)

// Outlines gives the outline of one glyph of a face: one em is 1, y points down, and the origin lies on the baseline.
// A glyph without ink has an empty outline; ok is false when the face or the glyph isn't known.
type Outlines func(face string, glyph uint32) (outline scene.Path, ok bool)

// Write writes s as an SVG file for any editor. Groups keep their names; gradients, clips and masks are definitions;
// pictures are embedded as PNG. Each line of text is one path, in a group that says the words. Width and height are in the
// scene's unit; what lies beyond the page is kept, but isn't seen. The same scene gives the same bytes.
//
// It is an error when a number isn't finite, or when a text names a glyph that outlines doesn't know.
func Write(w io.Writer, s scene.Scene, outlines Outlines) error {
	p := &printer{outlines: outlines, ids: map[string]bool{}, defined: map[string]string{}}
	p.items(&p.body, 1, 1, s.Items)
	var out bytes.Buffer
	p.root(&out, s)
	if p.err != nil {
		return fmt.Errorf("svg: %w", p.err)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// printer collects the definitions and the body of one file.
type printer struct {
	outlines   Outlines
	defs, body bytes.Buffer
	ids        map[string]bool
	defined    map[string]string // definitions by what they say, to their ids
	linked     bool              // an xlink:href was written
	err        error
}

func (p *printer) root(out *bytes.Buffer, s scene.Scene) {
	unit := ""
	if s.Unit == scene.Pt {
		unit = "pt"
	}
	w, h := p.num(s.W, 3), p.num(s.H, 3)
	out.WriteString(`<svg xmlns="` + svgSpace + `"`)
	if p.linked {
		out.WriteString(` xmlns:xlink="` + xlinkSpace + `"`)
	}
	fmt.Fprintf(out, ` width="%s%s" height="%s%s" viewBox="0 0 %s %s" role="img"`, w, unit, h, unit, w, h)
	out.WriteString(attribute("lang", s.Lang) + ">\n")
	if s.Title != "" {
		out.WriteString("  <title>" + escape(s.Title) + "</title>\n")
	}
	for _, alt := range s.Alt {
		lang := ""
		if alt.Lang != s.Lang || len(s.Alt) > 1 {
			lang = attribute("xml:lang", alt.Lang)
		}
		out.WriteString("  <desc" + lang + ">" + escape(alt.Words) + "</desc>\n")
	}
	if p.defs.Len() > 0 {
		out.WriteString("  <defs>\n")
		out.Write(p.defs.Bytes())
		out.WriteString("  </defs>\n")
	}
	out.Write(p.body.Bytes())
	out.WriteString("</svg>\n")
}

// items writes to b; scale is how large a unit is on the page, for the number of decimals.
func (p *printer) items(b *bytes.Buffer, depth int, scale float64, items []scene.Item) {
	in := strings.Repeat("  ", depth)
	for _, it := range items {
		switch it := it.(type) {
		case scene.Shape:
			if attrs := p.paints(it.Fill, it.Stroke, it.EvenOdd, scale); attrs != "" {
				fmt.Fprintf(b, "%s<path d=%q%s/>\n", in, p.path(it.Path, scale), attrs)
			}
		case scene.Text:
			p.text(b, in, scale, it)
		case scene.Image:
			p.image(b, in, scale, it)
		case scene.Group:
			p.group(b, depth, scale, it)
		}
	}
}

func (p *printer) group(b *bytes.Buffer, depth int, scale float64, g scene.Group) {
	in := strings.Repeat("  ", depth)
	m := g.Transform.OrIdentity()
	inner := scale * m.MeanScale()
	attrs := ""
	if g.ID != "" {
		attrs += attribute("id", p.unique(g.ID))
	}
	if m != scene.Identity {
		attrs += attribute("transform", p.transform(m))
	}
	if g.Opacity != 0 && g.Opacity != 1 {
		attrs += attribute("opacity", p.num(g.Opacity, 4))
	}
	if g.Clip != nil {
		attrs += attribute("clip-path", "url(#"+p.clip(*g.Clip, inner)+")")
	}
	if g.Mask != nil {
		attrs += attribute("mask", "url(#"+p.mask(*g.Mask, inner)+")")
	}
	switch {
	case g.Role == scene.RoleArtifact:
		attrs += ` aria-hidden="true"`
	case g.Alt != "":
		attrs += ` role="img"` + attribute("aria-label", g.Alt) + attribute("lang", g.Lang)
	}
	open, end := "g", "g"
	if link := strings.ToLower(g.Link); strings.HasPrefix(link, "https:") || strings.HasPrefix(link, "http:") || strings.HasPrefix(link, "mailto:") {
		open, end = "a"+attribute("href", g.Link), "a"
	}
	fmt.Fprintf(b, "%s<%s%s>\n", in, open, attrs)
	p.items(b, depth+1, inner, g.Items)
	fmt.Fprintf(b, "%s</%s>\n", in, end)
}

// text writes one line as one path; the words go with it, for those who listen and those who edit.
func (p *printer) text(b *bytes.Buffer, in string, scale float64, t scene.Text) {
	var line scene.Path
	for _, g := range t.Glyphs {
		outline, ok := p.outlines(t.Face, g.ID)
		if !ok {
			p.fail(fmt.Errorf("text %q: glyph %d of face %q isn't known", t.String, g.ID, t.Face))
			return
		}
		line.Append(outline.Transform(scene.Matrix{A: t.Size, D: t.Size, E: t.Origin.X + g.X, F: t.Origin.Y + g.Y}))
	}
	attrs := p.paints(t.Paint, nil, false, scale)
	if line.Empty() || attrs == "" {
		return
	}
	label := attribute("aria-label", strings.TrimSpace(t.String)) + attribute("lang", t.Lang)
	fmt.Fprintf(b, "%s<g role=\"img\"%s>\n%s  <path d=%q%s/>\n%s</g>\n", in, label, in, p.path(line, scale), attrs, in)
}

// paints are the attributes of a fill and a stroke; empty when nothing is painted.
func (p *printer) paints(fill scene.Paint, s *scene.Stroke, evenOdd bool, scale float64) string {
	if fill.IsZero() && (s == nil || s.Paint.IsZero()) {
		return ""
	}
	attrs := p.paint("fill", fill)
	if evenOdd && !fill.IsZero() {
		attrs += ` fill-rule="evenodd"`
	}
	if s == nil || s.Paint.IsZero() {
		return attrs
	}
	digits := decimals(scale)
	attrs += p.paint("stroke", s.Paint) + attribute("stroke-width", p.num(s.Width, digits))
	attrs += attribute("stroke-linecap", []string{"", "round", "square"}[s.Cap])
	attrs += attribute("stroke-linejoin", []string{"", "round", "bevel"}[s.Join])
	if s.MiterLimit != 0 && s.MiterLimit != 4 {
		attrs += attribute("stroke-miterlimit", p.num(s.MiterLimit, 3))
	}
	if len(s.Dash) > 0 {
		list := make([]string, len(s.Dash))
		for i, d := range s.Dash {
			list[i] = p.num(d, digits)
		}
		attrs += attribute("stroke-dasharray", strings.Join(list, " "))
		if s.DashOffset != 0 {
			attrs += attribute("stroke-dashoffset", p.num(s.DashOffset, digits))
		}
	}
	return attrs
}

func (p *printer) paint(name string, v scene.Paint) string {
	if v.Gradient != nil {
		return attribute(name, "url(#"+p.gradient(*v.Gradient)+")")
	}
	if v.IsZero() {
		return attribute(name, "none")
	}
	c := v.Color
	attrs := attribute(name, fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B))
	if c.A != 255 {
		attrs += attribute(name+"-opacity", p.num(float64(c.A)/255, 4))
	}
	return attrs
}

// path is path data with as many decimals as the page can show.
func (p *printer) path(path scene.Path, scale float64) string {
	digits := decimals(scale)
	var b strings.Builder
	path.Walk(func(v scene.Verb, pts []scene.Point) {
		b.WriteByte("MLQCZ"[v])
		for i, pt := range pts {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(p.num(pt.X, digits))
			b.WriteByte(' ')
			b.WriteString(p.num(pt.Y, digits))
		}
	})
	return b.String()
}

// decimals is how many decimals tell a thousandth of the page's unit.
func decimals(scale float64) int {
	if scale <= 1 || math.IsInf(scale, 0) || math.IsNaN(scale) {
		return 3
	}
	return 3 + int(math.Ceil(math.Log10(scale)))
}

// num writes v with at most the given decimals, and without an exponent.
func (p *printer) num(v float64, digits int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		p.fail(fmt.Errorf("a number in the scene isn't finite"))
		return "0"
	}
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// fine writes v with eight significant digits, for what gets multiplied.
func (p *printer) fine(v float64) string {
	if v == 0 || math.Abs(v) < 1e-15 {
		return "0"
	}
	return p.num(v, max(0, 7-int(math.Floor(math.Log10(math.Abs(v))))))
}

func (p *printer) transform(m scene.Matrix) string {
	switch {
	case m.A == 1 && m.B == 0 && m.C == 0 && m.D == 1:
		return "translate(" + p.fine(m.E) + " " + p.fine(m.F) + ")"
	case m.B == 0 && m.C == 0 && m.E == 0 && m.F == 0:
		return "scale(" + p.fine(m.A) + " " + p.fine(m.D) + ")"
	}
	parts := make([]string, 6)
	for i, v := range []float64{m.A, m.B, m.C, m.D, m.E, m.F} {
		parts[i] = p.fine(v)
	}
	return "matrix(" + strings.Join(parts, " ") + ")"
}

func (p *printer) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// attribute is one attribute with a space before it; nothing when it has no value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + escape(value) + `"`
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder doesn't fail
	return b.String()
}
