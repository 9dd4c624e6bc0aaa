package check

import (
	"errors"
	"strings"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/definition"
	"kic/render/layout"
	"kic/render/prose"
	"kic/render/raster"
	"kic/render/text"
)

// Failure is what an error says of a piece that couldn't be laid out, drawn or written.
func Failure(in layout.Input, err error) Finding {
	var overflow *text.OverflowError
	var glyph *text.GlyphError
	var large *raster.TooLargeError
	f := about(in, PieceFailed)
	said := err
	switch {
	case errors.As(err, &overflow):
		f = about(in, TextOverflow)
		bare := *overflow
		bare.Where = text.Where{Box: overflow.Box}
		said = &bare
		f.Where = box(in, overflow.Box)
	case errors.As(err, &glyph):
		f = about(in, GlyphMissing)
		bare := *glyph
		bare.Where = text.Where{}
		said = &bare
	case errors.As(err, &large):
		f, said = about(in, FileTooLarge), large
	}
	if f.What, f.Remedy = err.Error(), ""; said != err {
		f.What, f.Remedy = definition.Parts(said)
	}
	return f
}

// Brand is what is wrong with a brand or a campaign that couldn't be read. slug names it as far as that is known.
func Brand(slug string, err error) []Finding {
	problems, rest := definition.Collect(err)
	var all []Finding
	for _, p := range problems {
		f := Finding{Code: codeOf(p), Severity: Error, Brand: slug, File: p.File, Line: p.Line, Remedy: p.Remedy, What: p.What}
		if p.Key != "" {
			f.What = p.Key + ": " + p.What
		}
		all = append(all, f)
	}
	if rest != nil {
		for line := range strings.SplitSeq(rest.Error(), "\n") {
			all = append(all, Finding{Code: Definition, Severity: Error, Brand: slug, What: line})
		}
	}
	return all
}

// codeOf is the code that a mistake carries, in the terms of a check: one for all that an SVG has and can't be drawn.
func codeOf(p definition.Problem) Code {
	switch {
	case p.Code == brand.LogoBlank:
		return LogoBlank
	case strings.HasPrefix(p.Code, "svg-"):
		return SVGUnsupported
	}
	return Definition
}

// Copy is what an error says of copy that couldn't be written for a brand. Where the words are to be put right, the
// finding says in which line of the campaign's file.
func Copy(c *campaign.Campaign, slug string, err error) []Finding {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []Finding
		for _, one := range many.Unwrap() {
			all = append(all, Copy(c, slug, one)...)
		}
		return all
	}
	f := Finding{Code: CopyFailed, Severity: Error, Brand: slug, File: c.File}
	var mistake *prose.Mistake
	if !errors.As(err, &mistake) {
		f.What, f.Remedy = definition.Parts(err)
		return []Finding{f}
	}
	if mistake.Limit {
		f.Code = PostTooLong
	}
	f.Message, f.Line, f.What, f.Remedy = mistake.Message, c.Line(mistake.Message, mistake.Key), mistake.Key+" "+mistake.What, mistake.Remedy
	return []Finding{f}
}
