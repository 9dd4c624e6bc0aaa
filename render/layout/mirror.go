package layout

import (
	"slices"

	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// turns reports whether a piece in a language is laid out as in a mirror: it is read from right to left, and the place
// covers and crops both sides alike. An avatar stays where it is in any language.
func turns(language string, p *templates.Placement) bool {
	if !scene.RightToLeft(language) || p.Safe.Left != p.Safe.Right {
		return false
	}
	return !slices.ContainsFunc(p.Covered, func(c templates.Box) bool {
		return !slices.ContainsFunc(p.Covered, func(d templates.Box) bool {
			return d.X == p.Width-c.X-c.W && d.Y == c.Y && d.W == c.W && d.H == c.H
		})
	})
}

// mirrored is a layout with left and right exchanged. The artwork keeps its way round: a mirror would turn letters,
// clocks and hands.
func mirrored(l *templates.Layout) *templates.Layout {
	out := *l
	out.Regions, out.Layers = slices.Clone(l.Regions), slices.Clone(l.Layers)
	for i := range out.Regions {
		r := &out.Regions[i]
		r.Side, r.Bleed = opposite(r.Side), opposites(r.Bleed)
		if len(r.Pad) == 4 {
			r.Pad = []templates.Length{r.Pad[0], r.Pad[3], r.Pad[2], r.Pad[1]}
		}
	}
	for i := range out.Layers {
		y := &out.Layers[i]
		y.Corner, y.Corners = opposite(y.Corner), exchanged(y.Corners)
		y.Bleed = opposites(y.Bleed)
		if y.Across = opposite(y.Across); y.Across == "" && startsLeft[y.Is] {
			y.Across = "right"
		}
	}
	return &out
}

// startsLeft are the layers that stand on the left of their region where a look doesn't say. Words stand where their
// reading starts.
var startsLeft = map[templates.LayerKind]bool{templates.LayerLogo: true, templates.LayerPartners: true, templates.LayerQR: true}

func opposites(names []templates.Side) []templates.Side {
	out := slices.Clone(names)
	for i := range out {
		out[i] = opposite(out[i])
	}
	return out
}

// opposite is a side or a corner in a mirror; other names stay as they are.
func opposite[T ~string](side T) T {
	switch side {
	case "left":
		return "right"
	case "right":
		return "left"
	case "top-left":
		return "top-right"
	case "top-right":
		return "top-left"
	case "bottom-left":
		return "bottom-right"
	case "bottom-right":
		return "bottom-left"
	}
	return side
}

// exchanged are radii, from the top left round the clock, in a mirror.
func exchanged(corners []templates.Length) []templates.Length {
	if len(corners) != 4 {
		return corners
	}
	return []templates.Length{corners[1], corners[0], corners[3], corners[2]}
}

// turnedRadii are radii in a mirror where the piece is one.
func (b *builder) turnedRadii(r scene.Radii) scene.Radii {
	if !b.turned {
		return r
	}
	return scene.Radii{TopLeft: r.TopRight, TopRight: r.TopLeft, BottomRight: r.BottomLeft, BottomLeft: r.BottomRight}
}

// align is the side that words stand on: where their reading starts, unless a look says which side of the page.
func align(across, language string) text.Align {
	rtl := scene.RightToLeft(language)
	switch {
	case across == "centre":
		return text.Center
	case across == "right" && !rtl, across == "left" && rtl:
		return text.End
	}
	return text.Start
}
