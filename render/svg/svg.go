// Package svg reads SVG files (logos, our own art) as groups of scene items, and writes scenes as SVG: [Read] and [Write].
//
// The reader is strict and safe. Nothing is fetched or run, and every size is bounded. What it can't draw exactly it refuses,
// with a reason and a remedy, instead of drawing something else ([Errors]). [Recolour] changes the colours of a drawing.
package svg

import (
	"image/color"
	"sort"

	"kic/render/scene"
)

// Options adjust [Read]. The zero Options is ready to use.
type Options struct {
	Lang      string      // BCP 47 tag by which a switch element chooses; empty: en
	Color     color.NRGBA // what currentColor means where the file doesn't say; zero: black
	MaxBytes  int         // of the file; 0: 8 MiB
	MaxPixels int         // of all embedded pictures together; 0: 32 million
}

func (o Options) withDefaults() Options {
	if o.Lang == "" {
		o.Lang = "en"
	}
	if o.Color == (color.NRGBA{}) {
		o.Color = color.NRGBA{A: 255}
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = 8 << 20
	}
	if o.MaxPixels == 0 {
		o.MaxPixels = 32e6
	}
	return o
}

// Document is an SVG file as scene items.
type Document struct {
	Group   scene.Group // draws the file into 0,0,W,H; cut to that box where the drawing goes beyond it
	W, H    float64     // natural size in px (96 an inch), y downwards
	ViewBox scene.Rect  // the box of user coordinates that is mapped to 0,0,W,H
	Title   string      // the text of the first title element

	// Boxes holds, for every drawable element with an id, the box round its outlines without strokes, in the coordinates
	// of 0,0,W,H. Elements that paint nothing are included, so that art can carry boxes for us (id="focus").
	Boxes map[string]scene.Rect
}

// The bounds that keep every file quick to read and to draw, however it was made.
const (
	maxDepth    = 128        // nested elements, after use is resolved
	maxNodes    = 50_000     // elements in the file
	maxElements = 100_000    // elements drawn, after use is resolved
	maxPoints   = 2_000_000  // points of all paths drawn
	maxDashes   = 100_000    // dashes of all strokes
	maxStops    = 1_000      // stops of a gradient
	maxSelector = 2_000      // selectors of all style sheets
	maxMatching = 50_000_000 // comparisons of elements with selectors, and bytes of the rules that speak of them
	maxNumber   = 1e9        // size of any number in the file
	maxPlace    = 1e7        // px that anything may be away from the corner
)

// Read reads an SVG file. Every mistake and every feature that can't be drawn exactly is an [Error]; they come together as
// [Errors], and then there is no Document.
func Read(data []byte, opt Options) (*Document, error) {
	opt = opt.withDefaults()
	root, found := parse(data, opt.MaxBytes)
	if root == nil {
		return nil, found
	}
	r := &reader{
		opt: opt, ids: map[string]*node{}, boxes: map[string]extent{}, refused: map[string]*refusal{},
		pictures: map[*node]*picture{}, stopsOf: map[*node][]scene.Stop{}, base: map[*node]style{}, active: map[*node]bool{},
	}
	r.survey(root)
	doc := r.document(root)
	if errs := append(found, r.errors()...); len(errs) > 0 {
		sort.SliceStable(errs, func(i, j int) bool { return errs[i].Line < errs[j].Line })
		return nil, errs
	}
	return doc, nil
}
