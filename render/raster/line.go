package raster

import (
	"math"
	"slices"

	"kic/render/scene"
)

// line is a path's figure flattened, as a pen follows it: no two neighbouring points are the same.
type line struct {
	points  []vertex
	dirs    []scene.Point // from each point to the next, of length 1; for a closed line also from the last to the first
	lengths []float64     // the same way
	closed  bool
}

// vertex is a point of a line; smooth where it stands for a curve, so that it isn't a corner to be joined.
type vertex struct {
	scene.Point
	smooth bool
}

// shifted is v moved along dir and to the left of it.
func (v vertex) shifted(dir scene.Point, along, aside float64) scene.Point {
	l := left(dir)
	return scene.Point{X: v.X + along*dir.X + aside*l.X, Y: v.Y + along*dir.Y + aside*l.Y}
}

// lines flattens p, made larger by scale.
func lines(p scene.Path, scale float64) []line {
	var all []line
	var pts []vertex
	var start scene.Point
	finish := func(closed bool) {
		if len(pts) > 0 {
			all = append(all, newLine(pts, closed))
		}
		pts = nil
	}
	begin := func() scene.Point {
		if len(pts) == 0 {
			pts = append(pts, vertex{Point: start})
		}
		return pts[len(pts)-1].Point
	}
	p.Walk(func(v scene.Verb, at []scene.Point) {
		var q [3]scene.Point
		for i, pt := range at {
			q[i] = within(scene.Point{X: pt.X * scale, Y: pt.Y * scale})
		}
		switch v {
		case scene.MoveTo:
			finish(false)
			start = q[0]
		case scene.LineTo:
			begin()
			pts = append(pts, vertex{Point: q[0]})
		case scene.QuadTo:
			a := begin()
			n := quadSteps(a, q[0], q[1])
			for i := 1; i <= n; i++ {
				pts = append(pts, vertex{quadAt(a, q[0], q[1], float64(i)/float64(n)), i < n})
			}
		case scene.CubeTo:
			a := begin()
			n := cubeSteps(a, q[0], q[1], q[2])
			for i := 1; i <= n; i++ {
				pts = append(pts, vertex{cubeAt(a, q[0], q[1], q[2], float64(i)/float64(n)), i < n})
			}
		case scene.ClosePath:
			begin()
			finish(true)
		}
	})
	finish(false)
	return all
}

// newLine drops repeated points and finds the directions.
func newLine(pts []vertex, closed bool) line {
	l := line{closed: closed, points: pts[:1]}
	for _, v := range pts[1:] {
		if last := l.points[len(l.points)-1].Point; math.Hypot(v.X-last.X, v.Y-last.Y) > 1e-6 {
			l.points = append(l.points, v)
		}
	}
	if n := len(l.points); closed && n > 1 {
		if a, b := l.points[0], l.points[n-1]; math.Hypot(a.X-b.X, a.Y-b.Y) <= 1e-6 {
			l.points = l.points[:n-1]
		}
	}
	l.measure()
	return l
}

func (l *line) measure() {
	n := len(l.points)
	l.dirs, l.lengths = nil, nil
	for i, a := range l.points {
		if i == n-1 && !l.closed {
			break
		}
		b := l.points[(i+1)%n]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		l.lengths = append(l.lengths, length)
		if length == 0 {
			length = 1
		}
		l.dirs = append(l.dirs, scene.Point{X: (b.X - a.X) / length, Y: (b.Y - a.Y) / length})
	}
}

// reversed is l walked from its end to its start.
func (l line) reversed() line {
	r := line{closed: l.closed, points: slices.Clone(l.points)}
	slices.Reverse(r.points)
	r.measure()
	return r
}

// maxDashes bounds the dashes of one line; a pattern that needs more is too fine to be seen.
const maxDashes = 1 << 14

// dashed is l cut by a pattern of dashes and gaps, given in units of 1/scale. No pattern, or one without a
// length, leaves l whole; an odd one is repeated, as in SVG and PDF.
func (l line) dashed(pattern []float64, offset, scale float64) []line {
	if len(pattern)%2 == 1 {
		pattern = slices.Concat(pattern, pattern)
	}
	period, length := 0.0, 0.0
	for _, v := range pattern {
		period += v * scale
	}
	for _, v := range l.lengths {
		length += v
	}
	if !(period > 0 && period < farthest) || length/period*float64(len(pattern)) > maxDashes || len(l.points) < 2 {
		return []line{l}
	}
	return l.cutInto(pattern, offset*scale, scale, period)
}

// cutInto walks l with the pattern in hand: on at even places of it, off at odd ones.
func (l line) cutInto(pattern []float64, offset, scale, period float64) []line {
	at, left := 0, math.Mod(offset, period)
	if left < 0 {
		left += period
	}
	for left >= pattern[at]*scale {
		left -= pattern[at] * scale
		at = (at + 1) % len(pattern)
	}
	left = pattern[at]*scale - left // of the current dash or gap

	var all []line
	var piece []vertex
	if at%2 == 0 {
		piece = []vertex{l.points[0]}
	}
	startsOn := at%2 == 0
	for i, length := range l.lengths {
		a, dir := l.points[i], l.dirs[i]
		gone := 0.0
		for length-gone > left {
			gone += left
			cut := vertex{Point: a.shifted(dir, gone, 0), smooth: true}
			if at%2 == 0 {
				all = append(all, newLine(append(piece, cut), false))
				piece = nil
			} else {
				piece = []vertex{cut}
			}
			at = (at + 1) % len(pattern)
			left = pattern[at] * scale
		}
		left -= length - gone
		if at%2 == 0 {
			piece = append(piece, l.points[(i+1)%len(l.points)])
		}
	}
	if len(piece) == 0 {
		return all
	}
	if l.closed && startsOn && len(all) > 0 {
		// The last dash runs on into the first one.
		all[0] = newLine(append(piece, all[0].points[1:]...), false)
		return all
	}
	return append(all, newLine(piece, l.closed && len(all) == 0 && startsOn))
}
