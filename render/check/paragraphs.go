package check

import (
	"image/color"
	"strconv"
	"strings"

	"kic/render/layout"
	"kic/render/scene"
	"kic/templates"
)

// words holds every paragraph to the rules for words.
func (p *piece) words() {
	for i := range p.paragraphs {
		w := &p.paragraphs[i]
		if len(w.lines) == 0 {
			continue
		}
		if code, area, out := p.outside(w.box, TextOutsideSafe); out {
			p.add(code, w.box, "give a shorter wording, or take another look", "%s reaches outside %s", w, area)
		}
		p.coveredWords(w)
		p.small(w)
		p.overlaps(w, p.paragraphs[i+1:])
		p.contrast(w)
	}
	for _, w := range p.laid.Texts {
		if w.Widow {
			p.add(LineWidow, w.Box, "reword it a little", "%s ends with one short word on its last line", w.Slot)
		}
	}
}

// said are all words of a paragraph.
func (w *paragraph) said() string {
	var all strings.Builder
	for _, l := range w.lines {
		all.WriteString(l.text.String)
	}
	return strings.Join(strings.Fields(all.String()), " ")
}

// String is a paragraph for people: the slot and how it begins.
func (w *paragraph) String() string {
	words := w.said()
	if r := []rune(words); len(r) > 40 {
		words = string(r[:39]) + "…"
	}
	if w.slot == "" {
		return strconv.Quote(words)
	}
	return w.slot + " " + strconv.Quote(words)
}

func (p *piece) coveredWords(w *paragraph) {
	for _, c := range p.covered() {
		for _, l := range w.lines {
			if hit := l.ink.Intersect(rect(c)); min(hit.W, hit.H) > slack {
				p.add(TextCovered, hit, "give a shorter wording, or take another look", "%s lies under the %s", w, orPart(c.What))
				break
			}
		}
	}
	last := w.lines[len(w.lines)-1]
	if where, hidden := p.hidden(w.box, last.item); hidden {
		p.add(TextCovered, where, "paint the words after it in the look", "%s lies under another part of the piece", w)
	}
}

func orPart(what string) string {
	if what == "" {
		return "part that the place covers"
	}
	return what
}

// small holds words to the smallest type of the placement.
func (p *piece) small(w *paragraph) {
	least := layout.SmallestText(p.in.Placement)
	if w.slot == string(templates.TextName) || w.slot == string(templates.LayerPartners) {
		least = layout.SmallestMark(p.in.Placement)
	}
	for _, l := range w.lines {
		if l.size < least-0.01 {
			p.add(TextTooSmall, w.box, "give a shorter wording, or a larger size in the look",
				"%s is set in %s %s, and the smallest here is %s", w, scene.Number(l.size), p.laid.Scene.Unit, scene.Number(least))
			return
		}
	}
}

// overlaps holds a paragraph against those after it, the logos and the codes.
func (p *piece) overlaps(w *paragraph, others []paragraph) {
	const remedy = "give a shorter wording, or take another look"
	for i := range others {
		if where, ok := collide(w.lines, others[i].lines); ok {
			p.add(TextOverlap, where, remedy, "%s runs into %s", w, &others[i])
		}
	}
	for _, m := range p.marks {
		if where, ok := w.meets(m.Box); ok {
			p.add(TextOverlap, where, remedy, "%s runs into the logo of %s", w, m.Of)
		} else if where, ok := w.meets(m.Safe); ok {
			p.add(LogoClearSpace, where, remedy, "%s stands inside the clear space of the logo of %s", w, m.Of)
		}
	}
	for _, c := range p.codes {
		if where, ok := w.meets(c); ok {
			p.add(TextOverlap, where, remedy, "%s runs into the QR code", w)
		}
	}
}

// collide is where the ink of two paragraphs meets.
func collide(a, b []line) (where scene.Rect, ok bool) {
	for _, x := range a {
		for _, y := range b {
			if hit := x.ink.Intersect(y.ink); min(hit.W, hit.H) > slack {
				return hit, true
			}
		}
	}
	return scene.Rect{}, false
}

// meets is where the ink of w lies in box.
func (w *paragraph) meets(box scene.Rect) (where scene.Rect, ok bool) {
	return collide(w.lines, []line{{ink: box}})
}

// The contrast that WCAG 2.2 AA asks for (1.4.3), and what it takes for large type: in points on paper, and on screens in
// the pixels of CSS, at the size at which the piece is shown.
const (
	leastContrast      = 4.5
	leastContrastLarge = 3.0
	largePoints        = 18.0
	largeBoldPoints    = 14.0
	cssPixels          = 4.0 / 3 // in a point
	boldWeight         = 700
	smallestCSS        = 11.0 // the type that the placement's smallest type appears as, in pixels of CSS
)

// contrast holds every line of w to the pixels that lie behind it.
func (p *piece) contrast(w *paragraph) {
	for _, l := range w.lines {
		need := leastContrast
		if p.large(l) {
			need = leastContrastLarge
		}
		for _, c := range colours(l.text.Paint) {
			c.A = uint8(float64(c.A)*l.opacity + 0.5)
			if got, on, where := p.worst(l, c); got < need-0.005 {
				p.add(Contrast, where, "take a colour for the words, or for what lies behind them, that is further from the other",
					"%s has a contrast of %.2f:1 (%s on %s), and %s:1 is needed", w, got, scene.Hex(c), scene.Hex(on), scene.Number(need))
				return
			}
		}
	}
}

// large reports whether l is large type to those who see the piece as it is shown.
func (p *piece) large(l line) bool {
	least := largePoints
	if weight(l.text.Face) >= boldWeight {
		least = largeBoldPoints
	}
	if p.in.Placement.Unit == templates.Millimetres {
		return l.size >= least
	}
	shown := smallestCSS / layout.SmallestText(p.in.Placement)
	return l.size*shown >= least*cssPixels
}

// weight is the weight in the identity of a face, "Family/700"; 0 where it says none.
func weight(face string) int {
	_, after, _ := strings.Cut(face, "/")
	digits, _, _ := strings.Cut(after, " ")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// colours are those that a paint has.
func colours(p scene.Paint) []color.NRGBA {
	if p.Gradient == nil {
		return []color.NRGBA{p.Color}
	}
	var all []color.NRGBA
	for _, s := range p.Gradient.Stops {
		all = append(all, s.Color)
	}
	return all
}
