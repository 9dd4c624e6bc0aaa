package layout

import (
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// panelPad is the room between a panel's edge and its words, in margins.
const panelPad = 0.62

// panel paints the panel behind a stack, as high as its words.
func (b *builder) panel(l *templates.Layer, region scene.Rect, f text.Fitted, y, pad float64) {
	var top, bottom float64
	for i, block := range f.Blocks {
		if f.Chosen[i] >= 0 && block.Rows > 0 {
			if bottom == 0 {
				top = block.CapTop
			}
			bottom = block.Baseline
		}
	}
	box := scene.Rect{X: region.X, Y: y + top - pad, W: region.W, H: bottom - top + 2*pad}
	b.add(scene.Shape{Path: scene.RoundRectPath(box, b.plan.radii(l.Corners, box)), Fill: b.paint(l.Panel, 0)})
}

// tabPad is the room between a tab's edges and its words, above and below, in em of the words.
const tabPad = 0.75

// tab paints the tab behind one paragraph. Where the words stand at the page's margin it grows out of the page's edge, as
// the tab of the logo does.
func (b *builder) tab(ln line, block text.Block) {
	em, page := block.Size, b.plan.page
	x0, x1 := block.X-0.9*em, block.X+block.Width+em
	near := 2.2 * b.plan.margin
	rtl := scene.RightToLeft(ln.language)
	if rtl {
		x0, x1 = block.X-em, block.X+block.Width+0.9*em
		if page.Right()-block.X-block.Width < near {
			x1 = page.Right() + b.in.Bleed
		}
	} else if block.X-page.X < near {
		x0 = page.X - b.in.Bleed
	}
	top, bottom := block.CapTop-tabPad*em, block.Baseline+tabPad*em
	box := scene.Rect{X: x0, Y: top, W: x1 - x0, H: bottom - top}
	round := min(0.62*box.H, 2.2*em) // a larger one would cut into the last line
	corner := scene.Radii{BottomRight: round}
	if rtl {
		corner = scene.Radii{BottomLeft: round}
	}
	b.add(scene.Shape{Path: scene.RoundRectPath(box, corner), Fill: b.paint(ln.slot.Tab, 0)})
}
