package brand

import (
	"image"
	"image/color"
	"math"

	"kic/render/colour"
	"kic/render/scene"
)

// Mark is a logo, ready to be placed. It is either a drawing or a picture, and is read-only.
type Mark struct {
	Group scene.Group // a drawing, from 0,0 to W,H; used where Image is nil
	Image image.Image // a picture, upright and cut to its ink
	W, H  float64     // size in px; only its proportions matter
	Alt   string      // what a person who can't see it should be told
	Box   scene.Rect  // the box round its ink, inside W × H: without the empty margins that files come with
	File  string      // its name in the brand's folder

	// Pixels is the size of the picture that its file is, as far as it is kept, or holds: of several the one that is drawn
	// largest for its pixels. Zero for outlines alone, which are sharp at any size.
	Pixels image.Point

	// Back is the near-white ground that the file brings along, such as a JPEG always does. Such a mark wants a plate of that
	// colour, or a page of it. Alpha 0: none.
	Back color.NRGBA

	inks    []ink   // its colours, the most used first
	rim     []ink   // those of its edges, where the ground shows beside them
	density float64 // share of Box that is ink, 0 to 1
	detail  float64 // pixels of its picture in one of W and H; 0: it has none
}

// ink is one of a mark's colours and its share of the inked area, 0 to 1.
type ink struct {
	colour color.NRGBA
	share  float64
}

// Ratio is the width of the ink divided by its height.
func (m *Mark) Ratio() float64 { return m.Box.W / m.Box.H }

// Size is the size at which the mark's ink looks as important as a square badge with sides of weight. Wide word marks
// become lower, tall ones narrower, and a mark of thin lines a little larger than a solid one. Where that is more than maxW
// × maxH, in the same unit, the mark is made smaller as a whole.
func (m *Mark) Size(maxW, maxH, weight float64) (w, h float64) {
	r := m.Ratio()
	h = weight * math.Pow(r, -0.45) * math.Pow(0.6/clamp(m.density, 0.2, 1), 0.12)
	w = h * r
	fit := min(1, maxW/w, maxH/h)
	return w * fit, h * fit
}

// Item is the mark with its ink as large as box allows, in the middle of it, undistorted: a group with [scene.RoleLogo].
func (m *Mark) Item(box scene.Rect) scene.Item {
	scale := min(box.W/m.Box.W, box.H/m.Box.H)
	at, from := box.Center(), m.Box.Center()
	to := scene.Matrix{A: scale, D: scale, E: at.X - from.X*scale, F: at.Y - from.Y*scale}
	g := scene.Group{ID: "logo", Role: scene.RoleLogo, Alt: m.Alt}
	if m.Image != nil {
		g.Items = []scene.Item{scene.Image{Source: m.Image, Box: to.ApplyRect(scene.Rect{W: m.W, H: m.H})}}
		return g
	}
	if m.Back.A != 0 { // its ground ends with its ink
		g.Clip = &scene.Clip{Path: scene.RectPath(to.ApplyRect(m.Box))}
	}
	drawing := m.Group
	drawing.Transform = to.Mul(drawing.Transform)
	g.Items = []scene.Item{drawing}
	return g
}

// Enlarged is how many units of a piece each pixel of the mark's picture fills where its ink is w units wide; 0 for a mark of
// outlines.
func (m *Mark) Enlarged(w float64) float64 {
	if m.detail == 0 {
		return 0
	}
	return w / m.Box.W / m.detail
}

// Contrast is how well the mark shows on an opaque ground: the WCAG contrast ratio that three quarters of its edges
// reach. What lies inside other ink, such as the white letters of a dark badge, doesn't meet the ground and doesn't count. 3
// is enough for a logo. A mark that brings its own ground shows as it should on that colour only;
// on any other the ratio is 1.
func (m *Mark) Contrast(ground color.NRGBA) float64 {
	if m.Back.A != 0 && colour.Distance(ground, m.Back) > 0.03 {
		return 1
	}
	return m.reached(ground, 0.75)
}

// reached is the highest contrast ratio that at least the given share of the edges has on ground.
func (m *Mark) reached(ground color.NRGBA, share float64) float64 {
	best := 1.0
	for _, limit := range m.rim {
		ratio, have := colour.Contrast(limit.colour, ground), 0.0
		if ratio <= best {
			continue
		}
		for _, i := range m.rim {
			if colour.Contrast(i.colour, ground) >= ratio {
				have += i.share
			}
		}
		if have >= share-1e-9 {
			best = ratio
		}
	}
	return best
}

// Plate is the colour of a plate on which the mark shows well. That is its own ground where it brings one, or the first of
// prefer with a contrast of at least 3. Otherwise it is whichever of prefer, white and black it shows on best.
func (m *Mark) Plate(prefer ...color.NRGBA) color.NRGBA {
	if m.Back.A != 0 {
		return m.Back
	}
	best, most := white, 0.0
	for _, c := range append(append([]color.NRGBA{}, prefer...), white, black) {
		ratio := m.Contrast(c)
		if ratio >= colour.AALarge {
			return c
		}
		if ratio > most {
			best, most = c, ratio
		}
	}
	return best
}

// Colour is the colour that most of the ink has.
func (m *Mark) Colour() color.NRGBA { return m.inks[0].colour }

// White reports whether nearly all the ink is white, or so light that it needs a dark ground.
func (m *Mark) White() bool {
	light := 0.0
	for _, i := range m.inks {
		if colour.Luminance(i.colour) > 0.80 {
			light += i.share
		}
	}
	return light >= 0.97
}
