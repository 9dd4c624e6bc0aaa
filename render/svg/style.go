package svg

import (
	"image/color"
	"math"
	"strings"

	"kic/render/scene"
)

var markerProperties = []string{"marker-start", "marker-mid", "marker-end"}

// presentation are the attributes that count as styles.
var presentation = func() map[string]bool {
	set := map[string]bool{}
	for _, name := range append(markerProperties,
		"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
		"stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "color", "opacity", "clip-path", "clip-rule", "mask",
		"mask-type", "filter", "display", "visibility", "overflow", "stop-color", "stop-opacity", "paint-order",
		"vector-effect", "font-size", "transform", "transform-origin", "color-interpolation") {
		set[name] = true
	}
	return set
}()

// geometric are the attributes of shapes that a style may set.
var geometric = map[string]bool{
	"x": true, "y": true, "cx": true, "cy": true, "r": true, "rx": true, "ry": true, "width": true, "height": true, "d": true,
}

// What a value is to us.
const (
	valueGood    = iota
	valueWrong   // no browser takes it; the next weaker one counts
	valueUnknown // browsers may take it, we can't
	valueWide    // a colour beyond sRGB; a weaker one that we know counts, as exporters intend
)

// judge says whether value can stand for a property.
func judge(name, value string) int {
	lower := strings.ToLower(value)
	for _, f := range []string{"var(", "calc(", "env(", "min(", "max(", "clamp("} {
		if strings.Contains(lower, f) {
			return valueUnknown
		}
	}
	switch lower {
	case "":
		return valueWrong
	case "inherit", "initial", "unset", "revert":
		return valueGood
	}
	ok := true
	switch name {
	case "fill", "stroke":
		_, ok = parsePaint(value)
	case "color", "stop-color":
		_, ok = parseColour(value)
		ok = ok || lower == "currentcolor"
	case "opacity", "fill-opacity", "stroke-opacity", "stop-opacity":
		_, ok = share(value)
	case "stroke-width", "stroke-dashoffset", "font-size":
		var l length
		l, ok = parseLength(value)
		ok = ok && (l.v >= 0 || name == "stroke-dashoffset") || name == "font-size" && l.unit == "" && !isDigit(lower[0])
	case "stroke-miterlimit":
		var l length
		l, ok = parseLength(value)
		ok = ok && l.unit == "" && l.v >= 1
	}
	switch {
	case ok:
		return valueGood
	case strings.HasPrefix(lower, "color("), strings.HasPrefix(lower, "oklch("), strings.HasPrefix(lower, "oklab("),
		strings.HasPrefix(lower, "lch("), strings.HasPrefix(lower, "lab("):
		return valueWide
	case strings.Contains(value, "("):
		return valueUnknown
	default:
		return valueWrong
	}
}

// paint is what fill and stroke say.
type paint struct {
	kind  paintKind
	c     color.NRGBA
	id    string // of the gradient
	other *paint // when there is no such gradient; nil: nothing
}

type paintKind uint8

const (
	paintNone paintKind = iota
	paintSolid
	paintCurrent
	paintServer
)

func parsePaint(s string) (p paint, ok bool) {
	s = strings.TrimSpace(s)
	switch lower := strings.ToLower(s); {
	case lower == "none":
		return p, true
	case lower == "currentcolor":
		return paint{kind: paintCurrent}, true
	case strings.HasPrefix(lower, "url("):
		id, rest, ok := urlOf(s)
		if !ok {
			return p, false
		}
		p = paint{kind: paintServer, id: id}
		if other, ok := parsePaint(rest); ok && other.kind != paintServer {
			p.other = &other
		}
		return p, true
	}
	if i := strings.Index(strings.ToLower(s), "icc-color("); i > 0 { // an sRGB colour stands before it
		s = s[:i]
	}
	p.kind = paintSolid
	p.c, ok = parseColour(s)
	return p, ok
}

// urlOf reads url(#id) and what follows it.
func urlOf(s string) (id, rest string, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) < 4 || !strings.EqualFold(s[:4], "url(") {
		return "", "", false
	}
	ref, rest, _ := strings.Cut(s[4:], ")") // browsers don't miss the bracket
	id, ok = strings.CutPrefix(unquote(ref), "#")
	return id, rest, ok && id != ""
}

// style is what elements inherit.
type style struct {
	color                      color.NRGBA
	fill, stroke               paint
	fillOpacity, strokeOpacity float64
	evenOdd, clipEvenOdd       bool
	width                      float64
	cap                        scene.Cap
	join                       scene.Join
	miter                      float64
	dash                       []float64
	dashOffset                 float64
	visible                    bool
	em                         float64
	markers                    [3]string
	strokeFirst                bool
	linear                     bool // gradients and masks are to be blended in linear light
}

func initialStyle(c color.NRGBA) style {
	return style{
		color: c, fill: paint{kind: paintSolid, c: color.NRGBA{A: 255}}, fillOpacity: 1, strokeOpacity: 1,
		width: 1, miter: 4, visible: true, em: defaultEm,
	}
}

// styled is the style of n where it inherits from the style in f.
func (r *reader) styled(n *node, f frame) style {
	st := f.st
	d := r.cascade(n)
	if !f.hidden {
		r.refuseStrange(n)
	}
	start := initialStyle(r.opt.Color)
	// value is what d says of a property; with initial and the like, the field is set here and found is false.
	value := func(name string, reset func()) (v string, found bool) {
		v, found = d[name]
		switch strings.ToLower(v) {
		case "inherit", "unset", "revert":
			return "", false
		case "initial":
			reset()
			return "", false
		}
		return v, found
	}
	if v, ok := value("font-size", func() { st.em = defaultEm }); ok {
		if l, ok := parseLength(v); ok {
			st.em = l.in(f.st.em, f.st.em)
		}
	}
	if v, ok := value("color", func() { st.color = start.color }); ok && !strings.EqualFold(v, "currentcolor") {
		st.color, _ = parseColour(v)
	}
	if v, ok := value("fill", func() { st.fill = start.fill }); ok {
		st.fill, _ = parsePaint(v)
	}
	if v, ok := value("stroke", func() { st.stroke = start.stroke }); ok {
		st.stroke, _ = parsePaint(v)
	}
	for name, to := range map[string]*float64{"fill-opacity": &st.fillOpacity, "stroke-opacity": &st.strokeOpacity} {
		if v, ok := value(name, func() { *to = 1 }); ok {
			*to, _ = share(v)
		}
	}
	for name, to := range map[string]*bool{"fill-rule": &st.evenOdd, "clip-rule": &st.clipEvenOdd} {
		if v, ok := value(name, func() { *to = false }); ok {
			*to = strings.EqualFold(v, "evenodd")
		}
	}
	if v, ok := value("visibility", func() { st.visible = true }); ok {
		st.visible = strings.EqualFold(v, "visible")
	}
	for i, name := range markerProperties {
		if v, ok := value(name, func() { st.markers[i] = "" }); ok {
			st.markers[i] = v
		}
	}
	if v, ok := value("paint-order", func() { st.strokeFirst = false }); ok {
		fill, stroke := strings.Index(v, "fill"), strings.Index(v, "stroke")
		st.strokeFirst = stroke >= 0 && (fill < 0 || stroke < fill)
	}
	if v, ok := value("color-interpolation", func() { st.linear = false }); ok {
		st.linear = strings.EqualFold(v, "linearRGB")
	}
	r.strokeStyle(&st, value, f)
	return st
}

// strokeStyle sets what belongs to the stroke's shape.
func (r *reader) strokeStyle(st *style, value func(string, func()) (string, bool), f frame) {
	diagonal := math.Hypot(f.vw, f.vh) / math.Sqrt2
	if v, ok := value("stroke-width", func() { st.width = 1 }); ok {
		l, _ := parseLength(v)
		st.width = l.in(diagonal, st.em)
	}
	if v, ok := value("stroke-linecap", func() { st.cap = scene.ButtCap }); ok {
		st.cap = map[string]scene.Cap{"round": scene.RoundCap, "square": scene.SquareCap}[strings.ToLower(v)]
	}
	if v, ok := value("stroke-linejoin", func() { st.join = scene.MiterJoin }); ok {
		st.join = map[string]scene.Join{"round": scene.RoundJoin, "bevel": scene.BevelJoin}[strings.ToLower(v)]
	}
	if v, ok := value("stroke-miterlimit", func() { st.miter = 4 }); ok {
		l, _ := parseLength(v)
		st.miter = l.v
	}
	if v, ok := value("stroke-dasharray", func() { st.dash = nil }); ok {
		st.dash = dashes(v, diagonal, st.em)
	}
	if v, ok := value("stroke-dashoffset", func() { st.dashOffset = 0 }); ok {
		l, _ := parseLength(v)
		st.dashOffset = l.in(diagonal, st.em)
	}
}

// dashes reads a dash array; nil is a solid line.
func dashes(s string, whole, em float64) []float64 {
	var list []float64
	sum := 0.0
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r < 128 && isSpace(byte(r)) }) {
		l, ok := parseLength(part)
		if !ok || l.v < 0 {
			return nil
		}
		list = append(list, l.in(whole, em))
		sum += list[len(list)-1]
	}
	if sum == 0 {
		return nil
	}
	if len(list)%2 == 1 {
		list = append(list, list...)
	}
	return list
}

// own is what n itself says of a property that isn't inherited.
func (r *reader) own(n *node, name string) string {
	v := r.cascade(n)[name]
	switch lower := strings.ToLower(v); lower {
	case "initial", "unset", "revert", "none", "normal", "auto":
		return ""
	}
	return v
}

// ownShare is what n itself says of an opacity.
func (r *reader) ownShare(n *node, name string) float64 {
	if v, ok := share(r.own(n, name)); ok {
		return v
	}
	return 1
}
