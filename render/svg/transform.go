package svg

import (
	"math"
	"strings"

	"kic/render/scene"
)

// parseTransform reads a list of transforms, as the attribute and as CSS write them.
func parseTransform(s string) (m scene.Matrix, ok bool) {
	m = scene.Identity
	c := scanner{s: strings.TrimSpace(s)}
	if strings.EqualFold(c.s, "none") {
		return m, true
	}
	for count := 0; !c.done(); count++ {
		name := strings.ToLower(c.word())
		c.space()
		if !c.take('(') || count > 100 {
			return m, false
		}
		var args []float64
		for c.comma(); !c.take(')'); c.comma() {
			v, ok := c.number()
			if !ok || len(args) > 6 {
				return m, false
			}
			unit := strings.ToLower(c.word())
			if per, known := pixels[unit]; known {
				v *= per
			} else if degrees, known := parseAngle("1" + unit); known {
				v *= degrees
			} else {
				return m, false
			}
			args = append(args, v)
		}
		one, ok := transformOf(name, args)
		if !ok {
			return m, false
		}
		if flat(one) { // and all of it, therefore; a zero Matrix would stand for the identity
			return scene.Matrix{E: 1}, true
		}
		m = m.Mul(one)
		c.comma()
	}
	return m, true
}

func transformOf(name string, a []float64) (m scene.Matrix, ok bool) {
	n := len(a)
	rad := func(i int) float64 { return a[i] * math.Pi / 180 }
	switch {
	case name == "matrix" && n == 6:
		return scene.Matrix{A: a[0], B: a[1], C: a[2], D: a[3], E: a[4], F: a[5]}, true
	case name == "translate" && n == 1, name == "translatex" && n == 1:
		return scene.Translate(a[0], 0), true
	case name == "translatey" && n == 1:
		return scene.Translate(0, a[0]), true
	case name == "translate" && n == 2:
		return scene.Translate(a[0], a[1]), true
	case name == "scale" && n == 1:
		return scene.Scale(a[0], a[0]), true
	case name == "scale" && n == 2:
		return scene.Scale(a[0], a[1]), true
	case name == "scalex" && n == 1:
		return scene.Scale(a[0], 1), true
	case name == "scaley" && n == 1:
		return scene.Scale(1, a[0]), true
	case name == "rotate" && n == 1:
		return rotation(rad(0)), true
	case name == "rotate" && n == 3:
		return scene.Translate(a[1], a[2]).Mul(rotation(rad(0))).Mul(scene.Translate(-a[1], -a[2])), true
	case name == "skewx" && n == 1:
		return scene.Matrix{A: 1, C: math.Tan(rad(0)), D: 1}, true
	case name == "skewy" && n == 1:
		return scene.Matrix{A: 1, B: math.Tan(rad(0)), D: 1}, true
	}
	return m, false
}

func rotation(rad float64) scene.Matrix {
	sin, cos := math.Sincos(rad)
	return scene.Matrix{A: cos, B: sin, C: -sin, D: cos}
}

// flat reports whether m maps everything onto a line or a point, or out of all bounds; nothing is seen through it.
func flat(m scene.Matrix) bool {
	size := math.Max(math.Abs(m.A)+math.Abs(m.C), math.Abs(m.B)+math.Abs(m.D))
	det := m.A*m.D - m.B*m.C
	return !(math.Abs(det) > 1e-15 && size < maxNumber && math.Abs(m.E) < maxNumber && math.Abs(m.F) < maxNumber)
}

// tiny reports whether what m maps is too small or too large to be meant; the numbers on the way there stay finite.
func tiny(m scene.Matrix) bool {
	det := math.Abs(m.A*m.D - m.B*m.C)
	return !(det > 1e-24 && det < 1e24 && math.Abs(m.E) < 1e15 && math.Abs(m.F) < 1e15)
}

// similar reports whether m keeps shapes: it moves, turns, mirrors and scales alike in all directions.
func similar(m scene.Matrix) bool {
	m = m.OrIdentity()
	size := math.Abs(m.A) + math.Abs(m.B)
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9*size }
	return near(m.A, m.D) && near(m.B, -m.C) || near(m.A, -m.D) && near(m.B, m.C)
}

// placing is the transform of n, about its origin; box gives the box of its outlines, for transform-box.
func (r *reader) placing(n *node, f frame, box func() scene.Rect) scene.Matrix {
	v := r.own(n, "transform")
	if v == "" {
		return scene.Identity
	}
	m, ok := parseTransform(v)
	if !ok {
		r.refuse(n, "svg-syntax", "export the file again", "the transform %q isn't understood", shorten(v))
		return scene.Identity
	}
	at := r.own(n, "transform-origin")
	frameBox := strings.ToLower(r.own(n, "transform-box"))
	if at == "" && frameBox == "" {
		return m
	}
	ref := scene.Rect{W: f.vw, H: f.vh}
	origin := scene.Point{}
	if frameBox == "fill-box" || frameBox == "content-box" || frameBox == "stroke-box" || frameBox == "border-box" {
		ref = box()
		origin = scene.Point{X: ref.W / 2, Y: ref.H / 2}
	}
	if at != "" {
		origin, ok = originOf(at, ref, f.st.em)
		if !ok {
			r.refuse(n, "svg-syntax", "export the file again", "the transform-origin %q isn't understood", shorten(at))
			return m
		}
	}
	x, y := ref.X+origin.X, ref.Y+origin.Y
	return scene.Translate(x, y).Mul(m).Mul(scene.Translate(-x, -y))
}

// originOf reads a transform-origin within ref.
func originOf(s string, ref scene.Rect, em float64) (p scene.Point, ok bool) {
	words := strings.Fields(strings.ToLower(s))
	if len(words) == 0 || len(words) > 3 {
		return p, false
	}
	if len(words) == 1 {
		words = append(words, "center")
	}
	if words[0] == "top" || words[0] == "bottom" || words[1] == "left" || words[1] == "right" {
		words[0], words[1] = words[1], words[0]
	}
	share := map[string]string{"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}
	var lens [2]length
	for i := range lens {
		if per, is := share[words[i]]; is {
			words[i] = per
		}
		if lens[i], ok = parseLength(words[i]); !ok {
			return p, false
		}
	}
	return scene.Point{X: lens[0].in(ref.W, em), Y: lens[1].in(ref.H, em)}, true
}
