package layout

import (
	"errors"
	"image/color"
	"strconv"

	"kic/render/colour"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// text fits the slots of a layer into its region and paints them.
func (b *builder) text(l *templates.Layer, region scene.Rect) error {
	if !b.speaks(l) {
		return nil
	}
	if l.Quiet {
		region = b.onWall(region)
	}
	inner := region
	pad := 0.0
	if l.Panel != "" {
		pad = b.plan.margin * panelPad
		inner = region.Inset(pad, pad, pad, pad)
	}
	lines, fitted, inner, dy, err := b.fitApart(l, inner)
	if err != nil {
		return err
	}
	if l.Panel != "" {
		b.panel(l, region, fitted, inner.Y+dy, pad)
	}
	var list []scene.Item
	for i, block := range fitted.Blocks {
		ln := lines[i]
		if fitted.Chosen[i] < 0 {
			b.result.Dropped = append(b.result.Dropped, ln.name)
			continue
		}
		b.result.Wording[ln.name] = ln.wordings[fitted.Chosen[i]]
		b.hearLine(l, ln, ln.wordings[fitted.Chosen[i]])
		block = block.Move(inner.X, inner.Y+dy)
		if ln.slot.Tab != "" {
			b.tab(ln, block)
		}
		b.result.Texts = append(b.result.Texts, Words{Slot: ln.name, Box: block.Box(), Size: block.Size, Widow: block.Widow})
		if ln.number > 0 {
			list = append(list, tip(block))
			continue
		}
		b.add(asList(&list)...)
		b.add(paragraph(ln, block))
	}
	b.add(asList(&list)...)
	return nil
}

// speaks reports whether a layer has anything to say.
func (b *builder) speaks(l *templates.Layer) bool {
	for i := range l.Slots {
		for v := range b.voices {
			if len(b.lines(&l.Slots[i], &b.voices[v])) > 0 {
				return true
			}
		}
	}
	return false
}

// part is a slot of a layer with the paragraphs that it stands for.
type part struct {
	slot  *templates.Slot
	lines []line
}

// fit sets all slots of a layer. Where there is no room, the lists of the look's slots become shorter, the last one
// first: tips down to the three that come first, contacts to one, and then what is optional goes as a whole.
func (b *builder) fit(l *templates.Layer, box scene.Rect) ([]line, text.Fitted, error) {
	if b.saysTwice(l) {
		return b.fitVoices(l, box)
	}
	if l.Slots[0].Fill {
		return b.fitFilled(l, box)
	}
	var parts []part
	for i := range l.Slots {
		parts = append(parts, part{&l.Slots[i], b.lines(&l.Slots[i], &b.voices[0])})
	}
	for {
		lines, stack := b.stack(l, box, parts)
		fitted, err := b.in.Shaper.Fit(stack)
		var overflow *text.OverflowError
		if err == nil || !errors.As(err, &overflow) || !b.shorten(parts) {
			return lines, fitted, err
		}
	}
}

// fitFilled sets the one slot of a layer with each line as large as the box is wide.
func (b *builder) fitFilled(l *templates.Layer, box scene.Rect) ([]line, text.Fitted, error) {
	lines, stack := b.stack(l, box, []part{{&l.Slots[0], b.lines(&l.Slots[0], &b.voices[0])}})
	slot := stack.Slots[0]
	block, chosen, err := b.in.Shaper.Fill(text.Poster{
		Where: stack.Where, Name: slot.Name, Wordings: slot.Wordings, Style: slot.Style, Width: box.W, Height: box.H,
		Least: max(slot.MinSize, l.Least*slot.Style.Size), Comfort: l.Comfort * slot.Style.Size,
	})
	if err != nil {
		return nil, text.Fitted{}, err
	}
	return lines, text.Fitted{Scale: block.Size / slot.Style.Size, Blocks: []text.Block{block}, Chosen: []int{chosen}, Height: block.Height}, nil
}

// fewestTips is how many tips are left where there is little room for them.
const fewestTips = 3

// shorten takes away the paragraph, or the list of paragraphs, that is missed least; ok is false where none is left.
func (b *builder) shorten(parts []part) (ok bool) {
	for i := len(parts) - 1; i >= 0; i-- {
		p := &parts[i]
		n := len(p.lines)
		switch {
		case p.slot.Text == templates.TextTips && n > fewestTips, p.slot.Text == templates.TextContacts && n > 1:
			b.result.Dropped = append(b.result.Dropped, p.lines[n-1].name)
			p.lines = p.lines[:n-1]
			return true
		case plural(*p.slot) && n > 0:
			b.result.Dropped = append(b.result.Dropped, string(p.slot.Text))
			p.lines = nil
			return true
		}
	}
	return false
}

// plural reports whether a slot stands for several paragraphs that go together or not at all.
func plural(s templates.Slot) bool {
	return s.Optional && (s.Text == templates.TextBody || s.Text == templates.TextTips)
}

// stack is what the text room is asked to fit: the paragraphs of all slots of a layer.
func (b *builder) stack(l *templates.Layer, box scene.Rect, parts []part) ([]line, text.Stack) {
	st := text.Stack{
		Where: text.Where{Brand: b.in.Brand.Name, Message: b.in.Message.ID, Placement: b.in.Placement.ID, Box: box},
		Width: box.W, Height: box.H, MinScale: l.Least, MaxScale: 1, Comfort: l.Comfort,
	}
	var all []line
	for _, p := range parts {
		s := p.slot
		for n, ln := range p.lines {
			if from := s.From + b.concession.skip; from > 0 && len(ln.wordings) > 1 {
				ln.wordings = ln.wordings[min(from, len(ln.wordings)-1):]
			}
			slot := b.slot(l, ln)
			if n > 0 {
				slot.GapBefore = b.plan.length(orLength(s.Between, s.Gap), 0)
			}
			slot.Priority = -len(all)
			st.Slots, all = append(st.Slots, slot), append(all, ln)
		}
	}
	return all, st
}

// slot is a line as the text room knows it.
func (b *builder) slot(l *templates.Layer, ln line) text.Slot {
	s := ln.slot
	ground := l.On
	if l.Panel != "" {
		ground = l.Panel
	}
	if s.Tab != "" {
		ground = s.Tab
	}
	family := b.in.Brand.Body
	if s.Weight >= 700 {
		family = b.in.Brand.Heading
	}
	headline := ln.role == scene.RoleH1
	out := text.Slot{
		Name:      ln.name,
		Wordings:  ln.wordings,
		MinSize:   SmallestText(b.in.Placement),
		GapBefore: b.plan.length(s.Gap, 0),
		Optional:  s.Optional && !plural(*s),
		Style: text.Style{
			Family: family, Weight: s.Weight, Size: b.plan.length(s.Size, 0), LineHeight: s.Leading,
			Balance: s.Weight >= 700 || s.Text == templates.TextSupport, Sentences: headline, Optical: true, Align: align(l.Across, ln.language), Lang: ln.language,
			Paint: scene.Solid(b.readable(ground, s.Colour)), MaxLines: s.Lines,
		},
	}
	if s.Tab != "" {
		out.Clear = tabPad
	}
	if headline {
		out.Style.Tracking = -0.012 // large type wants a little less air
	}
	if ln.number > 0 {
		out.Label = text.Label{Words: strconv.Itoa(ln.number), Indent: 1.6, Weight: 800, Paint: scene.Solid(b.readable(ground, orElse(s.Mark, "primary")))}
	}
	return out
}

// readable is the colour of words on a ground: the role that is wanted where it reads well there.
func (b *builder) readable(ground, wanted string) (c color.NRGBA) {
	roles := b.in.Brand.Colours
	on := b.named(ground)
	prefer := []color.NRGBA{roles.Paper, roles.Ink}
	if want, ok := roles.Named(wanted); ok {
		prefer = append([]color.NRGBA{want}, prefer...)
	}
	return colour.On(on, prefer...)
}

// clears is the room that each line keeps free above and below for its tab, in em.
func clears(lines []line) []float64 {
	out := make([]float64, len(lines))
	for i, ln := range lines {
		if ln.slot.Tab != "" {
			out[i] = tabPad
		}
	}
	return out
}

// sink is how far a stack is moved down so that the eye finds it at the top, in the middle or at the bottom of its box.
func sink(f text.Fitted, clear []float64, box scene.Rect, down string) float64 {
	top, bottom, begun := 0.0, 0.0, false
	for i, block := range f.Blocks {
		if f.Chosen[i] < 0 || block.Rows == 0 {
			continue
		}
		if !begun {
			top, begun = block.CapTop, true
		}
		bottom = block.Baseline + clear[i]*block.Size
	}
	switch down {
	case "middle":
		return (box.H-(bottom-top))/2 - top
	case "bottom":
		return box.H - bottom
	}
	return -top
}

// paragraph is a group of lines that are read together.
func paragraph(ln line, block text.Block) scene.Group {
	g := scene.Group{ID: ln.name, Role: ln.role, Order: ln.order, Items: texts(block.Lines)}
	if ln.link != "" {
		g.Items = []scene.Item{scene.Group{Role: scene.RoleLink, Link: ln.link, Alt: ln.wordings[0], Items: g.Items}}
	}
	return g
}

// tip is one item of a list, with its number.
func tip(block text.Block) scene.Group {
	return scene.Group{Role: scene.RoleListItem, Items: []scene.Item{
		scene.Group{Role: scene.RoleLabel, Items: texts(block.Label)},
		scene.Group{Role: scene.RoleBody, Items: texts(block.Lines)},
	}}
}

// asList empties a list into the group that it is read as; nothing where it is empty.
func asList(list *[]scene.Item) []scene.Item {
	if len(*list) == 0 {
		return nil
	}
	g := scene.Group{ID: string(templates.TextTips), Role: scene.RoleList, Order: orderTips, Items: *list}
	*list = nil
	return []scene.Item{g}
}

func texts(lines []scene.Text) []scene.Item {
	items := make([]scene.Item, len(lines))
	for i, t := range lines {
		items[i] = t
	}
	return items
}

func orLength(l, otherwise templates.Length) templates.Length {
	if l.IsZero() {
		return otherwise
	}
	return l
}
