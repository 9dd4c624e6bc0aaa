package svg

import (
	"fmt"
	"math"

	"kic/render/scene"
)

// parsePath reads path data. Arcs become curves; every figure after a Z starts with its own MoveTo.
func parsePath(d string) (scene.Path, error) {
	p := pathReader{scanner: scanner{s: d}}
	p.space()
	if d == "none" {
		return p.path, nil
	}
	for !p.done() {
		at := p.i
		command := p.s[p.i]
		p.i++
		if err := p.command(command); err != nil {
			return p.path, fmt.Errorf("%w at character %d", err, at+1)
		}
		p.space()
	}
	return p.path, nil
}

type pathReader struct {
	scanner
	path       scene.Path
	pen, start scene.Point
	handle     scene.Point // the last control point, for S and T
	last       byte        // the last command, in upper case
	open       bool        // the figure has its MoveTo
}

// operands is how many numbers each command takes.
var operands = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

func (p *pathReader) command(c byte) error {
	upper := c &^ 0x20
	n, known := operands[upper]
	if !known {
		return fmt.Errorf("path data with %q", c)
	}
	if p.last == 0 && upper != 'M' {
		return fmt.Errorf("path data that don't start with M")
	}
	if n == 0 {
		p.close()
		return nil
	}
	relative := c != upper
	p.space()
	for first := true; ; first = false {
		var v [7]float64
		if !p.numbers(v[:n], upper == 'A') {
			return fmt.Errorf("path data with a number missing or out of range after %c", c)
		}
		if !first && upper == 'M' {
			upper = 'L'
		}
		p.draw(upper, v[:n], relative)
		p.last = upper
		p.comma()
		if p.done() || isAlpha(p.s[p.i]) {
			return nil
		}
	}
}

// numbers reads the operands of one command; the flags of an arc may stand without a space after them.
func (p *pathReader) numbers(v []float64, arc bool) bool {
	for i := range v {
		if i > 0 {
			p.comma()
		}
		ok := true
		if arc && (i == 3 || i == 4) {
			if v[i] = 0; p.take('1') {
				v[i] = 1
			} else {
				ok = p.take('0')
			}
		} else {
			v[i], ok = p.number()
		}
		if !ok {
			return false
		}
	}
	return true
}

func (p *pathReader) close() {
	if p.open {
		p.path.Close()
	}
	p.open, p.pen, p.last = false, p.start, 'Z'
}

// begin makes sure that the figure has its MoveTo.
func (p *pathReader) begin() {
	if !p.open {
		p.path.MoveTo(p.pen.X, p.pen.Y)
		p.start, p.open = p.pen, true
	}
}

func (p *pathReader) draw(c byte, v []float64, relative bool) {
	var o scene.Point
	if relative {
		o = p.pen
	}
	to := func(i int) scene.Point { return scene.Point{X: o.X + v[i], Y: o.Y + v[i+1]} }
	mirrored := func(after string) scene.Point {
		if p.last == after[0] || p.last == after[1] {
			return scene.Point{X: 2*p.pen.X - p.handle.X, Y: 2*p.pen.Y - p.handle.Y}
		}
		return p.pen
	}
	if c == 'M' {
		p.pen, p.open = to(0), false
		p.start = p.pen
		return
	}
	p.begin()
	switch c {
	case 'L':
		p.line(to(0))
	case 'H':
		p.line(scene.Point{X: o.X + v[0], Y: p.pen.Y})
	case 'V':
		p.line(scene.Point{X: p.pen.X, Y: o.Y + v[0]})
	case 'C':
		p.cube(to(0), to(2), to(4))
	case 'S':
		p.cube(mirrored("CS"), to(0), to(2))
	case 'Q':
		p.quad(to(0), to(2))
	case 'T':
		p.quad(mirrored("QT"), to(0))
	case 'A':
		p.arc(v[0], v[1], v[2], v[3] == 1, v[4] == 1, to(5))
	}
}

func (p *pathReader) line(to scene.Point) {
	p.path.LineTo(to.X, to.Y)
	p.pen = to
}

func (p *pathReader) quad(c, to scene.Point) {
	p.path.QuadTo(c.X, c.Y, to.X, to.Y)
	p.handle, p.pen = c, to
}

func (p *pathReader) cube(a, b, to scene.Point) {
	p.path.CubeTo(a.X, a.Y, b.X, b.Y, to.X, to.Y)
	p.handle, p.pen = b, to
}

// arc draws an elliptical arc as curves of at most a quarter turn each (SVG 1.1, appendix F.6).
func (p *pathReader) arc(rx, ry, angle float64, large, sweep bool, to scene.Point) {
	from := p.pen
	rx, ry = math.Abs(rx), math.Abs(ry)
	if from == to {
		return
	}
	if rx == 0 || ry == 0 {
		p.line(to)
		return
	}
	sin, cos := math.Sincos(angle * math.Pi / 180)
	dx, dy := (from.X-to.X)/2, (from.Y-to.Y)/2
	x1, y1 := cos*dx+sin*dy, cos*dy-sin*dx
	if need := x1*x1/(rx*rx) + y1*y1/(ry*ry); need > 1 {
		rx, ry = rx*math.Sqrt(need), ry*math.Sqrt(need)
	}
	under := rx*rx*y1*y1 + ry*ry*x1*x1
	f := math.Sqrt(math.Max(0, (rx*rx*ry*ry-under)/under))
	if large == sweep {
		f = -f
	}
	cx1, cy1 := f*rx*y1/ry, -f*ry*x1/rx
	cx, cy := cos*cx1-sin*cy1+(from.X+to.X)/2, sin*cx1+cos*cy1+(from.Y+to.Y)/2
	t0 := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	turn := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx) - t0
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	n := math.Max(1, math.Ceil(math.Abs(turn)/(math.Pi/2)-1e-9))
	if math.IsNaN(n) {
		p.line(to)
		return
	}
	step := turn / n
	k := 4.0 / 3 * math.Tan(step/4)
	at := func(x, y float64) scene.Point {
		return scene.Point{X: cx + cos*rx*x - sin*ry*y, Y: cy + sin*rx*x + cos*ry*y}
	}
	for i := range int(n) {
		s0, c0 := math.Sincos(t0 + float64(i)*step)
		s1, c1 := math.Sincos(t0 + float64(i+1)*step)
		end := at(c1, s1)
		if i == int(n)-1 {
			end = to
		}
		p.cube(at(c0-k*s0, s0+k*c0), at(c1+k*s1, s1-k*c1), end)
	}
}
