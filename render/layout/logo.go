package layout

import (
	"errors"
	"image/color"
	"math"
	"strings"

	"kic/brand"
	"kic/render/colour"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// legible is the contrast at which a logo is not lost on its ground (WCAG 2.2, 1.4.11).
const legible = 3

// nameMost is the largest size of a name that stands for a logo, in shorter sides of the page: it must not outdo the headline.
const nameMost = 0.2

// clearSpace is what stays free round a logo, in its own heights.
const clearSpace = 0.25

// logo places the brand's logo, or its name where it has none, with the plate that it needs.
func (b *builder) logo(l *templates.Layer, region scene.Rect) error {
	mark, plate := b.pick(l)
	if mark == nil {
		return b.name(l, region, plate)
	}
	room := region
	floating := plate.shape == templates.PlateCard
	if floating { // the plate, not the logo, stands on the margin
		pad := region.H * 0.16
		room = region.Inset(pad, pad, pad, pad)
	}
	w, h := b.smaller(mark.Size(room.W, room.H, room.H))
	box := alignIn(room, w, h, l.Across, l.Down)
	b.plate(l, plate, box)
	b.names = append(b.names, text.Curly(mark.Alt, b.in.Campaign.Language))
	b.result.Marks = append(b.result.Marks, Mark{Of: b.in.Brand.Name, Logo: mark, Box: box, Safe: box.Grow(clearSpace * h), Ground: plate.colour})
	item := mark.Item(box)
	if g, ok := item.(scene.Group); ok {
		g.Order = orderLogo
		item = g
	}
	b.add(item)
	return nil
}

// isTall reports whether a brand's logo is so tall that it would be too small at the height of others.
func isTall(br *brand.Brand) bool {
	mark := br.Logo
	if mark == nil {
		mark = br.Reversed
	}
	return mark != nil && mark.Ratio() < 0.75
}

// plate is what lies behind a logo.
type plate struct {
	shape  templates.Plate
	colour color.NRGBA
}

// pick chooses between the logo and its reversed version, and the plate that shows it best. Without either it is the
// plate for the name, set as text.
func (b *builder) pick(l *templates.Layer) (*brand.Mark, plate) {
	roles := b.in.Brand.Colours
	ground := b.named(l.On)
	shape := l.Plate
	if shape == templates.PlateTab && !b.atCorner(l) {
		shape = templates.PlateCard
	}
	logo, reversed := b.in.Brand.Logo, b.in.Brand.Reversed
	if logo == nil {
		logo = reversed
	}
	if logo == nil {
		if shape == templates.PlateNone {
			return nil, plate{templates.PlateNone, ground}
		}
		return nil, plate{shape, roles.Paper}
	}
	if shape != templates.PlateNone && logo.Contrast(roles.Paper) >= legible {
		return logo, plate{shape, roles.Paper}
	}
	for _, mark := range []*brand.Mark{reversed, logo} {
		if mark != nil && mark.Contrast(ground) >= legible {
			return mark, plate{templates.PlateNone, ground}
		}
	}
	if shape == templates.PlateNone {
		shape = templates.PlateCard
	}
	return logo, plate{shape, logo.Plate(roles.Paper, roles.Deep)}
}

// atCorner reports whether a layer's region lies at the corner of the page that its tab would grow from.
func (b *builder) atCorner(l *templates.Layer) bool {
	r, near := b.plan.regions[l.Region], 2.2*b.plan.margin
	page := b.plan.page
	dx, dy := r.X-page.X, r.Y-page.Y
	if strings.HasSuffix(l.Corner, "right") {
		dx = page.Right() - r.Right()
	}
	if strings.HasPrefix(l.Corner, "bottom") {
		dy = page.Bottom() - r.Bottom()
	}
	return dx <= near && dy <= near
}

// plate paints the plate behind a logo that fills box.
func (b *builder) plate(l *templates.Layer, p plate, box scene.Rect) {
	if p.shape == templates.PlateNone || p.shape == "" {
		return
	}
	clear := clearSpace * box.H
	if p.shape == templates.PlateCard {
		pad := max(clear, b.plan.regions[l.Region].H*0.16)
		card := box.Grow(pad)
		b.add(scene.Shape{Path: scene.RoundRectPath(card, b.turnedRadii(scene.Radii{BottomRight: 0.5 * card.H})), Fill: scene.Solid(p.colour)})
		return
	}
	page, over := b.plan.page, b.in.Bleed
	x0, y0, x1, y1 := page.X-over, page.Y-over, page.Right()+over, page.Bottom()+over
	var r scene.Radii
	gap := func(d float64) float64 { return max(clear, min(d, b.plan.margin)) }
	left, right := strings.HasSuffix(l.Corner, "left"), strings.HasSuffix(l.Corner, "right")
	top, bottom := strings.HasPrefix(l.Corner, "top"), strings.HasPrefix(l.Corner, "bottom")
	if left {
		x1 = box.Right() + gap(box.X-page.X)
	}
	if right {
		x0 = box.X - gap(page.Right()-box.Right())
	}
	if top {
		y1 = box.Bottom() + gap(box.Y-page.Y)*0.86
	}
	if bottom {
		y0 = box.Y - gap(page.Bottom()-box.Bottom())*0.86
	}
	if top && y1 > page.Bottom()-3*b.plan.margin { // no sliver of ground beyond it
		y1 = page.Bottom() + over
	}
	if left && x1 > page.Right()-3*b.plan.margin {
		x1 = page.Right() + over
	}
	tab := scene.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
	// The round corner leaves the corner of the box alone.
	dx, dy := max(box.X-x0, 0), max(box.Y-y0, 0)
	if left {
		dx = max(x1-box.Right(), 0)
	}
	if top {
		dy = max(y1-box.Bottom(), 0)
	}
	round := min(0.5*min(tab.W, tab.H), dx+dy+math.Sqrt(2*dx*dy))
	switch {
	case top && left:
		r.BottomRight = round
	case top && right:
		r.BottomLeft = round
	case bottom && left:
		r.TopRight = round
	case bottom && right:
		r.TopLeft = round
	}
	b.add(scene.Shape{Path: scene.RoundRectPath(tab, r), Fill: scene.Solid(p.colour)})
}

// name sets the organisation's name in place of a logo, in full or, where that finds no room, short.
func (b *builder) name(l *templates.Layer, region scene.Rect, p plate) error {
	if l.Quiet {
		region = b.onWall(region)
	}
	room := region
	if p.shape == templates.PlateCard {
		pad := region.H * 0.16
		room = region.Inset(pad, pad, pad, pad)
	}
	br := b.in.Brand
	style := text.Style{
		Family: br.Heading, Weight: 700, Size: 0.42 * room.H, LineHeight: 1.12, Balance: true, Optical: true,
		Lang: b.in.Campaign.Language, Paint: scene.Solid(colour.On(p.colour, br.Colours.Primary, br.Colours.Ink)), MaxLines: 8,
	}
	least := SmallestMark(b.in.Placement)
	style.Size = max(b.concession.logo*min(style.Size, nameMost*min(b.plan.page.W, b.plan.page.H)), least)
	at := text.Where{Brand: br.Name, Message: b.in.Message.ID, Placement: b.in.Placement.ID, Box: room}
	words := text.Curly(br.Name, style.Lang)
	block, err := b.in.Shaper.SetIn(at, words, style, room.W, room.H, least)
	var overflow *text.OverflowError
	if errors.As(err, &overflow) && br.ShortName != br.Name {
		words = text.Curly(br.ShortName, style.Lang)
		block, err = b.in.Shaper.SetIn(at, words, style, room.W, room.H, least)
	}
	if errors.As(err, &overflow) { // the longest names take from what is beside them, and words keep off
		room = b.larger(room, l.Down)
		block, err = b.in.Shaper.SetIn(at, words, style, room.W, room.H, least)
	}
	if err != nil {
		return err
	}
	ink := scene.Rect{X: block.X, Y: block.CapTop, W: block.Width, H: block.Baseline - block.CapTop}
	to := alignIn(room, ink.W, ink.H, l.Across, l.Down)
	block = block.Move(to.X-ink.X, to.Y-ink.Y)
	var all scene.Rect
	for _, r := range inkOfBlock(block) {
		all = all.Union(r)
	}
	down := inside(all, b.plan.safe) // accents stand above the capitals
	block, to.Y = block.Move(0, down), to.Y+down
	b.plate(l, p, to)
	b.result.Wording[string(templates.TextName)] = words
	b.names = append(b.names, words)
	b.result.Marks = append(b.result.Marks, Mark{Of: br.Name, Box: to, Safe: to, Ground: p.colour, Text: true})
	b.result.Texts = append(b.result.Texts, Words{Slot: string(templates.TextName), Box: block.Box(), Size: block.Size})
	b.add(scene.Group{ID: string(templates.TextName), Role: scene.RoleP, Order: orderLogo, Items: texts(block.Lines)})
	return nil
}

// larger is room made higher by half on the side away from the one on which it stands, as far as it is safe.
func (b *builder) larger(room scene.Rect, down string) scene.Rect {
	more := room.H / 2
	room.H += more
	switch down {
	case "bottom":
		room.Y -= more
	case "middle":
		room.Y -= more / 2
	}
	return room.Intersect(b.plan.safe)
}
