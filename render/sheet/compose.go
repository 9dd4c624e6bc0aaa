package sheet

import (
	"image/color"
	"math"

	"kic/render/colour"
	"kic/render/scene"
	"kic/render/text"
)

// The sheet's own colours: an off-white ground that lets the pieces stand out, and quiet words.
var (
	paper    = color.NRGBA{0xf6, 0xf4, 0xef, 0xff}
	ink      = color.NRGBA{0x1f, 0x25, 0x2d, 0xff}
	quiet    = color.NRGBA{0x5a, 0x61, 0x6a, 0xff}
	hairline = color.NRGBA{0xd5, 0xd0, 0xc5, 0xff}
)

// readable is the least contrast of words, by WCAG 2.2.
const readable = 4.5

// composer sets all words of a sheet, and the logo, in their places.
type composer struct {
	shaper  *text.Shaper
	content Content
	plan    plan
	items   []scene.Item
}

func (c *composer) compose() error {
	captions := map[*Group]float64{}
	for i := range c.content.Sections {
		for j := range c.content.Sections[i].Groups {
			g := &c.content.Sections[i].Groups[j]
			name, err := c.shaper.Width(text.Where{}, g.Name, c.style(1, 700, ink))
			if err != nil {
				return err
			}
			detail, err := c.shaper.Width(text.Where{}, g.Detail, c.style(1, 400, quiet))
			if err != nil {
				return err
			}
			captions[g] = max(name, detail) * 1.001
		}
	}
	var failed error
	a := arranger{content: c.content, captions: captions, header: func(width float64) float64 {
		probe := composer{shaper: c.shaper, content: c.content}
		h, err := probe.header(0, 0, width)
		failed = err
		return h
	}}
	var err error
	c.plan, err = a.arrange()
	if failed != nil {
		err = failed
	}
	if err != nil {
		return err
	}
	return c.set()
}

// set collects the items of the sheet.
func (c *composer) set() error {
	width := float64(c.plan.w)
	c.rect(scene.Rect{W: width, H: float64(c.plan.h)}, paper)
	if _, err := c.header(c.plan.margin, c.plan.margin, width-2*c.plan.margin); err != nil {
		return err
	}
	m := measuresOf(c.plan.unit)
	for _, h := range c.plan.heads {
		s := &c.content.Sections[h.section]
		c.rect(scene.Rect{X: h.x, Y: h.y, W: h.w, H: 2}, hairline)
		if _, err := c.line(s.Name, c.style(m.heading, 700, ink), h.x, h.baseline); err != nil {
			return err
		}
	}
	for i := range c.plan.blocks {
		b := &c.plan.blocks[i]
		if _, err := c.fitted(b.group.Name, c.style(m.caption, 700, ink), b.x, b.y+m.caption*0.9, b.w); err != nil {
			return err
		}
		if _, err := c.fitted(b.group.Detail, c.style(m.caption, 400, quiet), b.x, b.y+m.caption*2.15, b.w); err != nil {
			return err
		}
	}
	return nil
}

// header sets the title block with its top left corner at x, y, and returns its height with the room below it.
func (c *composer) header(x, y, width float64) (float64, error) {
	title := max(56, width*0.023)
	small := max(19, title*0.33)
	logoW, logoH := c.logo(x, y, width, title)
	room := width
	if logoW > 0 {
		room -= logoW + title
	}
	top := y
	for _, line := range []struct {
		words string
		style text.Style
		gap   float64
	}{
		{c.content.Over, c.style(small*1.15, 700, quiet), 0},
		{c.content.Title, c.heading(title), title * 0.42},
	} {
		b, err := c.block(line.words, line.style, x, y+line.gap, room)
		if err != nil {
			return 0, err
		}
		if b > 0 {
			y += line.gap + b
		}
	}
	y += title * 0.5
	for _, note := range c.content.Notes {
		if note == "" {
			continue
		}
		st := c.style(small, 400, ink)
		st.Balance = true
		b, err := c.block(note, st, x, y, min(room, small*62))
		if err != nil {
			return 0, err
		}
		y += b + small*0.8
	}
	if c.content.guides() != (guides{}) {
		b, err := c.legend(x, y+small*0.35, small)
		if err != nil {
			return 0, err
		}
		y += b + small*0.35
	}
	return math.Ceil(max(y-top, logoH) + title*0.85), nil
}

// The words that explain the outlines.
const (
	legendSafe    = "Safe area: words and logos keep inside"
	legendCovered = "Covered by the place itself, such as a clock or a profile picture"
)

// legend explains the outlines, with a sample of each.
func (c *composer) legend(x, y, size float64) (float64, error) {
	st := c.style(size, 400, ink)
	base := y + size
	shown := c.content.guides()
	for _, l := range []struct {
		words          string
		shown, covered bool
	}{{legendSafe, shown.safe, false}, {legendCovered, shown.covered, true}} {
		if !l.shown {
			continue
		}
		box := scene.Rect{X: x, Y: base - size*0.82, W: size * 1.7, H: size}
		c.items = append(c.items, sample(box, l.covered, size*0.085))
		x += size * 2.15
		w, err := c.line(l.words, st, x, base)
		if err != nil {
			return 0, err
		}
		x += w + size*2
	}
	return size * 1.3, nil
}

// sample is a piece of an outline as it stands on the pieces.
func sample(box scene.Rect, covered bool, line float64) scene.Item {
	s := scene.Shape{Path: scene.RectPath(box), Stroke: &scene.Stroke{Paint: scene.Solid(guide), Width: line * 1.4, Dash: []float64{line * 4, line * 3}}}
	if covered {
		veil := guide
		veil.A = veilAlpha
		s.Fill, s.Stroke.Dash = scene.Solid(veil), nil
	}
	return s
}

// logo puts the brand's logo into the top right corner, on a plate where the ground would hurt it, and returns its size.
func (c *composer) logo(x, y, width, title float64) (w, h float64) {
	if c.content.Brand == nil {
		return 0, 0
	}
	mark := c.content.Brand.Logo
	if other := c.content.Brand.Reversed; mark == nil || other != nil && mark.Contrast(paper) < 3 && other.Contrast(paper) >= 3 {
		if mark = other; mark == nil {
			return 0, 0
		}
	}
	w, h = mark.Size(width*0.22, title*2.6, title*1.9)
	box := scene.Rect{X: x + width - w, Y: y, W: w, H: h}
	if mark.Contrast(paper) < 3 || mark.Back.A != 0 {
		pad := h * 0.28
		roles := c.content.Brand.Colours
		plate := scene.Rect{X: x + width - w - 2*pad, Y: y, W: w + 2*pad, H: h + 2*pad}
		c.items = append(c.items, scene.Shape{
			Path: scene.RoundRectPath(plate, scene.Radii{TopLeft: pad * 0.3, TopRight: pad * 0.3, BottomRight: pad * 0.3, BottomLeft: pad * 0.3}),
			Fill: scene.Solid(mark.Plate(roles.PrimaryDark, roles.Primary)),
		})
		box, w, h = plate.Inset(pad, pad, pad, pad), plate.W, plate.H
	}
	c.items = append(c.items, mark.Item(box))
	return w, h
}

func (c *composer) style(size float64, weight int, colour color.NRGBA) text.Style {
	st := text.Style{Weight: weight, Size: size, LineHeight: 1.35, Lang: english, Paint: scene.Solid(colour)}
	if c.content.Brand != nil {
		st.Family = c.content.Brand.Body
	}
	return st
}

// heading is the style of the title.
func (c *composer) heading(size float64) text.Style {
	st := c.style(size, 800, ink)
	st.LineHeight, st.Balance, st.Optical = 1.08, true, true
	st.Paint = scene.Solid(c.content.accent())
	if c.content.Brand != nil {
		st.Family = c.content.Brand.Heading
	}
	return st
}

// accent is the colour of the title: the brand's where it reads.
func (c *Content) accent() color.NRGBA {
	if c.Brand == nil {
		return ink
	}
	for _, shade := range []color.NRGBA{c.Brand.Colours.Primary, c.Brand.Colours.PrimaryDark, c.Brand.Colours.Deep} {
		if colour.Contrast(shade, paper) >= readable {
			return shade
		}
	}
	return ink
}

// block sets words from the top of their capitals at y downwards and returns how far their last baseline lies below.
func (c *composer) block(words string, st text.Style, x, y, width float64) (float64, error) {
	if words == "" {
		return 0, nil
	}
	b, err := c.shaper.Set(text.Where{}, words, st, width)
	if err != nil {
		return 0, err
	}
	down := b.Baseline - b.CapTop
	c.place(b.Move(x, y-b.CapTop))
	return down, nil
}

// line sets words in one line on a baseline and returns their width.
func (c *composer) line(words string, st text.Style, x, baseline float64) (float64, error) {
	if words == "" {
		return 0, nil
	}
	b, err := c.shaper.Set(text.Where{}, words, st, math.Inf(1))
	if err != nil {
		return 0, err
	}
	c.place(b.Move(x, baseline-b.Baseline))
	return b.Width, nil
}

// fitted is line, in smaller type where width asks for it.
func (c *composer) fitted(words string, st text.Style, x, baseline, width float64) (float64, error) {
	w, err := c.shaper.Width(text.Where{}, words, st)
	if err != nil {
		return 0, err
	}
	if w > width {
		st.Size *= width / w
	}
	return c.line(words, st, x, baseline)
}

func (c *composer) place(b text.Block) {
	for _, t := range b.Lines {
		c.items = append(c.items, t)
	}
}

func (c *composer) rect(r scene.Rect, colour color.NRGBA) {
	c.items = append(c.items, scene.Shape{Path: scene.RectPath(r), Fill: scene.Solid(colour)})
}
