package layout

import (
	"strings"

	"kic/brand"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// partners sets the organisation's partners in a row, their logos alike in weight and their names as words after them.
// The row starts at the left of its region, and shrinks as a whole where it is too long for it.
func (b *builder) partners(l *templates.Layer, region scene.Rect) error {
	ground := b.named(l.On)
	var names []string
	var marks []*brand.Mark
	var of []string
	chips := false // each logo on a small plate, where the ground would hurt one of them
	for _, p := range b.in.Brand.Partners {
		if p.Logo == nil {
			names = append(names, p.Name)
			continue
		}
		marks, of = append(marks, p.Logo), append(of, p.Name)
		chips = chips || p.Logo.Contrast(ground) < legible
	}
	row, pad := region, 0.0
	if chips {
		pad = 0.16 * region.H
		row = region.Inset(pad, pad, pad, pad)
	}
	b.hear(orderPartners, nil, text.Curly(strings.Join(of, ", "), b.in.Campaign.Language))
	gap := 0.7 * region.H
	sizes, width := rowOf(marks, row, gap)
	room := region.W
	if len(names) > 0 && len(marks) > 0 {
		room *= 0.6 // the rest is for the words
	}
	shrink := min(1, room/max(width, 1))
	x := region.X + pad
	for i, m := range marks {
		w, h := sizes[i].X*shrink, sizes[i].Y*shrink
		box := scene.Rect{X: x, Y: region.Y + (region.H-h)/2, W: w, H: h}
		x += w + gap*shrink
		if b.turned { // the row starts at the right
			box.X = region.X + region.Right() - box.Right()
		}
		behind := ground
		if chips {
			behind = m.Plate(b.in.Brand.Colours.Paper)
			b.add(scene.Shape{Path: scene.RectPath(scene.Rect{X: box.X - pad, Y: region.Y, W: box.W + 2*pad, H: region.H}), Fill: scene.Solid(behind)})
		}
		b.result.Marks = append(b.result.Marks, Mark{Of: of[i], Logo: m, Box: box, Safe: box.Grow(clearSpace * h / 2), Ground: behind, Partner: true})
		if g, ok := m.Item(box).(scene.Group); ok {
			g.Order = orderPartners
			b.add(g)
		}
	}
	if len(names) == 0 {
		return nil
	}
	rest := scene.Rect{X: x, Y: region.Y, W: region.Right() - x, H: region.H}
	if b.turned {
		rest.X = region.X
	}
	return b.partnerNames(l, names, rest)
}

// rowOf are the sizes at which logos of a row look alike in weight, and how wide they are together.
func rowOf(marks []*brand.Mark, region scene.Rect, gap float64) (sizes []scene.Point, width float64) {
	for _, m := range marks {
		w, h := m.Size(region.W, region.H, 0.9*region.H)
		sizes = append(sizes, scene.Point{X: w, Y: h})
		width += w + gap
	}
	return sizes, width - gap
}

// partnerNames sets the partners that have no logo as one sentence.
func (b *builder) partnerNames(l *templates.Layer, names []string, room scene.Rect) error {
	words := strings.Join(names, " · ")
	if h := b.in.Campaign.Headings["partners"]; h != "" {
		words = h + " " + words
	}
	style := text.Style{
		Family: b.in.Brand.Body, Weight: 600, Size: max(0.3*room.H, SmallestMark(b.in.Placement)), LineHeight: 1.2, Optical: true, Balance: true,
		Lang: b.in.Campaign.Language, Paint: scene.Solid(b.readable(l.On, "ink")), MaxLines: 3,
	}
	words = text.Curly(words, style.Lang)
	at := text.Where{Brand: b.in.Brand.Name, Message: b.in.Message.ID, Placement: b.in.Placement.ID, Box: room}
	block, err := b.in.Shaper.SetIn(at, words, style, room.W, room.H, SmallestMark(b.in.Placement))
	if err != nil {
		return err
	}
	high := block.Baseline - block.CapTop
	block = block.Move(room.X, room.Y+(room.H-high)/2-block.CapTop)
	b.result.Wording[string(templates.LayerPartners)] = words
	b.hear(orderPartners, nil, words)
	b.result.Texts = append(b.result.Texts, Words{Slot: string(templates.LayerPartners), Box: block.Box(), Size: block.Size})
	b.add(scene.Group{ID: string(templates.LayerPartners), Role: scene.RoleP, Order: orderPartners, Items: texts(block.Lines)})
	return nil
}
