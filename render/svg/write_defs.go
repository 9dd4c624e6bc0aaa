package svg

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image/png"
	"strings"

	"kic/render/scene"
)

// define adds a definition, once, and gives its id. body has %s where the id goes.
func (p *printer) define(kind, body string) (id string) {
	if id, have := p.defined[body]; have {
		return id
	}
	id = p.unique(fmt.Sprintf("%s-%d", kind, len(p.defined)+1))
	p.defined[body] = id
	p.defs.WriteString(strings.Replace(body, "%s", id, 1))
	return id
}

// unique is name as a valid id that the file doesn't have yet.
func (p *printer) unique(name string) string {
	name = strings.Map(func(c rune) rune {
		if c >= 0x80 || isAlpha(byte(c)) || isDigit(byte(c)) || c == '-' || c == '_' || c == '.' {
			return c
		}
		return '-'
	}, name)
	if name == "" || !isAlpha(name[0]) && name[0] < 0x80 && name[0] != '_' {
		name = "_" + name
	}
	id := name
	for n := 2; p.ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", name, n)
	}
	p.ids[id] = true
	return id
}

func (p *printer) gradient(g scene.Gradient) string {
	tag, attrs := "linearGradient", ""
	if g.Radial {
		tag = "radialGradient"
		attrs = attribute("cx", p.fine(g.To.X)) + attribute("cy", p.fine(g.To.Y)) + attribute("r", p.fine(g.Radius))
		if g.From != g.To {
			attrs += attribute("fx", p.fine(g.From.X)) + attribute("fy", p.fine(g.From.Y))
		}
	} else {
		attrs = attribute("x1", p.fine(g.From.X)) + attribute("y1", p.fine(g.From.Y)) + attribute("x2", p.fine(g.To.X)) + attribute("y2", p.fine(g.To.Y))
	}
	if m := g.Transform.OrIdentity(); m != scene.Identity {
		attrs += attribute("gradientTransform", p.transform(m))
	}
	attrs += attribute("spreadMethod", []string{"", "reflect", "repeat"}[g.Spread])
	var b strings.Builder
	fmt.Fprintf(&b, "    <%s id=\"%%s\" gradientUnits=\"userSpaceOnUse\"%s>\n", tag, attrs)
	for _, s := range g.Stops {
		fmt.Fprintf(&b, "      <stop offset=\"%s\" stop-color=\"#%02x%02x%02x\"", p.num(s.Offset, 6), s.Color.R, s.Color.G, s.Color.B)
		if s.Color.A != 255 {
			b.WriteString(attribute("stop-opacity", p.num(float64(s.Color.A)/255, 4)))
		}
		b.WriteString("/>\n")
	}
	fmt.Fprintf(&b, "    </%s>\n", tag)
	return p.define("gradient", b.String())
}

func (p *printer) clip(c scene.Clip, scale float64) string {
	rule := ""
	if c.EvenOdd {
		rule = ` clip-rule="evenodd"`
	}
	return p.define("clip", fmt.Sprintf("    <clipPath id=\"%%s\">\n      <path d=%q%s/>\n    </clipPath>\n", p.path(c.Path, scale), rule))
}

func (p *printer) mask(m scene.Mask, scale float64) string {
	kind := ""
	if m.Alpha {
		kind = ` style="mask-type:alpha"`
	}
	ink := scene.Ink(scene.Group{Items: m.Items})
	ink = ink.Grow(max(ink.W, ink.H) * 0.01) // the edge is no part of the drawing
	var items bytes.Buffer
	p.items(&items, 3, scale, m.Items)
	return p.define("mask", fmt.Sprintf("    <mask id=\"%%s\" maskUnits=\"userSpaceOnUse\"%s%s%s%s%s>\n%s    </mask>\n",
		attribute("x", p.fine(ink.X)), attribute("y", p.fine(ink.Y)), attribute("width", p.fine(ink.W)), attribute("height", p.fine(ink.H)),
		kind, items.String()))
}

// image embeds a picture; a picture that is shown twice is embedded twice, for editors that don't know better.
func (p *printer) image(b *bytes.Buffer, in string, scale float64, it scene.Image) {
	var data bytes.Buffer
	if err := png.Encode(&data, it.Source); err != nil {
		p.fail(fmt.Errorf("picture %q: %w", it.Alt, err))
		return
	}
	p.linked = true
	digits := decimals(scale)
	label := ` aria-hidden="true"`
	if it.Alt != "" {
		label = ` role="img"` + attribute("aria-label", it.Alt)
	}
	fmt.Fprintf(b, "%s<image%s%s%s%s preserveAspectRatio=\"none\"%s xlink:href=\"data:image/png;base64,%s\"/>\n", in,
		attribute("x", p.num(it.Box.X, digits)), attribute("y", p.num(it.Box.Y, digits)),
		attribute("width", p.num(it.Box.W, digits)), attribute("height", p.num(it.Box.H, digits)),
		label, base64.StdEncoding.EncodeToString(data.Bytes()))
}
