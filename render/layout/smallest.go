package layout

import "kic/templates"

// SmallestText is the smallest legible type on p, in scene units: what the placement asks for, or the rule of its
// material. The names of [SmallestMark] may be smaller.
func SmallestText(p *templates.Placement) float64 {
	switch {
	case p.Unit == templates.Millimetres:
		return max(9, p.MinText*pointsPerMM)
	case p.MinText > 0:
		return p.MinText
	case p.Material == templates.Screensavers:
		return 0.022 * p.Height
	case p.Material == templates.Social:
		return 0.026 * min(p.Width, p.Height)
	}
	return 11
}

// SmallestMark is the smallest type of a name that stands in place of a logo, in scene units. Like the letters of a logo
// it may be smaller than copy, but not smaller than print and screens show clearly: 7 pt, 10 px.
func SmallestMark(p *templates.Placement) float64 {
	least := 10.0
	if p.Unit == templates.Millimetres {
		least = 7
	}
	return max(least, 0.6*SmallestText(p))
}

// SmallestLogo is the smallest logo on p, in scene units: its longer side, and its shorter one, which only logos that are
// very wide or very tall come near. In print that is 5 mm and 0.8 mm, on a web banner 18 and 3 pixels.
func SmallestLogo(p *templates.Placement) (longer, shorter float64) {
	em := SmallestText(p)
	return 1.6 * em, 0.25 * em
}
