package check

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"kic/brand"
	"kic/render/colour"
	"kic/render/layout"
	"kic/render/prose"
	"kic/render/scene"
	"kic/templates"
)

// logos holds every logo to the rules for logos.
func (p *piece) logos() {
	for i, m := range p.marks {
		if p.blank(m) {
			p.add(LogoBlank, m.Box, "give a logo that shows on this ground, or a reversed one", "nothing of the logo of %s can be seen", m.Of)
			continue
		}
		ink := scene.Ink(m.group)
		if code, area, out := p.outside(m.Box, LogoOutsideSafe); out {
			p.add(code, m.Box, "move its region in the look, or take another look", "the logo of %s reaches outside %s", m.Of, area)
		}
		p.coveredLogo(m)
		p.crowded(m, p.marks[i+1:])
		p.tiny(m)
		p.distorted(m, ink)
		p.lost(m)
	}
	for _, m := range p.laid.Marks { // a name in place of a logo; as words it is held to their rules too
		if m.Logo == nil {
			p.crowded(mark{Mark: m}, p.marks)
		}
	}
}

func (p *piece) coveredLogo(m mark) {
	for _, c := range p.covered() {
		if hit := m.Box.Intersect(rect(c)); min(hit.W, hit.H) > slack {
			p.add(LogoCovered, hit, "move its region in the look, or take another look", "the logo of %s lies under the %s", m.Of, orPart(c.What))
		}
	}
	if where, hidden := p.hidden(m.Box, m.item); hidden {
		p.add(LogoCovered, where, "paint the logo after it in the look", "the logo of %s lies under another part of the piece", m.Of)
	}
}

// crowded holds a logo against those after it.
func (p *piece) crowded(m mark, others []mark) {
	for _, o := range others {
		a, b := m.Safe.Intersect(o.Box), m.Box.Intersect(o.Safe)
		if hit := a.Union(b); min(a.W, a.H) > slack || min(b.W, b.H) > slack {
			p.add(LogoClearSpace, hit, "give the row of partners more room in the look", "the logos of %s and %s stand inside each other's clear space", m.Of, o.Of)
		}
	}
}

// partnerMark is how small a partner's logo in a row may be, in the smallest size of a logo.
const partnerMark = 0.6

func (p *piece) tiny(m mark) {
	longer, shorter := layout.SmallestLogo(p.in.Placement)
	if m.Partner {
		longer, shorter = longer*partnerMark, shorter*partnerMark
	}
	if max(m.Box.W, m.Box.H) < longer-slack || min(m.Box.W, m.Box.H) < shorter-1e-6 {
		unit := p.laid.Scene.Unit
		p.add(LogoTooSmall, m.Box, "give its region more room in the look, or a more compact logo", "the logo of %s is %s×%s %s, too small to be made out",
			m.Of, scene.Number(math.Round(m.Box.W*10)/10), scene.Number(math.Round(m.Box.H*10)/10), unit)
	}
}

// distorted compares the ink of a logo as it was placed with its ink as it was drawn.
func (p *piece) distorted(m mark, ink scene.Rect) {
	own := drawing(m.Logo)
	if own.Empty() || ink.Empty() {
		return
	}
	if stretch := (ink.W / own.W) / (ink.H / own.H); math.Abs(stretch-1) > 0.01 {
		p.add(LogoDistorted, m.Box, "take another look, and report it: no look should stretch a logo", "the logo of %s is stretched to %.0f%% of its own width", m.Of, stretch*100)
	}
}

// drawing is the box of what a logo paints where it is as large as in its own file, cut to its ink as it is on every piece.
func drawing(m *brand.Mark) scene.Rect {
	own, _ := m.Item(m.Box).(scene.Group)
	return scene.Ink(own)
}

// blankSide is the longer side, in pixels, of the picture by which a logo is found blank.
const blankSide = 48

// picture is a small picture of m alone; nil where it has nothing to show or can't be drawn.
func (p *piece) picture(m mark) *image.RGBA {
	if m.item < 0 || scene.Ink(m.group).Empty() || m.Box.Empty() {
		return nil
	}
	k := blankSide / max(m.Box.W, m.Box.H)
	w, h := math.Ceil(m.Box.W*k), math.Ceil(m.Box.H*k)
	group := scene.Group{Transform: scene.Scale(w/m.Box.W, h/m.Box.H).Mul(scene.Translate(-m.Box.X, -m.Box.Y)), Items: []scene.Item{m.group}}
	shot, err := p.engine.Draw(scene.Scene{W: w, H: h, Items: []scene.Item{group}}, int(w), int(h), nil)
	if err != nil {
		return nil
	}
	alone := *shot
	alone.Pix = slices.Clone(shot.Pix)
	return &alone
}

// blank reports whether m leaves no mark on its ground.
func (p *piece) blank(m mark) bool {
	if m.picture == nil {
		return true
	}
	w, h := float64(m.picture.Rect.Dx()), float64(m.picture.Rect.Dy())
	for y := range m.picture.Rect.Dy() {
		for x := range m.picture.Rect.Dx() {
			at := scene.Rect{X: m.Box.X + (float64(x)+0.5)/w*m.Box.W, Y: m.Box.Y + (float64(y)+0.5)/h*m.Box.H}
			if p.shows(m.picture.RGBAAt(x, y), at) {
				return false
			}
		}
	}
	return true
}

// shows reports whether a pixel of a logo can be told from the ground where it comes to lie.
func (p *piece) shows(px color.RGBA, at scene.Rect) bool {
	areas, total := p.behind(at)
	if px.A < 25 || total == 0 {
		return false
	}
	ground := areas[0].colour
	add := func(v, g uint8) uint8 { return uint8(min(255, int(v)+int(g)*(255-int(px.A))/255)) }
	return colour.Contrast(color.NRGBA{add(px.R, ground.R), add(px.G, ground.G), add(px.B, ground.B), 255}, ground) > visible
}

// visible is the least contrast by which something can be told from its ground at all.
const visible = 1.12

// leastLogo is the contrast at which the edges of a logo aren't lost (WCAG 2.2, 1.4.11).
const leastLogo = 3.0

// lost measures a logo against the pixels behind it. What no ground would show well enough is only worth a warning.
func (p *piece) lost(m mark) {
	areas, total := p.behind(m.Box)
	areas = coarse(areas)
	got, on := lowest(areas, total, m.Logo.Contrast)
	if got >= leastLogo-0.005 {
		return
	}
	roles := p.in.Brand.Colours
	best := m.Logo.Contrast(m.Logo.Plate(roles.Paper, roles.Deep))
	f := p.add(LogoLost, m.Box, "give a reversed logo, or one whose edges show on a light or a dark ground",
		"the edges of the logo of %s have a contrast of %.2f:1 on %s, and 3:1 is needed", m.Of, got, scene.Hex(on))
	if best < leastLogo {
		f.Severity = Warning
	}
}

// coarse puts areas of like colours together, so that a logo is not held to thousands of shades one by one. The colour of
// the largest stands for all.
func coarse(areas []area) []area {
	if len(areas) <= 16 {
		return areas
	}
	at := map[[3]uint8]int{}
	var out []area
	var largest []int
	for _, a := range areas {
		key := [3]uint8{a.colour.R >> 4, a.colour.G >> 4, a.colour.B >> 4}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key], out, largest = i, append(out, area{a.colour, 0}), append(largest, 0)
		}
		if a.n > largest[i] || a.n == largest[i] && scene.Hex(a.colour) < scene.Hex(out[i].colour) {
			out[i].colour, largest[i] = a.colour, a.n
		}
		out[i].n += a.n
	}
	return out
}

// artwork holds the illustration to its focus.
func (p *piece) artwork() {
	focus := p.laid.Focus
	if focus.Empty() {
		return
	}
	seen := focus.Intersect(scene.Rect{W: p.laid.Scene.W, H: p.laid.Scene.H})
	for _, it := range p.laid.Scene.Items {
		if g, ok := it.(scene.Group); ok && slices.Contains([]string{string(templates.LayerArt), string(templates.LayerEmblem), string(templates.LayerSign)}, g.ID) && g.Clip != nil {
			seen = seen.Intersect(g.Clip.Path.Extent(g.Transform))
		}
	}
	if share := seen.W * seen.H / (focus.W * focus.H); share < 1-stray {
		p.add(FocusCropped, focus, "give the illustration more room in the look", "%.0f%% of what the illustration must show is cut off", 100*(1-share))
	}
}

// alt holds the alternative text to its limit, and to all words of the piece.
func (p *piece) alt() {
	limit := prose.AltLimit(p.in.Placement)
	for _, alt := range p.laid.Scene.Alt {
		if n := len([]rune(alt.Words)); limit > 0 && n > limit {
			p.add(AltTooLong, scene.Rect{}, "say it in fewer words", "the alternative text has %d characters, and %d is all that its place takes", n, limit)
		}
	}
	if left := p.laid.Unsaid; len(left) > 0 {
		p.add(AltTooLong, scene.Rect{}, "give a shorter headline, support or action", "the alternative text has %d characters for its place, and no room for %q", limit, strings.Join(left, " "))
	}
}
