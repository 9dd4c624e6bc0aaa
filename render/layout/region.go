package layout

import (
	"fmt"
	"math"

	"kic/render/scene"
	"kic/templates"
)

// plan is the page of a layout cut into its regions.
type plan struct {
	page    scene.Rect   // the trimmed page, from 0,0
	safe    scene.Rect   // where words and logos may stand
	covered []scene.Rect // what the place itself draws over
	margin  float64
	regions map[string]scene.Rect
}

// What a region may be another size for.
const (
	tall templates.When = "tall" // the brand's logo is taller than wide
	two  templates.When = "two"  // the piece says everything in two languages
)

// cut works out all regions of l on the given page; has says which conditions of regions are met.
func cut(l *templates.Layout, p *plan, has map[templates.When]bool) (*plan, error) {
	p.regions = map[string]scene.Rect{"page": p.page, "safe": p.safe}
	p.margin = p.length(l.Margin, 0)
	for _, r := range l.Regions {
		from, ok := p.regions[r.Of]
		if !ok {
			return nil, fmt.Errorf("layout %q: region %q is cut from %q, which no earlier region is called", l.ID, r.Name, r.Of)
		}
		if r.When != "" && !has[r.When] {
			p.regions[r.Name] = scene.Rect{}
			if r.Rest != "" {
				p.regions[r.Rest] = from
			}
			continue
		}
		if from.Empty() { // cut from a region that isn't there
			p.regions[r.Name], p.regions[r.Rest] = scene.Rect{}, scene.Rect{}
			continue
		}
		piece, rest := from, scene.Rect{}
		if r.Side != "" {
			size := r.Size
			switch {
			case has[two] && !r.Two.IsZero():
				size = r.Two
			case has[tall] && !r.Tall.IsZero():
				size = r.Tall
			}
			piece, rest = p.slice(from, r.Side, size)
		}
		piece = p.pad(p.bleed(piece, r.Bleed, 0), r.Pad)
		if r.Safe {
			piece = p.clear(piece)
		}
		p.regions[r.Name] = piece
		if r.Rest != "" {
			p.regions[r.Rest] = rest
		}
		if p.regions[r.Name].Empty() {
			return nil, fmt.Errorf("layout %q: nothing is left of region %q", l.ID, r.Name)
		}
	}
	return p, nil
}

// clear is what is left of r inside the safe area when the boxes that the place covers, half a margin round each, are cut
// away from the side that leaves the most.
func (p *plan) clear(r scene.Rect) scene.Rect {
	r = r.Intersect(p.safe)
	for _, c := range p.covered {
		r = beside(r, c.Grow(p.margin/2))
	}
	return r
}

// beside is what is left of r when c is cut away from the side that leaves the most; nothing where c covers it.
func beside(r, c scene.Rect) (most scene.Rect) {
	if !r.Overlaps(c) {
		return r
	}
	for _, left := range []scene.Rect{
		r.Inset(0, r.Right()-c.X, 0, 0), r.Inset(0, 0, 0, c.Right()-r.X),
		r.Inset(0, 0, r.Bottom()-c.Y, 0), r.Inset(c.Bottom()-r.Y, 0, 0, 0),
	} {
		if !left.Empty() && left.W*left.H > most.W*most.H {
			most = left
		}
	}
	return most
}

// slice takes a piece of the given size from one side of r.
func (p *plan) slice(r scene.Rect, side templates.Side, size templates.Length) (piece, rest scene.Rect) {
	whole := r.H
	if side == templates.Left || side == templates.Right {
		whole = r.W
	}
	n := math.Round(min(p.length(size, whole), whole))
	switch side {
	case templates.Left:
		return scene.Rect{X: r.X, Y: r.Y, W: n, H: r.H}, r.Inset(0, 0, 0, n)
	case templates.Right:
		return scene.Rect{X: r.Right() - n, Y: r.Y, W: n, H: r.H}, r.Inset(0, n, 0, 0)
	case templates.Bottom:
		return scene.Rect{X: r.X, Y: r.Bottom() - n, W: r.W, H: n}, r.Inset(0, 0, n, 0)
	default:
		return scene.Rect{X: r.X, Y: r.Y, W: r.W, H: n}, r.Inset(n, 0, 0, 0)
	}
}

// pad makes r smaller: by one length on all sides, or by top, right, bottom and left.
func (p *plan) pad(r scene.Rect, pad []templates.Length) scene.Rect {
	switch len(pad) {
	case 1:
		d := p.length(pad[0], 0)
		return r.Inset(d, d, d, d)
	case 4:
		return r.Inset(p.length(pad[0], r.H), p.length(pad[1], r.W), p.length(pad[2], r.H), p.length(pad[3], r.W))
	}
	return r
}

// length is l in scene units; whole is what a percentage refers to.
func (p *plan) length(l templates.Length, whole float64) float64 {
	switch l.Unit {
	case "%":
		return l.Value / 100 * whole
	case "vw":
		return l.Value / 100 * p.page.W
	case "vh":
		return l.Value / 100 * p.page.H
	case "vmin":
		return l.Value / 100 * min(p.page.W, p.page.H)
	case "m":
		return l.Value * p.margin
	case "mm":
		return l.Value * pointsPerMM
	}
	return l.Value
}

// bleed lets r carry on to the edge of the page, and over it by the page's bleed, on the given sides.
func (p *plan) bleed(r scene.Rect, sides []templates.Side, over float64) scene.Rect {
	x0, y0, x1, y1 := r.X, r.Y, r.Right(), r.Bottom()
	for _, s := range sides {
		switch s {
		case templates.Left:
			x0 = p.page.X - over
		case templates.Right:
			x1 = p.page.Right() + over
		case templates.Top:
			y0 = p.page.Y - over
		case templates.Bottom:
			y1 = p.page.Bottom() + over
		}
	}
	return scene.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}

// radii are the corners of a layer: one for all, or one each, clockwise from the top left.
func (p *plan) radii(corners []templates.Length, r scene.Rect) scene.Radii {
	side := min(r.W, r.H)
	at := func(i int) float64 {
		if len(corners) == 1 {
			i = 0
		}
		if i >= len(corners) {
			return 0
		}
		return p.length(corners[i], side)
	}
	return scene.Radii{TopLeft: at(0), TopRight: at(1), BottomRight: at(2), BottomLeft: at(3)}
}
