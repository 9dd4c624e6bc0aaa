// Package raster paints a scene into pixels and writes the pixels as PNG or JPEG within a limit of bytes.
//
// Start with [Draw] for pixels and [Encode] for a file; an [Engine] does both and reuses its memory. [Engine.Write] draws
// and writes in one go. Nothing is measured here.
//
// Every fill goes the same way. A path becomes figures: flat polygons in page pixels, cut to what is visible. Figures become
// spans of coverage. Spans, with what is laid down under them, are the steps of a page (drawer). Steps paint rows in shades,
// which say how a colour comes about (composer). Package png finds what repeats in a band of rows and puts the colours in
// last; package jpeg is given pixels. What pictures of several brands share is drawn and searched once ([Shared]).
package raster

import (
	"errors"
	"fmt"
	"image"
	"math"

	"kic/render/scene"
)

// Outlines gives the outline of one glyph of a face: one em is 1, y points down, and the origin lies on the baseline.
// A glyph without ink, such as a space, has an empty outline; ok is false when the face or the glyph isn't known.
type Outlines func(face string, glyph uint32) (outline scene.Path, ok bool)

// maxSide and maxArea bound a picture, in pixels: the rasteriser counts in 26.6 fixed point, and memory ends.
const (
	maxSide = 1 << 15
	maxArea = 1 << 27
)

// Draw paints s into a new picture of w × h pixels: sRGB, premultiplied, transparent where nothing is painted. The
// picture must have the scene's shape, to within the rounding of each side to whole pixels. Items that lie outside the
// page cost nothing. The scene and the images in it are left as they were, and the same scene gives the same pixels.
//
// It is an error when a number in the scene isn't finite, or when a text names a glyph that outlines doesn't know.
func Draw(s scene.Scene, w, h int, outlines Outlines) (*image.RGBA, error) {
	return new(Engine).Draw(s, w, h, outlines)
}

// Draw is [Draw] with the engine's buffers. The picture is valid until the engine draws the next one.
func (e *Engine) Draw(s scene.Scene, w, h int, outlines Outlines) (*image.RGBA, error) {
	d := &e.drawer
	if err := d.begin(s, w, h, outlines); err != nil {
		return nil, err
	}
	if err := d.draw(d.page); err != nil {
		return nil, err
	}
	return e.picture(d.steps, d.page), nil
}

// fit is the map from the scene's units to the pixels of a w × h picture.
func fit(s scene.Scene, w, h int) (scene.Matrix, error) {
	if !finite(s.W, s.H) || s.W <= 0 || s.H <= 0 {
		return scene.Matrix{}, fmt.Errorf("a scene of %s×%s %s has no area", scene.Number(s.W), scene.Number(s.H), s.Unit)
	}
	if w < 1 || h < 1 || w > maxSide || h > maxSide || w*h > maxArea {
		return scene.Matrix{}, fmt.Errorf("cannot make a picture of %d×%d px: each side must be 1 to %d and the area at most %d", w, h, maxSide, maxArea)
	}
	fw, fh := float64(w), float64(h)
	least := math.Max((fw-0.5)/s.W, (fh-0.5)/s.H)
	most := math.Min((fw+0.5)/s.W, (fh+0.5)/s.H)
	if least > most*(1+1e-9) {
		return scene.Matrix{}, fmt.Errorf("a picture of %d×%d px has not the shape of the scene, %s×%s %s: it would be distorted",
			w, h, scene.Number(s.W), scene.Number(s.H), s.Unit)
	}
	// Each side has its own scale, so that a background reaches the last pixel: they differ by half a pixel in all.
	return scene.Scale(fw/s.W, fh/s.H), nil
}

// drawer turns a scene into steps, and holds what is needed for it: the rasteriser and buffers that are used again and
// again. All coordinates below it are page pixels.
type drawer struct {
	scene    scene.Scene
	toPixels scene.Matrix
	page     image.Rectangle
	rows     image.Rectangle // the part of the page that is wanted
	outlines Outlines

	steps   []step
	spans   []span // of the steps
	sweep   sweep
	figures figures
	clipped [2][]scene.Point // the two sides of the polygon clipper
	line    scene.Path       // the outline of a line of text
	hashed  []byte           // what a digest is made from
}

// begin makes ready to draw s as w × h pixels.
func (d *drawer) begin(s scene.Scene, w, h int, outlines Outlines) error {
	toPixels, err := fit(s, w, h)
	if err != nil {
		return fmt.Errorf("draw %q: %w", s.Title, err)
	}
	d.scene, d.toPixels, d.outlines, d.page = s, toPixels, outlines, image.Rect(0, 0, w, h)
	d.steps, d.spans = d.steps[:0], d.spans[:0]
	return nil
}

// draw finds the steps to some parts of the page, each as wide as the page, of which no two overlap. What is found for a
// row doesn't depend on which others are wanted.
func (d *drawer) draw(parts ...image.Rectangle) error {
	d.steps, d.spans = d.steps[:0], d.spans[:0]
	for _, d.rows = range parts {
		if err := d.items(d.page, d.toPixels, d.scene.Items); err != nil {
			return fmt.Errorf("draw %q: %w", d.scene.Title, err)
		}
	}
	return nil
}

// errNotFinite refuses a NaN or an infinity anywhere in an item.
var errNotFinite = errors.New("a coordinate or size is not a finite number")

// items draws what is visible of items.
func (d *drawer) items(visible image.Rectangle, m scene.Matrix, items []scene.Item) error {
	for i, it := range items {
		if err := d.item(visible, m, it); err != nil {
			return fmt.Errorf("item %d, %s: %w", i+1, describe(it), err)
		}
	}
	return nil
}

func (d *drawer) item(visible image.Rectangle, m scene.Matrix, it scene.Item) error {
	switch it := it.(type) {
	case scene.Shape:
		return d.shape(visible, m, it)
	case scene.Text:
		return d.text(visible, m, it)
	case scene.Image:
		return d.image(visible, m, it)
	case scene.Group:
		return d.group(visible, m, it)
	}
	return nil
}

// describe names it in an error.
func describe(it scene.Item) string {
	switch it := it.(type) {
	case scene.Shape:
		return "a shape"
	case scene.Text:
		return fmt.Sprintf("text %q", it.String)
	case scene.Image:
		return "an image"
	case scene.Group:
		if it.ID != "" {
			return fmt.Sprintf("group %q", it.ID)
		}
		return "a group"
	}
	return "nothing"
}

func (d *drawer) shape(visible image.Rectangle, m scene.Matrix, s scene.Shape) error {
	if err := checkPath(s.Path, m); err != nil {
		return err
	}
	if !s.Fill.IsZero() {
		d.fill(visible, m, s.Path, s.EvenOdd, s.Fill)
	}
	if s.Stroke == nil || s.Stroke.Paint.IsZero() {
		return nil
	}
	return d.stroke(visible, m, s.Path, *s.Stroke)
}

func (d *drawer) text(visible image.Rectangle, m scene.Matrix, t scene.Text) error {
	if t.Paint.IsZero() {
		return nil
	}
	words, err := d.words(t)
	if err != nil {
		return err
	}
	if err := checkPath(words, m); err != nil {
		return err
	}
	d.fill(visible, m, words, false, t.Paint)
	return nil
}

// words is the outline of a whole line of text: one fill a line. It is valid until the next call.
func (d *drawer) words(t scene.Text) (scene.Path, error) {
	words := scene.Path{Verbs: d.line.Verbs[:0], Points: d.line.Points[:0]}
	for _, g := range t.Glyphs {
		if d.outlines == nil {
			return words, errors.New("there are no outlines to draw text with")
		}
		outline, ok := d.outlines(t.Face, g.ID)
		if !ok {
			return words, fmt.Errorf("face %q has no outline for glyph %d", t.Face, g.ID)
		}
		x, y := t.Origin.X+g.X, t.Origin.Y+g.Y
		words.Verbs = append(words.Verbs, outline.Verbs...)
		for _, pt := range outline.Points {
			words.Points = append(words.Points, scene.Point{X: x + t.Size*pt.X, Y: y + t.Size*pt.Y})
		}
	}
	d.line = words
	return words, nil
}

// checkPath refuses a path that doesn't hold together or that has a number which isn't finite, before or after m.
func checkPath(p scene.Path, m scene.Matrix) error {
	if !finite(m.A, m.B, m.C, m.D, m.E, m.F) {
		return errNotFinite
	}
	need := 0
	for _, v := range p.Verbs {
		if v > scene.ClosePath {
			return fmt.Errorf("a path has the unknown step %d", v)
		}
		need += pointsOf[v]
	}
	if need != len(p.Points) {
		return fmt.Errorf("a path has %d points where its steps use %d", len(p.Points), need)
	}
	nothing := 0.0 // and stays it: nothing times what isn't finite isn't a number
	for _, pt := range p.Points {
		q := m.Apply(pt)
		nothing += 0*q.X + 0*q.Y
	}
	if nothing != 0 {
		return errNotFinite
	}
	return nil
}

// pointsOf is how many points each verb uses.
var pointsOf = [...]int{scene.MoveTo: 1, scene.LineTo: 1, scene.QuadTo: 2, scene.CubeTo: 3, scene.ClosePath: 0}

func finite(vs ...float64) bool {
	for _, v := range vs {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
