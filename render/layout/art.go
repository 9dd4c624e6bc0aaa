package layout

import (
	"fmt"
	"image/color"
	"math"

	"kic/brand"
	"kic/render/colour"
	"kic/render/scene"
	"kic/render/svg"
	"kic/templates"
)

// artKeys are the colours that artwork is drawn in, by the role that each one stands for.
var artKeys = map[color.NRGBA]string{
	{0x00, 0x5E, 0xB8, 0xFF}: "primary",
	{0x00, 0x30, 0x87, 0xFF}: "primary-dark",
	{0xCC, 0xDF, 0xF1, 0xFF}: "tint",
	{0xFF, 0xB8, 0x1C, 0xFF}: "accent",
	{0xFF, 0xFF, 0xFF, 0xFF}: "paper",
	{0x21, 0x2B, 0x32, 0xFF}: "ink",
	{0xB3, 0xBE, 0xC6, 0xFF}: "shade",
	{0x00, 0x21, 0x4D, 0xFF}: "deep",
}

// drawing is a piece of artwork as it was drawn, in the key colours.
type drawing struct {
	backdrop scene.Group // what a piece may leave out
	subject  scene.Group
	focus    scene.Rect // the box that no crop may touch
	quiet    scene.Rect // the box of bare wall where words may lie; empty where the drawing has none
	keep     scene.Rect // the box that a crop by design must leave; the focus where the drawing has none
	title    string
}

// parseDrawing reads artwork: SVG with a title, an element called "focus" and no colour but the key palette.
func parseDrawing(name string, data []byte) (drawing, error) {
	doc, err := svg.Read(data, svg.Options{})
	if err != nil {
		return drawing{}, fmt.Errorf("artwork %s: %w", name, err)
	}
	focus, ok := doc.Boxes["focus"]
	if !ok || focus.Empty() {
		return drawing{}, fmt.Errorf("artwork %s: no element has the id \"focus\"; add a rect round what a crop must keep", name)
	}
	if doc.Title == "" {
		return drawing{}, fmt.Errorf("artwork %s: no title; add a title element that says what it shows", name)
	}
	_, strange := svg.Recolour(doc.Group, func(c color.NRGBA) (color.NRGBA, bool) {
		_, known := artKeys[opaque(c)]
		return c, known
	})
	if len(strange) > 0 {
		return drawing{}, fmt.Errorf("artwork %s: the colour %s is not in the key palette", name, scene.Hex(strange[0]))
	}
	d := drawing{focus: focus, quiet: doc.Boxes["quiet"], keep: focus, title: doc.Title}
	if keep, ok := doc.Boxes["keep"]; ok {
		d.keep = keep
	}
	d.backdrop.Transform, d.subject.Transform = doc.Group.Transform, doc.Group.Transform
	for _, it := range doc.Group.Items {
		if g, ok := it.(scene.Group); ok && g.ID == "ground" {
			d.backdrop.Items = append(d.backdrop.Items, it)
		} else {
			d.subject.Items = append(d.subject.Items, it)
		}
	}
	return d, nil
}

// dusk is a dark ground on which all parts of a drawing still show. Drawings are full of deep and primary-dark, so it lies
// halfway between two of the dark roles: the lighter pair where that stays dark enough for white words (7:1).
func dusk(r brand.Roles) color.NRGBA {
	white := color.NRGBA{255, 255, 255, 255}
	apart := func(c color.NRGBA) float64 {
		return min(colour.Contrast(c, r.Deep), colour.Contrast(c, r.PrimaryDark), colour.Contrast(c, r.Primary))
	}
	best := halfway(r.Deep, r.PrimaryDark)
	if lighter := halfway(r.PrimaryDark, r.Primary); colour.Contrast(lighter, white) >= 7 && apart(lighter) > apart(best) {
		best = lighter
	}
	return best
}

// named is the colour of a role, or of [templates.Dusk].
func named(roles brand.Roles, role string) color.NRGBA {
	if role == templates.Dusk {
		return dusk(roles)
	}
	c, _ := roles.Named(role)
	return c
}

func halfway(a, b color.NRGBA) color.NRGBA {
	mid := func(x, y uint8) uint8 { return uint8((int(x) + int(y)) / 2) }
	return color.NRGBA{mid(a.R, b.R), mid(a.G, b.G), mid(a.B, b.B), 255}
}

// inColours is a part of a drawing in a brand's colours, its roles first replaced as swap says.
func inColours(part scene.Group, roles brand.Roles, swap map[string]string) scene.Group {
	g, _ := svg.Recolour(part, func(c color.NRGBA) (color.NRGBA, bool) {
		role, ok := artKeys[opaque(c)]
		if to, swapped := swap[role]; swapped {
			role = to
		}
		to := named(roles, role)
		to.A = c.A
		return to, ok
	})
	return g
}

func opaque(c color.NRGBA) color.NRGBA { c.A = 255; return c }

// art places the message's scene or emblem so that its focus fills the region, and clips it to the layer's outline.
func (b *builder) art(l *templates.Layer, region scene.Rect) error {
	drawings := map[templates.LayerKind]map[string]func() (drawing, error){
		templates.LayerArt: b.kit.scenes, templates.LayerEmblem: b.kit.emblems, templates.LayerSign: b.kit.signs,
	}
	d, err := b.drawing(drawings[l.Is])
	if err != nil {
		return err
	}
	var g scene.Group
	if !l.Bare {
		g.Items = append(g.Items, inColours(d.backdrop, b.in.Brand.Colours, b.swap(l)))
	}
	var swap map[string]string
	switch l.Is {
	case templates.LayerEmblem:
		swap = l.Backdrop
	case templates.LayerSign:
		swap = map[string]string{"deep": b.strokes(l)}
	}
	g.Items = append(g.Items, inColours(d.subject, b.in.Brand.Colours, swap))
	panel := region
	if l.Within != "" {
		panel = b.plan.regions[l.Within]
	}
	outline := b.plan.bleed(panel, l.Bleed, 0)
	box := b.fitFocus(l, d.focus, region, outline, b.plan.radii(l.Corners, outline))
	scale := box.W / d.focus.W
	kept := box
	if l.Crop {
		kept = scene.Rect{X: box.X + (d.keep.X-d.focus.X)*scale, Y: box.Y + (d.keep.Y-d.focus.Y)*scale, W: d.keep.W * scale, H: d.keep.H * scale}
		dx, dy := onto(kept, outline.Inset(0, b.plan.margin/4, b.plan.margin/4, 0))
		box.X, box.Y, kept.X, kept.Y = box.X+dx, box.Y+dy, kept.X+dx, kept.Y+dy
	}
	g.Transform = scene.Translate(box.X-d.focus.X*scale, box.Y-d.focus.Y*scale).Mul(scene.Scale(scale, scale))
	panel = b.plan.bleed(panel, l.Bleed, b.in.Bleed)
	alts := b.figure(l.Is, d)
	b.add(scene.Group{
		ID:    string(l.Is),
		Role:  scene.RoleFigure,
		Order: orderFigure,
		Alt:   alts[0].Words,
		Lang:  foreign(alts[0].Lang, b.in.Campaign.Language),
		Also:  alts[1:],
		Clip:  &scene.Clip{Path: scene.RoundRectPath(panel, b.plan.radii(l.Corners, panel))},
		Items: []scene.Item{g},
	})
	b.result.Focus, b.drawn = kept, box
	b.quiet = scene.Rect{}
	if !d.quiet.Empty() {
		b.quiet = g.Transform.ApplyRect(d.quiet)
	}
	return nil
}

// onto is how far box must be moved to lie on a panel that is large enough for it.
func onto(box, panel scene.Rect) (dx, dy float64) {
	dx = max(0, panel.X-box.X) - max(0, box.Right()-panel.Right())
	dy = max(0, panel.Y-box.Y) - max(0, box.Bottom()-panel.Bottom())
	return dx, dy
}

// strokes is the role in which a sign shows best both on its ground and on the accent.
func (b *builder) strokes(l *templates.Layer) (best string) {
	most := 0.0
	ground, accent := b.named(l.On), b.in.Brand.Colours.Accent
	for _, role := range []string{"deep", "paper", "ink", "tint", "primary-dark"} {
		c, _ := b.in.Brand.Colours.Named(role)
		if apart := min(colour.Contrast(c, ground), colour.Contrast(c, accent)); apart > most {
			best, most = role, apart
		}
	}
	return best
}

// drawing is the message's, of the scenes or of the emblems.
func (b *builder) drawing(of map[string]func() (drawing, error)) (drawing, error) {
	read := of[b.in.Message.ID]
	if read == nil {
		return drawing{}, fmt.Errorf("there is no artwork for the message %q", b.in.Message.ID)
	}
	return read()
}

// swap is what replaces the roles of a backdrop: as the layer says, or the look.
func (b *builder) swap(l *templates.Layer) map[string]string {
	if l.Backdrop != nil {
		return l.Backdrop
	}
	return b.in.Look.Backdrop
}

// foreign is a language where it isn't that of the page.
func foreign(language, page string) string {
	if language == page {
		return ""
	}
	return language
}

// fitFocus is where a focus comes to lie: as large as its region allows, and no larger than the round corners of the
// outline, which may cut into the region, leave whole.
func (b *builder) fitFocus(l *templates.Layer, focus, region, outline scene.Rect, corners scene.Radii) scene.Rect {
	const steps = 64 // a region's corner is seldom cut by more than a third
	most := min(region.W/focus.W, region.H/focus.H)
	var box scene.Rect
	for i := range steps / 2 {
		scale := most * (1 - float64(i)/steps)
		box = alignIn(region, focus.W*scale, focus.H*scale, orElse(l.Across, "centre"), orElse(l.Down, "middle"))
		if l.Crop || holds(outline, corners, box) {
			break
		}
	}
	return box
}

// holds reports whether no corner of box lies in what the round corners of the outline cut away.
func holds(outline scene.Rect, corners scene.Radii, box scene.Rect) bool {
	inside := func(r, dx, dy float64) bool { // dx and dy: how far the box's corner is from the outline's two sides
		r = min(r, outline.W, outline.H)
		return dx >= r || dy >= r || math.Hypot(r-dx, r-dy) <= r
	}
	left, top := box.X-outline.X, box.Y-outline.Y
	right, bottom := outline.Right()-box.Right(), outline.Bottom()-box.Bottom()
	return inside(corners.TopLeft, left, top) && inside(corners.TopRight, right, top) &&
		inside(corners.BottomRight, right, bottom) && inside(corners.BottomLeft, left, bottom)
}

// alignIn is a box of w × h placed in r.
func alignIn(r scene.Rect, w, h float64, across, down string) scene.Rect {
	box := scene.Rect{X: r.X, Y: r.Y, W: w, H: h}
	switch across {
	case "centre":
		box.X += (r.W - w) / 2
	case "right":
		box.X += r.W - w
	}
	switch down {
	case "middle":
		box.Y += (r.H - h) / 2
	case "bottom":
		box.Y += r.H - h
	}
	return box
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
