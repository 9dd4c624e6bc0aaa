package scene

import (
	"fmt"
	"image/color"
	"io"
	"strings"
)

// Dump prints s as stable text, one line an item, for goldens and for people.
func Dump(w io.Writer, s Scene) error {
	d := &dumper{w: w}
	d.line(0, "scene %q %s×%s %s lang=%s bleed=%s safe=%s", s.Title, Number(s.W), Number(s.H), s.Unit, s.Lang, Number(s.Bleed), s.Safe)
	for _, alt := range s.Alt {
		d.line(1, "alt %s %q", alt.Lang, alt.Words)
	}
	d.items(1, s.Items)
	return d.err
}

type dumper struct {
	w   io.Writer
	err error
}

func (d *dumper) line(depth int, format string, args ...any) {
	if d.err == nil {
		_, d.err = fmt.Fprintf(d.w, strings.Repeat("  ", depth)+format+"\n", args...)
	}
}

func (d *dumper) items(depth int, items []Item) {
	for _, it := range items {
		switch it := it.(type) {
		case Shape:
			d.line(depth, "shape%s", shapeAttrs(it))
		case Text:
			d.line(depth, "text %q %s %s at %s,%s %s box=%s glyphs=%d", it.String, it.Face, Number(it.Size), Number(it.Origin.X), Number(it.Origin.Y), it.Paint, it.Bounds, len(it.Glyphs))
		case Image:
			b := it.Source.Bounds()
			d.line(depth, "image %d×%d box=%s alt=%q", b.Dx(), b.Dy(), it.Box, it.Alt)
		case Group:
			d.line(depth, "group%s", groupAttrs(it))
			d.items(depth+1, it.Items)
			if it.Mask != nil {
				d.line(depth+1, "mask alpha=%t", it.Mask.Alpha)
				d.items(depth+2, it.Mask.Items)
			}
		}
	}
}

func shapeAttrs(s Shape) string {
	var b strings.Builder
	if !s.Fill.IsZero() {
		fmt.Fprintf(&b, " fill=%s", s.Fill)
		if s.EvenOdd {
			b.WriteString(" even-odd")
		}
	}
	if s.Stroke != nil {
		fmt.Fprintf(&b, " stroke=%s/%s", s.Stroke.Paint, Number(s.Stroke.Width))
	}
	fmt.Fprintf(&b, " box=%s steps=%d", s.Path.Bounds(), len(s.Path.Verbs))
	return b.String()
}

func groupAttrs(g Group) string {
	var b strings.Builder
	if g.ID != "" {
		fmt.Fprintf(&b, " #%s", g.ID)
	}
	if g.Role != "" {
		fmt.Fprintf(&b, " role=%s", g.Role)
	}
	if g.Order != 0 {
		fmt.Fprintf(&b, " order=%d", g.Order)
	}
	if m := g.Transform.OrIdentity(); m != Identity {
		fmt.Fprintf(&b, " matrix(%s %s %s %s %s %s)", Number(m.A), Number(m.B), Number(m.C), Number(m.D), Number(m.E), Number(m.F))
	}
	if g.Opacity != 0 && g.Opacity != 1 {
		fmt.Fprintf(&b, " opacity=%s", Number(g.Opacity))
	}
	if g.Clip != nil {
		fmt.Fprintf(&b, " clip=%s", g.Clip.Path.Bounds())
	}
	if g.Alt != "" {
		fmt.Fprintf(&b, " alt=%q", g.Alt)
	}
	if g.Lang != "" {
		fmt.Fprintf(&b, " lang=%s", g.Lang)
	}
	for _, alt := range g.Also {
		fmt.Fprintf(&b, " %s=%q", alt.Lang, alt.Words)
	}
	if g.Link != "" {
		fmt.Fprintf(&b, " link=%s", g.Link)
	}
	return b.String()
}

// String is r as x,y,w,h.
func (r Rect) String() string {
	return Number(r.X) + "," + Number(r.Y) + "," + Number(r.W) + "," + Number(r.H)
}

// String is p's colour as #RRGGBB, with the alpha added where it isn't opaque, or the kind of its gradient.
func (p Paint) String() string {
	switch {
	case p.Gradient != nil && p.Gradient.Radial:
		return fmt.Sprintf("radial[%d]", len(p.Gradient.Stops))
	case p.Gradient != nil:
		return fmt.Sprintf("linear[%d]", len(p.Gradient.Stops))
	default:
		return Hex(p.Color)
	}
}

// Hex writes c as #RRGGBB, or as #RRGGBBAA where it isn't opaque.
func Hex(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02X%02X%02X%02X", c.R, c.G, c.B, c.A)
}
