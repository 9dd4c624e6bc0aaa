package layout

import (
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// fitApart fits a layer's words into box and says how far they are moved down. Where they would run into the clear space of
// a logo that is there already, they are fitted again beside it, as long as there is room.
func (b *builder) fitApart(l *templates.Layer, box scene.Rect) (lines []line, fitted text.Fitted, in scene.Rect, dy float64, err error) {
	dropped := len(b.result.Dropped)
	lines, fitted, err = b.fit(l, box)
	if err != nil {
		return nil, fitted, box, 0, err
	}
	dy = b.settle(l, lines, fitted, box)
	into := b.into(inkOf(fitted, box.X, box.Y+dy), box)
	first := b.result.Dropped
	for room, tries := box, 3; !into.Empty() && tries > 0 && l.Panel == ""; tries-- {
		if room = beside(room, into); room.Empty() {
			break
		}
		b.result.Dropped = first[:dropped:dropped]
		again, better, err := b.fit(l, room)
		if err != nil {
			break
		}
		down := b.settle(l, again, better, room)
		over := b.into(inkOf(better, room.X, room.Y+down), room)
		if over.Empty() {
			return again, better, room, down, nil
		}
		into = over.Union(into) // descenders reach out of the box
	}
	b.result.Dropped = first // no room: the checks will say so
	return lines, fitted, box, dy, nil
}

// into is what words in room must be moved away from: the clear space of the logos, and the names in their stead, into which
// their ink reaches. It is larger by as much as the ink reaches in, and out of the room.
func (b *builder) into(ink []scene.Rect, room scene.Rect) (away scene.Rect) {
	for _, m := range b.result.Marks {
		for _, r := range ink {
			if hit := r.Intersect(m.Safe); !hit.Empty() {
				out := max(0, m.Safe.Y-room.Bottom(), room.Y-m.Safe.Bottom(), m.Safe.X-room.Right(), room.X-m.Safe.Right())
				away = away.Union(m.Safe.Grow(out + min(hit.W, hit.H)))
			}
		}
	}
	return away
}

// settle is how far a fitted stack is moved down: to where the layer wants it, with all of its ink inside the safe area.
func (b *builder) settle(l *templates.Layer, lines []line, fitted text.Fitted, box scene.Rect) float64 {
	dy := sink(fitted, clears(lines), box, l.Down)
	var ink scene.Rect
	for _, r := range inkOf(fitted, box.X, box.Y+dy) {
		ink = ink.Union(r)
	}
	return dy + inside(ink, b.plan.safe)
}

// inside is how far ink must be moved down, or up where that is negative, to lie inside safe; 0 where it is too high for it.
func inside(ink, safe scene.Rect) float64 {
	switch {
	case ink.H > safe.H:
		return 0
	case ink.Y < safe.Y:
		return safe.Y - ink.Y
	case ink.Bottom() > safe.Bottom():
		return safe.Bottom() - ink.Bottom()
	}
	return 0
}

// inkOf are the boxes round the ink of a stack's lines, moved by dx and dy.
func inkOf(f text.Fitted, dx, dy float64) []scene.Rect {
	var boxes []scene.Rect
	for i, block := range f.Blocks {
		if f.Chosen[i] < 0 {
			continue
		}
		boxes = append(boxes, inkOfBlock(block.Move(dx, dy))...)
	}
	return boxes
}

func inkOfBlock(block text.Block) []scene.Rect {
	var boxes []scene.Rect
	for _, lines := range [][]scene.Text{block.Lines, block.Label} {
		for _, t := range lines {
			if !t.Ink.Empty() {
				boxes = append(boxes, t.Ink)
			}
		}
	}
	return boxes
}
