package text

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"kic/fonts"
	"kic/render/scene"
)

// overhang is how far accents reach over the capitals and tails below the baseline without changing where the eye sees
// the edge of Latin words, in em. Arabic and its neighbours reach further.
const overhang = 0.25

// key is what shaping depends on. Size isn't part of it: words are shaped at an em of 1 and scaled.
type key struct {
	words, family, lang string
	weight              int
	tracked             bool
}

// cacheLimit bounds what a shaper remembers, for runs over many brands.
const cacheLimit = 4096

// shaped is words with their glyphs at an em of 1, before any line is broken.
type shaped struct {
	words       string
	paragraphs  []*paragraph
	cap, low    float64 // what the eye takes for the edges, from the baseline: see overhang
	top, bottom float64 // how far anything reaches above and below a baseline; at least cap and 0
	err         error
}

// paragraph is what stands between two line ends of the words' own.
type paragraph struct {
	words    string
	from, to int // bytes of words, with the white space at both ends
	runes    []rune
	at       []int // byte of each rune in words, and of the end
	rtl      bool  // read from right to left
	plain    bool  // all of it goes from left to right
	runs     []run // in logical order
	pen      []float64
	units    []int     // how many clusters start before each rune; like pen, one longer than runes
	left     []float64 // where the ink of the cluster that starts here begins, from its origin; infinite where it has none
	right    []float64 // and where it ends
	before   float64   // the farthest that any ink reaches out of its advance on the left
	after    float64   // and on the right
	pieces   []piece
}

// run is a stretch of one face and one direction.
type run struct {
	start, end int // runes
	face       *fonts.Face
	level      int     // of embedding, as in the Unicode bidirectional algorithm; odd: right to left
	glyphs     []glyph // from left to right
}

func (r run) rtl() bool { return r.level%2 == 1 }

// glyph is one glyph in em, y downwards.
type glyph struct {
	id      uint32
	cluster int // rune
	x, y    float64
	advance float64
	ink     scene.Rect // from the pen's place, offset included
}

// engine is the shaper of go-text, with the faces that it has opened.
type engine struct {
	shaper   *shaping.HarfbuzzShaper
	segments *shaping.Segmenter
	breaks   *segmenter.Segmenter
	faces    map[*fonts.Face]*font.Face
}

func newEngine() engine {
	return engine{new(shaping.HarfbuzzShaper), new(shaping.Segmenter), new(segmenter.Segmenter), map[*fonts.Face]*font.Face{}}
}

func (e engine) open(f *fonts.Face) *font.Face {
	face, ok := e.faces[f]
	if !ok {
		face = font.NewFace(f.Font())
		e.faces[f] = face
	}
	return face
}

// shape is the words with their glyphs, from memory where they have been shaped before.
func (s *Shaper) shape(words string, st Style) (*shaped, error) {
	if !(st.Size > 0) || math.IsInf(st.Size, 0) {
		return nil, fmt.Errorf("%q: size %g; give one above 0", words, st.Size)
	}
	k := key{words, st.Family, st.Lang, st.Weight, st.Tracking != 0}
	sh, ok := s.cache[k]
	if !ok {
		if len(s.cache) >= cacheLimit {
			clear(s.cache)
		}
		sh = s.engine.shape(k, s.fonts.Chain(st.Family, st.Weight))
		s.cache[k] = sh
	}
	return sh, sh.err
}

func (e engine) shape(k key, chain []*fonts.Face) (sh *shaped) {
	sh = &shaped{words: k.words}
	if len(chain) == 0 {
		sh.err = errors.New("no fonts; give the set at least one face")
		return sh
	}
	defer func() {
		// A brand's font isn't to be trusted, and the engine is not ours.
		if r := recover(); r != nil {
			sh = &shaped{words: k.words, err: fmt.Errorf("%q can't be set in %s: damaged font (%v); export it again as a static TrueType font", k.words, chain[0].ID, r)}
		}
	}()
	sh.cap = chain[0].Metrics().CapHeight
	sh.top = sh.cap
	for _, p := range split(k.words) {
		p.rtl = rightToLeft(p.runes, k.lang)
		if sh.err = e.itemise(p, k, chain); sh.err != nil {
			return sh
		}
		for i := range p.runs {
			if r := e.fill(p, &p.runs[i], k); r != 0 {
				sh.err = &GlyphError{Words: k.words, Rune: r, Chain: ids(chain)}
				return sh
			}
		}
		p.merge()
		p.measure()
		for _, r := range p.runs {
			for _, g := range r.glyphs {
				if !g.ink.Empty() {
					sh.top, sh.bottom = math.Max(sh.top, -g.ink.Y), math.Max(sh.bottom, g.ink.Bottom())
				}
			}
		}
		p.pieces = e.pieces(p)
		sh.paragraphs = append(sh.paragraphs, p)
	}
	sh.cap, sh.low = math.Max(sh.cap, sh.top-overhang), math.Max(0, sh.bottom-overhang)
	return sh
}

func ids(chain []*fonts.Face) []string {
	list := make([]string, len(chain))
	for i, f := range chain {
		list[i] = f.ID
	}
	return list
}

// lineEnds are the runes after which a new line must begin.
const lineEnds = "\n\v\f\r\u0085\u2028\u2029"

// split cuts words at their own line ends. Lines without ink get no paragraph: their runes go with the one before, or
// with the first one.
func split(words string) []*paragraph {
	var list []*paragraph
	from := 0
	for from < len(words) {
		to := len(words)
		if i := strings.IndexAny(words[from:], lineEnds); i >= 0 {
			to = from + i
			for to < len(words) && strings.ContainsRune(lineEnds, firstRune(words[to:])) {
				to += len(string(firstRune(words[to:])))
			}
		}
		list = appendParagraph(list, words, from, to)
		from = to
	}
	if len(list) == 1 && len(list[0].runes) == 0 {
		return nil
	}
	return list
}

func appendParagraph(list []*paragraph, words string, from, to int) []*paragraph {
	line := words[from:to]
	ink := strings.TrimFunc(line, unicode.IsSpace)
	if strings.TrimFunc(ink, fonts.Invisible) == "" {
		if len(list) > 0 {
			list[len(list)-1].to = to
			return list
		}
		ink = ""
	}
	if ink == "" {
		// Nothing before it to go with: leave an empty paragraph, which the next one swallows.
		return append(list, &paragraph{words: words, from: from, to: to})
	}
	p := &paragraph{words: words, from: from, to: to}
	if len(list) == 1 && len(list[0].runes) == 0 {
		p.from, list = list[0].from, nil
	}
	start := from + strings.Index(line, ink)
	for i, r := range ink {
		p.at = append(p.at, start+i)
		if r == '\t' {
			r = ' '
		}
		p.runes = append(p.runes, r)
	}
	p.at = append(p.at, start+len(ink))
	return append(list, p)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// itemise cuts p into runs of one direction, script and face. A grapheme cluster is never cut.
func (e engine) itemise(p *paragraph, k key, chain []*fonts.Face) error {
	chosen, err := e.choose(p, k, chain)
	if err != nil {
		return err
	}
	direction := di.DirectionLTR
	if p.rtl {
		direction = di.DirectionRTL
	}
	inputs := e.segments.Split(shaping.Input{Text: p.runes, RunEnd: len(p.runes), Direction: direction}, anyFace{e.open(chain[0])})
	p.plain = !p.rtl
	rtl := false
	for _, in := range inputs {
		before := rtl
		rtl = in.Direction.Progression() == di.TowardTopLeft
		p.plain = p.plain && !rtl
		start := in.RunStart
		if number := numberEnd(p.runes[start:in.RunEnd]); !p.rtl && before && !rtl && number > 0 {
			p.addRuns(start, start+number, 2, chosen)
			start += number
		}
		p.addRuns(start, in.RunEnd, level(rtl, p.rtl), chosen)
	}
	return nil
}

// level is the embedding level of a run in a paragraph, each read from right to left or not.
func level(rtl, paragraphRTL bool) int {
	switch {
	case rtl:
		return 1
	case paragraphRTL:
		return 2
	}
	return 0
}

// addRuns adds the clusters that start at runes start to end, a run for each face. A boundary that falls into a
// cluster moves to its end, and spaces go with what precedes them, at the start with what follows.
func (p *paragraph) addRuns(start, end, level int, chosen faces) {
	for ; start < end && !chosen.starts[start]; start++ {
		p.runs[len(p.runs)-1].end = start + 1
	}
	if start == end {
		return
	}
	current := run{start: start, end: end, level: level, face: chosen.first(start, end)}
	for i := start; i < end; i++ {
		if f := chosen.faces[i]; f != nil && f != current.face {
			current.end = i
			p.runs = append(p.runs, current)
			current = run{start: i, end: end, level: level, face: f}
		}
	}
	p.runs = append(p.runs, current)
}

// fill shapes one run. It gives the rune for which the face turned out to have no glyph, or 0.
func (e engine) fill(p *paragraph, r *run, k key) rune {
	in := shaping.Input{
		Text: p.runes, RunStart: r.start, RunEnd: r.end,
		Direction: di.DirectionLTR,
		Face:      e.open(r.face),
		Size:      fixed.I(int(r.face.Font().Upem())),
		Script:    script(p.runes[r.start:r.end]),
		Language:  language.NewLanguage(k.lang),
	}
	if in.Language == "" {
		in.Language = "en"
	}
	if r.rtl() {
		in.Direction = di.DirectionRTL
	}
	if k.tracked && p.plain { // letters set apart don't join
		in.FontFeatures = []shaping.FontFeature{{Tag: opentype.MustNewTag("liga")}, {Tag: opentype.MustNewTag("clig")}}
	}
	out := e.shaper.Shape(in)
	em := 64 * float64(r.face.Font().Upem())
	r.glyphs = make([]glyph, len(out.Glyphs))
	for i, g := range out.Glyphs {
		if g.GlyphID == 0 && !fonts.Invisible(p.runes[g.TextIndex()]) {
			return p.runes[g.TextIndex()]
		}
		x, y := float64(g.XOffset)/em, -float64(g.YOffset)/em
		r.glyphs[i] = glyph{
			id: uint32(g.GlyphID), cluster: g.TextIndex(), x: x, y: y, advance: float64(g.Advance) / em,
			ink: scene.Rect{X: x + float64(g.XBearing)/em, Y: y - float64(g.YBearing)/em, W: float64(g.Width) / em, H: -float64(g.Height) / em},
		}
	}
	return 0
}

// script is the first script of runes that isn't shared by many.
func script(runes []rune) language.Script {
	for _, r := range runes {
		if s := language.LookupScript(r); s.Strong() {
			return s
		}
	}
	return language.Common
}

// anyFace keeps the engine's segmenter from cutting by face, which choose has done by cluster.
type anyFace struct{ face *font.Face }

func (a anyFace) ResolveFace(rune) *font.Face { return a.face }

// merge joins neighbouring runs of the same face and level, which differed in script only.
func (p *paragraph) merge() {
	runs := p.runs[:0]
	for _, r := range p.runs {
		last := len(runs) - 1
		if last < 0 || runs[last].face != r.face || runs[last].level != r.level {
			runs = append(runs, r)
			continue
		}
		if r.rtl() {
			runs[last].glyphs = append(r.glyphs, runs[last].glyphs...)
		} else {
			runs[last].glyphs = append(runs[last].glyphs, r.glyphs...)
		}
		runs[last].end = r.end
	}
	p.runs = runs
}

// measure adds up where the pen stands before each rune, in logical order, and how far ink reaches beyond.
func (p *paragraph) measure() {
	n := len(p.runes)
	advance, starts := make([]float64, n), make([]bool, n)
	p.pen, p.units = make([]float64, n+1), make([]int, n+1)
	p.left, p.right = make([]float64, n), make([]float64, n)
	for i := range n {
		p.left[i], p.right[i] = math.Inf(1), math.Inf(-1)
	}
	for _, r := range p.runs {
		for i := 0; i < len(r.glyphs); {
			c := r.glyphs[i].cluster
			pen, ink := 0.0, scene.Rect{}
			for ; i < len(r.glyphs) && r.glyphs[i].cluster == c; i++ {
				g := r.glyphs[i]
				box := g.ink
				box.X += pen
				ink = ink.Union(box)
				pen += g.advance
			}
			advance[c], starts[c] = pen, true
			if !ink.Empty() {
				p.left[c], p.right[c] = ink.X, ink.Right()
				p.before, p.after = math.Max(p.before, -ink.X), math.Max(p.after, ink.Right()-pen)
			}
		}
	}
	for i := range n {
		p.pen[i+1], p.units[i+1] = p.pen[i]+advance[i], p.units[i]
		if starts[i] {
			p.units[i+1]++
		}
	}
}

// startsCluster reports whether rune i can begin a line: the engine hasn't joined it with the one before.
func (p *paragraph) startsCluster(i int) bool {
	return i >= len(p.runes) || p.units[i+1] > p.units[i]
}
