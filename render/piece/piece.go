// Package piece makes one piece: it lays it out, finds what is wrong with it, and writes its files, all in memory. It reads no
// disk, and what it keeps between two pieces only makes the next one faster.
//
// Start with a [Maker] and [Maker.Make], which takes a [Spec]. How each format is written is one table in files.go.
package piece

import (
	"image"

	"kic/brand"
	"kic/fonts"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/plan"
	"kic/render/raster"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// Spec is a piece to be made, and how.
type Spec struct {
	plan.Job
	Brand *brand.Brand
	Fonts *fonts.Set   // the brand's; nil: they are made of it, at a cost
	Allow []check.Code // errors of these codes don't stop it, where it can still be made
	Check bool         // find what is wrong with it, and make no file
	SVG   bool         // a copy of each page that can be edited
	Print bool         // a copy of a page for a printer, with the bleed of its placement
	Marks bool         // with Print: crop marks
	First bool         // of the first brand of several; see [raster.Picture]
}

// Piece is what came of a Spec.
type Piece struct {
	Pages    []layout.Result // their scenes with their words; a file has one for each language, a picture one in all
	Findings []check.Finding // what is wrong with it; errors that were allowed are waived
	Logos    []check.Use     // how it shows logos
	Files    []File          // the piece and then its copies; none after an error that wasn't allowed
}

// File is a finished file in memory.
type File struct {
	Path      string // in the pack
	Format    templates.Format
	Languages string       // BCP 47 tags of its words: "cy en-GB"
	Said      []scene.Said // its alternative text in each of them
	Data      []byte
}

// Waived are the codes of errors that were allowed, sorted.
func (p *Piece) Waived() []string { return check.Waived(p.Findings) }

// SafeMet reports whether all words and logos lie inside the safe area.
func (p *Piece) SafeMet() bool {
	for _, page := range p.Pages {
		if !safeMet(page) {
			return false
		}
	}
	return true
}

// Maker makes pieces, one at a time. What several of them have in common are its Kit and what its Engine shares.
type Maker struct {
	Kit    *layout.Kit // the artwork
	Engine raster.Engine

	fonts  *fonts.Set
	shaper *text.Shaper // is bound to fonts
}

// use makes m ready for the pieces of a brand.
func (m *Maker) use(s *Spec) {
	if s.Fonts == nil {
		s.Fonts = s.Brand.Fonts(fonts.Default())
	}
	if m.fonts != s.Fonts {
		m.fonts, m.shaper = s.Fonts, text.NewShaper(s.Fonts)
	}
}

// Make makes a piece. What is wrong with it stands in its findings.
func (m *Maker) Make(s Spec) Piece {
	m.use(&s)
	var p Piece
	for _, page := range s.Pages() {
		in := m.input(s, page, 0)
		laid, err := m.Kit.Lay(in)
		if err != nil {
			p.Findings = append(p.Findings, check.Failure(in, err))
			continue
		}
		p.Findings = append(p.Findings, check.Piece(in, laid, &m.Engine)...)
		p.Logos = append(p.Logos, check.Uses(in, laid)...)
		p.Pages = append(p.Pages, laid)
	}
	check.Waive(p.Findings, s.Allow)
	if check.Refuses(p.Findings) || s.Check && !mayBeLarge(s.Placement) {
		return p
	}
	files, err := m.files(s, p.Pages)
	if err != nil {
		p.Findings = append(p.Findings, check.Failure(m.input(s, s.Job, 0), err))
	}
	if !s.Check {
		p.Files = files
	}
	return p
}

// Draw is a piece as a small picture, and its alternative text. Of a file with several pages it draws the first one.
func (m *Maker) Draw(s Spec, width, height int) (*image.RGBA, string, error) {
	m.use(&s)
	laid, err := m.Kit.Lay(m.input(s, s.Job, 0))
	if err != nil {
		return nil, "", err
	}
	img, err := raster.Draw(laid.Scene, width, height, Outlines(m.fonts))
	return img, laid.Scene.Alt[0].Words, err
}

// Preview is a piece as a small PNG with its alternative text, for a screen on which somebody is still at work on it.
func (m *Maker) Preview(s Spec, width, height int) ([]byte, error) {
	img, alt, err := m.Draw(s, width, height)
	if err != nil {
		return nil, err
	}
	return raster.PNG(img, raster.Meta{Alt: alt, Lang: s.Campaign.Language})
}

// input is a page as layout wants it, with a bleed in points.
func (m *Maker) input(s Spec, page plan.Job, bleed float64) layout.Input {
	in := layout.Input{
		Campaign: page.Campaign, Message: page.Message, Brand: s.Brand, Placement: page.Placement, Look: page.Look, Shaper: m.shaper,
		Bleed: bleed,
	}
	if page.Placement.Passed() {
		in.Also = page.Also
	}
	return in
}

// mayBeLarge reports whether a file for p could be over its limit: none has more bytes than its pixels do.
func mayBeLarge(p *templates.Placement) bool {
	return p.MaxBytes > 0 && !p.Format.Document() && float64(p.MaxBytes) < 3*p.Width*p.Height
}

// Outlines gives the backends the shapes of glyphs.
func Outlines(set *fonts.Set) func(face string, glyph uint32) (scene.Path, bool) {
	return func(face string, glyph uint32) (scene.Path, bool) {
		f, ok := set.Face(face)
		if !ok {
			return scene.Path{}, false
		}
		return f.Outline(glyph), true
	}
}

// safeMet reports whether all words and logos of a page lie inside its safe area.
func safeMet(laid layout.Result) bool {
	const slack = 0.5 // of a pixel or point
	safe := laid.Scene.Safe
	for _, m := range laid.Marks {
		if !safe.Contains(m.Box, slack) {
			return false
		}
	}
	return wordsInside(laid.Scene.Items, safe.Grow(slack))
}

func wordsInside(items []scene.Item, safe scene.Rect) bool {
	inside := true
	scene.Walk(items, scene.Identity, func(it scene.Item, to scene.Matrix) bool {
		switch it := it.(type) {
		case scene.Text:
			inside = inside && (it.Ink.Empty() || safe.Contains(to.ApplyRect(it.Ink), 0))
		case scene.Group:
			return inside && it.Role != scene.RoleArtifact
		}
		return true
	})
	return inside
}
