package check

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"kic/brand"
	"kic/render/layout"
	"kic/templates"
)

const (
	// mostEnlarged is how many pixels of a screen, across, one pixel of a logo may fill. Up to a quarter more than its own
	// size an edge looks as it did; at half as much again it looks soft beside words, which are sharp.
	mostEnlarged = 1.25

	// leastPPI is how many pixels an inch a logo needs in print. An eye tells an arcminute apart: 0.13 mm at 45 cm, the
	// distance of a page in the hand, of which an inch has 194.
	leastPPI = 200
)

// Use is how a piece shows a logo that is a picture.
type Use struct {
	Logo      *brand.Mark
	Of        string // whose it is
	Placement string
	Needs     int // how many pixels wide its picture must be at least to look sharp
}

// Uses are the logos of a piece that are pictures, or hold one.
func Uses(in layout.Input, laid layout.Result) []Use {
	var all []Use
	for _, m := range laid.Marks {
		if m.Logo == nil || m.Logo.Pixels.X == 0 {
			continue
		}
		enlarged := m.Logo.Enlarged(m.Box.W) / mostEnlarged
		if in.Placement.Unit == templates.Millimetres {
			enlarged = m.Logo.Enlarged(m.Box.W) * leastPPI / 72
		}
		needs := math.Ceil(float64(m.Logo.Pixels.X)*enlarged - 1e-6)
		all = append(all, Use{Logo: m.Logo, Of: m.Of, Placement: in.Placement.ID, Needs: int(needs)})
	}
	return all
}

// Resolution is one finding for each logo of a brand that has too few pixels for some of its uses.
func Resolution(b *brand.Brand, uses []Use) []Finding {
	logos := []*brand.Mark{b.Logo, b.Reversed}
	for _, p := range b.Partners {
		logos = append(logos, p.Logo)
	}
	var found []Finding
	for _, logo := range logos {
		if uses := ofLogo(uses, logo); len(uses) > 0 && uses[len(uses)-1].Needs > logo.Pixels.X {
			found = append(found, blurred(b, uses))
		}
	}
	return found
}

// ofLogo are the uses of a logo: for each placement the one that needs most, and the one that needs most of all last.
func ofLogo(uses []Use, logo *brand.Mark) []Use {
	most := map[string]Use{}
	for _, u := range uses {
		if logo != nil && u.Logo == logo && u.Needs > most[u.Placement].Needs {
			most[u.Placement] = u
		}
	}
	var all []Use
	for _, u := range most {
		all = append(all, u)
	}
	slices.SortFunc(all, func(a, b Use) int {
		return cmp.Or(cmp.Compare(a.Needs, b.Needs), cmp.Compare(a.Placement, b.Placement))
	})
	return all
}

// blurred is what is wrong with a logo that has too few pixels for the last of its uses.
func blurred(b *brand.Brand, uses []Use) Finding {
	largest := uses[len(uses)-1]
	logo := largest.Logo
	good := slices.IndexFunc(uses, func(u Use) bool { return u.Needs > logo.Pixels.X })
	upTo := "large enough for none"
	if good > 0 {
		upTo = "good up to " + uses[good-1].Placement
	}
	f := Finding{
		Code: LogoResolution, Severity: Warning, Brand: b.Slug,
		What: fmt.Sprintf("the logo of %s, %s, has %d × %d pixels, too few for %d of %d sizes: %s, and %s needs %d pixels across",
			largest.Of, logo.File, logo.Pixels.X, logo.Pixels.Y, len(uses)-good, len(uses), upTo, largest.Placement, largest.Needs),
		Remedy: fmt.Sprintf("give an SVG drawn in outlines, or a picture at least %d pixels wide", largest.Needs),
	}
	if ratio := float64(logo.Pixels.Y) / float64(logo.Pixels.X); float64(largest.Needs)*max(1, ratio) > brand.KeptSide {
		f.Remedy = fmt.Sprintf("give an SVG drawn in outlines; of a picture no more than %d pixels a side are kept", brand.KeptSide)
	}
	return f
}
