package text

import (
	"math"

	"kic/render/scene"
)

// shortLine is the share of a block's width under which a line of one word is a hole in it.
const shortLine = 0.5

// block sets the words at width, which they fit.
func (m measure) block(width float64, loose bool) Block {
	size := m.st.Size
	lines := m.lines(width/size, loose)
	b := Block{Rows: len(lines), Size: size}
	if len(lines) == 0 {
		return b
	}
	for _, l := range lines {
		b.Width = math.Max(b.Width, l.width*size)
		b.Widow, b.Mixed = b.Widow || l.widow, b.Mixed || l.mixed && m.st.Sentences
	}
	for _, l := range lines {
		if m.st.Sentences && len(l.pieces) == 1 && l.width*size < shortLine*b.Width {
			b.Short++
		}
	}
	if math.IsInf(width, 1) {
		width = b.Width
	}
	b.X = width
	for i, l := range lines {
		x := m.align(l, width)
		b.X = math.Min(b.X, x)
		y := (m.top + float64(i)*m.pitch()) * size
		b.Lines = append(b.Lines, m.set(l, x+l.shift*size, y)...)
		b.Baseline = y + m.low*size
	}
	b.Height = m.height(len(lines))
	b.CapTop = (m.top - m.cap) * size
	return b
}

// line is one line of a paragraph.
type line struct {
	span
	p        *paragraph
	pieces   []piece
	from, to int  // bytes of the words, swallowed spaces included
	mixed    bool // it holds the end of a sentence and a part of another one
	widow    bool // it ends a paragraph of several lines with one short word
}

// lines breaks every paragraph at avail, in em.
func (m measure) lines(avail float64, loose bool) []line {
	var list []line
	for _, p := range m.paragraphs {
		pieces := p.fitting(m, avail, loose)
		start, from := 0, p.from
		ends := m.broken(p, pieces, avail)
		for _, end := range ends {
			l := line{span: m.span(p, pieces[start], pieces[end-1]), p: p, pieces: pieces[start:end], from: from, to: p.at[pieces[end-1].next]}
			l.mixed = mixed(pieces, start, end)
			if end == len(pieces) {
				l.to = p.to
				l.widow = len(ends) > 1 && isWidow(l.pieces, l.width, m.target(p, pieces, avail, len(ends)))
			}
			list = append(list, l)
			start, from = end, l.to
		}
	}
	return list
}

// align is the x at which l starts in a box of that width.
func (m measure) align(l line, width float64) float64 {
	spare := width - l.width*m.st.Size
	switch {
	case m.st.Align == Center:
		return spare / 2
	case (m.st.Align == End) != l.p.rtl:
		return spare
	}
	return 0
}

// set places the glyphs of l with the pen at x, y: a Text for each run, in logical order.
func (m measure) set(l line, x, y float64) []scene.Text {
	runs := l.runs()
	texts := make([]scene.Text, len(runs))
	order := visual(runs)
	for i, r := range order {
		gap := i < len(order)-1 // letters at the end of the line have nothing after them to be set apart from
		t := m.text(l, r, x, y, gap)
		x = t.Bounds.Right()
		for at, logical := range runs {
			if logical.start == r.start {
				texts[at] = t
			}
		}
	}
	return texts
}

// runs is what l has of the paragraph's runs, each with its own glyphs only.
func (l line) runs() []run {
	start, end := l.pieces[0].start, l.pieces[len(l.pieces)-1].end
	var list []run
	for _, r := range l.p.runs {
		if r.end <= start || r.start >= end {
			continue
		}
		part := run{start: max(start, r.start), end: min(end, r.end), face: r.face, level: r.level}
		first, last := len(r.glyphs), 0
		for i, g := range r.glyphs {
			if g.cluster >= part.start && g.cluster < part.end {
				first, last = min(first, i), max(last, i+1)
			}
		}
		if first < last {
			part.glyphs = r.glyphs[first:last]
		}
		list = append(list, part)
	}
	return list
}

// text is one run of l with its origin at x, y. gap says whether tracking follows its last letter.
func (m measure) text(l line, r run, x, y float64, gap bool) scene.Text {
	size := m.st.Size
	from, to := l.bytes(r)
	t := scene.Text{
		Face: r.face.ID, Size: size, Origin: scene.Point{X: x, Y: y}, Paint: m.st.Paint,
		String: m.words[from:to], Lang: m.st.Lang, RTL: r.rtl(), Glyphs: make([]scene.Glyph, len(r.glyphs)),
	}
	pen := 0.0
	for i, g := range r.glyphs {
		advance := g.advance
		ends := i+1 == len(r.glyphs) || r.glyphs[i+1].cluster != g.cluster
		if l.p.plain && ends && (gap || i+1 < len(r.glyphs)) {
			advance += m.st.Tracking
		}
		t.Glyphs[i] = scene.Glyph{ID: g.id, X: (pen + g.x) * size, Y: g.y * size, Advance: advance * size, Cluster: l.p.at[g.cluster] - from}
		t.Ink = t.Ink.Union(scene.Rect{X: x + (pen+g.ink.X)*size, Y: y + g.ink.Y*size, W: g.ink.W * size, H: g.ink.H * size})
		pen += advance
	}
	face := r.face.Metrics()
	t.Bounds = scene.Rect{X: x, Y: y - face.Ascent*size, W: pen * size, H: (face.Ascent + face.Descent) * size}
	return t
}

// bytes is what r's String spans: its own runes, and at the ends of the line what the line swallows.
func (l line) bytes(r run) (from, to int) {
	from, to = l.p.at[r.start], l.p.at[r.end]
	if r.start == l.pieces[0].start {
		from = l.from
	}
	if r.end == l.pieces[len(l.pieces)-1].end {
		to = l.to
	}
	return from, to
}
