package scene

import (
	"image/color"
	"math"
	"testing"
)

func ink(items ...Item) Rect { return Ink(Group{Items: items}) }

func path(f func(p *Path)) Path {
	var p Path
	f(&p)
	return p
}

func TestInkIsTheTightBoxOfWhatIsPainted(t *testing.T) {
	black := Solid(color.NRGBA{A: 255})
	box := RectPath(Rect{10, 10, 20, 10})
	stroke := func(s Stroke) *Stroke { s.Paint = black; return &s }
	bend := path(func(p *Path) { p.MoveTo(0, 0); p.LineTo(10, 0); p.LineTo(10, 10) })
	line := path(func(p *Path) { p.MoveTo(0, 0); p.LineTo(10, 0) })
	arch := path(func(p *Path) { p.MoveTo(0, 0); p.CubeTo(0, -4, 10, -4, 10, 0) })
	hump := path(func(p *Path) { p.MoveTo(0, 0); p.QuadTo(5, 10, 10, 0) })
	for name, c := range map[string]struct{ got, want Rect }{
		"a fill":                                  {ink(Shape{Path: box, Fill: black}), Rect{10, 10, 20, 10}},
		"no paint":                                {ink(Shape{Path: box}), Rect{}},
		"a gradient that is all clear":            {ink(Shape{Path: box, Fill: Paint{Gradient: &Gradient{Stops: []Stop{{}}}}}), Rect{}},
		"a cubic by its turn":                     {ink(Shape{Path: arch, Fill: black}), Rect{0, -3, 10, 3}},
		"a quadratic by its turn":                 {ink(Shape{Path: hump, Fill: black}), Rect{0, 0, 10, 5}},
		"a circle turned by an eighth":            {ink(Group{Transform: turn(math.Pi / 4), Items: []Item{Shape{Path: EllipsePath(Rect{-10, -10, 20, 20}), Fill: black}}}), Rect{-10, -10, 20, 20}},
		"a butt line":                             {ink(Shape{Path: line, Stroke: stroke(Stroke{Width: 2})}), Rect{0, -1, 10, 2}},
		"a square line":                           {ink(Shape{Path: line, Stroke: stroke(Stroke{Width: 2, Cap: SquareCap})}), Rect{-1, -1, 12, 2}},
		"a round line under a scale":              {ink(Group{Transform: Scale(2, 1), Items: []Item{Shape{Path: line, Stroke: stroke(Stroke{Width: 2, Cap: RoundCap})}}}), Rect{-2, -1, 24, 2}},
		"a mitred bend":                           {ink(Shape{Path: bend, Stroke: stroke(Stroke{Width: 2})}), Rect{0, -1, 11, 11}},
		"a bevelled bend":                         {ink(Shape{Path: bend, Stroke: stroke(Stroke{Width: 2, Join: BevelJoin})}), Rect{0, -1, 11, 11}},
		"a closed box":                            {ink(Shape{Path: box, Stroke: stroke(Stroke{Width: 4})}), Rect{8, 8, 24, 14}},
		"an arch with its stroke":                 {ink(Shape{Path: arch, Stroke: stroke(Stroke{Width: 2})}), Rect{-1, -4, 12, 4}},
		"a spike whose mitre is beyond the limit": {ink(Shape{Path: path(func(p *Path) { p.MoveTo(0, 0); p.LineTo(10, 1); p.LineTo(0, 2) }), Stroke: stroke(Stroke{Width: 2, Join: RoundJoin})}), Rect{-0.0995, -0.995, 11.0995, 3.99}},
		"a clip":                                  {ink(Group{Clip: &Clip{Path: RectPath(Rect{0, 0, 15, 100})}, Items: []Item{Shape{Path: box, Fill: black}}}), Rect{10, 10, 5, 10}},
		"a clip that leaves nothing":              {ink(Group{Clip: &Clip{Path: RectPath(Rect{0, 0, 5, 5})}, Items: []Item{Shape{Path: box, Fill: black}}}), Rect{}},
		"a mask":                                  {ink(Group{Mask: &Mask{Items: []Item{Shape{Path: RectPath(Rect{0, 0, 100, 15}), Fill: black}}}, Items: []Item{Shape{Path: box, Fill: black}}}), Rect{10, 10, 20, 5}},
		"text and pictures":                       {ink(Text{Ink: Rect{1, 1, 2, 2}}, Image{Box: Rect{5, 5, 1, 1}}), Rect{1, 1, 5, 5}},
		"a lone move":                             {ink(Shape{Path: path(func(p *Path) { p.MoveTo(99, 99); p.MoveTo(0, 0); p.LineTo(1, 1) }), Fill: black}), Rect{0, 0, 1, 1}},
	} {
		for i, pair := range [][2]float64{{c.got.X, c.want.X}, {c.got.Y, c.want.Y}, {c.got.W, c.want.W}, {c.got.H, c.want.H}} {
			if math.Abs(pair[0]-pair[1]) > 0.02 {
				t.Errorf("%s: ink is %s, want %s (number %d)", name, c.got, c.want, i+1)
				break
			}
		}
	}
}

func turn(a float64) Matrix {
	sin, cos := math.Sincos(a)
	return Matrix{A: cos, B: sin, C: -sin, D: cos}
}
