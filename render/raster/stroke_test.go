package raster

import (
	"math"
	"testing"

	"kic/render/scene"
)

// pulled is a black stroke along p.
func pulled(p scene.Path, s scene.Stroke) scene.Shape {
	s.Paint = scene.Solid(black)
	return scene.Shape{Path: p, Stroke: &s}
}

// through is a path of straight lines, open at its end.
func along(pts ...scene.Point) scene.Path {
	p := polygon(pts...)
	p.Verbs = p.Verbs[:len(p.Verbs)-1]
	return p
}

// away is the distance of (x, y) from a line through pts.
func away(pts []scene.Point, x, y float64) float64 {
	least := math.Inf(1)
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		dx, dy := b.X-a.X, b.Y-a.Y
		t := max(0, min(1, ((x-a.X)*dx+(y-a.Y)*dy)/(dx*dx+dy*dy)))
		least = min(least, math.Hypot(x-a.X-t*dx, y-a.Y-t*dy))
	}
	return least
}

func TestARoundStrokeIsEverythingNearTheLine(t *testing.T) {
	const w, h = 100, 100
	for _, c := range []struct {
		name  string
		width float64
		curve [4]scene.Point
	}{
		{"thin", 3, [4]scene.Point{{X: 10, Y: 10}, {X: 95, Y: 20}, {X: 5, Y: 75}, {X: 90, Y: 90}}},
		{"hairline", 0.4, [4]scene.Point{{X: 10, Y: 10}, {X: 95, Y: 20}, {X: 5, Y: 75}, {X: 90, Y: 90}}},
		{"thick", 15, [4]scene.Point{{X: 15, Y: 15}, {X: 95, Y: 20}, {X: 5, Y: 75}, {X: 85, Y: 85}}},
		{"round a cusp", 8, [4]scene.Point{{X: 30, Y: 80}, {X: 70, Y: 10}, {X: 30, Y: 10}, {X: 70, Y: 80}}},
		{"tighter than its width", 40, [4]scene.Point{{X: 30, Y: 60}, {X: 30, Y: 30}, {X: 70, Y: 30}, {X: 70, Y: 60}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p scene.Path
			p.MoveTo(c.curve[0].X, c.curve[0].Y)
			p.CubeTo(c.curve[1].X, c.curve[1].Y, c.curve[2].X, c.curve[2].Y, c.curve[3].X, c.curve[3].Y)
			var fine []scene.Point
			for i := range 201 {
				fine = append(fine, cubeAt(c.curve[0], c.curve[1], c.curve[2], c.curve[3], float64(i)/200))
			}
			want := make([]float64, w*h)
			for i := range want {
				// Only pixels that the edge may cross are worth their samples.
				x, y := float64(i%w), float64(i/w)
				if d := away(fine, x+0.5, y+0.5) - c.width/2; d < -1 {
					want[i] = 1
				} else if d < 1 {
					want[i] = reference(1, 1, func(px, py float64) bool { return away(fine, x+px, y+py) <= c.width/2 })[0]
				}
			}
			shape := pulled(p, scene.Stroke{Width: c.width, Cap: scene.RoundCap, Join: scene.RoundJoin})
			near(t, paint(t, w, h, shape), want, 2.2, 12)
		})
	}
}

func TestEveryCapAndJoinCoversItsOutline(t *testing.T) {
	pt := func(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }
	elbow := along(pt(20, 80), pt(50, 20), pt(80, 80))
	line := along(pt(30, 50), pt(70, 50))
	square := polygon(pt(30, 30), pt(70, 30), pt(70, 70), pt(30, 70))
	// The tip of the elbow's miter lies width/2 ÷ sin(half its angle) above the corner.
	half := math.Atan2(30, 60)
	tip := 20 - 5/math.Sin(half)
	for _, c := range []struct {
		name          string
		path          scene.Path
		stroke        scene.Stroke
		inside, clear []scene.Point
	}{
		{"butt", line, scene.Stroke{}, []scene.Point{pt(31, 50), pt(69, 54), pt(31, 46)}, []scene.Point{pt(28, 50), pt(72, 50), pt(50, 56)}},
		{"round cap", line, scene.Stroke{Cap: scene.RoundCap}, []scene.Point{pt(26, 50), pt(73, 50)}, []scene.Point{pt(25, 45), pt(74, 54), pt(24, 50)}},
		{"square cap", line, scene.Stroke{Cap: scene.SquareCap}, []scene.Point{pt(26, 46), pt(74, 54)}, []scene.Point{pt(24, 50), pt(76, 50)}},
		{"miter", elbow, scene.Stroke{}, []scene.Point{pt(50, tip+3)}, []scene.Point{pt(50, tip-2)}},
		{"miter over its limit is bevelled", elbow, scene.Stroke{MiterLimit: 2}, []scene.Point{pt(50, 19)}, []scene.Point{pt(50, 16)}},
		{"bevel", elbow, scene.Stroke{Join: scene.BevelJoin}, []scene.Point{pt(50, 19)}, []scene.Point{pt(50, 16)}},
		{"round join", elbow, scene.Stroke{Join: scene.RoundJoin}, []scene.Point{pt(50, 16)}, []scene.Point{pt(50, 14)}},
		{"closed, with a hole", square, scene.Stroke{}, []scene.Point{pt(26, 26), pt(74, 74), pt(33, 50)}, []scene.Point{pt(50, 50), pt(37, 37), pt(24, 50)}},
		{"dashes", line, scene.Stroke{Dash: []float64{10, 5}}, []scene.Point{pt(32, 50), pt(38, 50), pt(47, 50), pt(62, 50)}, []scene.Point{pt(42, 50), pt(57, 50)}},
		{"dashes from an offset", line, scene.Stroke{Dash: []float64{10, 5}, DashOffset: 10}, []scene.Point{pt(37, 50)}, []scene.Point{pt(32, 50), pt(47, 50)}},
		{"dashes from before the start", line, scene.Stroke{Dash: []float64{10, 5}, DashOffset: -5}, []scene.Point{pt(37, 50)}, []scene.Point{pt(32, 50)}},
		{"an odd number of dashes", line, scene.Stroke{Dash: []float64{10}}, []scene.Point{pt(35, 50), pt(55, 50)}, []scene.Point{pt(45, 50), pt(65, 50)}},
		{"dashes without a length", line, scene.Stroke{Dash: []float64{0, 0}}, []scene.Point{pt(35, 50), pt(45, 50)}, nil},
		{"a dash across the start of a closed line", square, scene.Stroke{Dash: []float64{20, 10}, DashOffset: 10}, []scene.Point{pt(26, 26), pt(37, 30), pt(30, 37)}, []scene.Point{pt(45, 30), pt(30, 55)}},
		{"a round dot", along(pt(50, 50), pt(50, 50)), scene.Stroke{Cap: scene.RoundCap}, []scene.Point{pt(47, 50), pt(53, 50), pt(50, 53)}, []scene.Point{pt(45, 45), pt(54, 54)}},
		{"a square dot", along(pt(50, 50), pt(50, 50)), scene.Stroke{Cap: scene.SquareCap}, []scene.Point{pt(46, 46), pt(53, 53)}, []scene.Point{pt(44, 50)}},
		{"a point without a cap", along(pt(50, 50), pt(50, 50)), scene.Stroke{}, nil, []scene.Point{pt(50, 50)}},
		{"there and back", along(pt(30, 50), pt(70, 50), pt(30, 50)), scene.Stroke{Join: scene.RoundJoin}, []scene.Point{pt(73, 50), pt(50, 53)}, []scene.Point{pt(28, 50), pt(74, 54)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.stroke.Width = 10
			img := paint(t, 100, 100, pulled(c.path, c.stroke))
			for _, p := range c.inside {
				if a := img.RGBAAt(int(p.X), int(p.Y)).A; a != 255 {
					t.Errorf("alpha at %v is %d, want 255", p, a)
				}
			}
			for _, p := range c.clear {
				if a := img.RGBAAt(int(p.X), int(p.Y)).A; a != 0 {
					t.Errorf("alpha at %v is %d, want 0", p, a)
				}
			}
			if t.Failed() {
				keep(t, t.ArtifactDir()+"/got.png", img)
			}
		})
	}
}

func TestAStretchedStrokeIsThickerOneWay(t *testing.T) {
	ring := pulled(scene.EllipsePath(scene.Rect{X: 5, Y: 5, W: 20, H: 20}), scene.Stroke{Width: 4})
	img := paint(t, 120, 60, scene.Group{Transform: scene.Scale(4, 1.5), Items: []scene.Item{ring}})
	want := reference(120, 60, func(x, y float64) bool {
		d := math.Hypot(x/4-15, y/1.5-15)
		return d > 8 && d < 12
	})
	near(t, img, want, 3, 16)
}

func TestAMirroredOrTurnedStrokeIsTheSameStroke(t *testing.T) {
	zig := along(scene.Point{X: 20, Y: 25}, scene.Point{X: 80, Y: 30}, scene.Point{X: 30, Y: 60}, scene.Point{X: 70, Y: 85})
	s := scene.Stroke{Width: 9, Cap: scene.SquareCap, Dash: []float64{31, 7}}
	img := paint(t, 100, 100, pulled(zig, s))
	for _, c := range []struct {
		name string
		m    scene.Matrix
	}{
		{"mirrored", scene.Matrix{A: -1, D: 1, E: 100}},
		{"turned", scene.Matrix{B: 1, C: -1, E: 100}},
	} {
		there := scene.Group{Transform: c.m, Items: []scene.Item{pulled(zig, s)}}
		back, _ := c.m.Invert()
		again := paint(t, 100, 100, scene.Group{Transform: back, Items: []scene.Item{there}})
		t.Run(c.name+" and back", func(t *testing.T) { same(t, again, img, 1) })
		t.Run(c.name, func(t *testing.T) {
			flat := paint(t, 100, 100, there)
			want := make([]float64, 100*100)
			for i := range want {
				p := back.Apply(scene.Point{X: float64(i%100) + 0.5, Y: float64(i/100) + 0.5})
				want[i] = float64(img.RGBAAt(int(p.X), int(p.Y)).A) / 255
			}
			near(t, flat, want, 3, 12)
		})
	}
}

func TestAPatternTooFineToSeeIsASolidLine(t *testing.T) {
	line := along(scene.Point{X: 0, Y: 50}, scene.Point{X: 1e6, Y: 50})
	fine := pulled(line, scene.Stroke{Width: 10, Dash: []float64{1e-6, 1e-6}})
	same(t, paint(t, 100, 100, fine), paint(t, 100, 100, pulled(line, scene.Stroke{Width: 10})), 0)
}
