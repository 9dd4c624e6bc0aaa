package text

import (
	"math"
)

// Poster is words that are to fill a box: each line as large as the width lets it.
type Poster struct {
	Where         Where
	Name          string   // for errors: "headline"
	Wordings      []string // from long to short
	Style         Style    // Size is the largest that any line takes; MaxLines is not looked at
	Width, Height float64
	Least         float64 // em that no line is set below
	Comfort       float64 // em that the smallest line of a longer wording must reach for it to be taken
}

// Fill sets the longest wording whose lines all reach p.Comfort, or else the one whose smallest line is largest, and says
// which it took. Its block's Size is that of the smallest line. It fails with an *OverflowError where a line of every
// wording is smaller than p.Least, and with a *GlyphError.
func (s *Shaper) Fill(p Poster) (Block, int, error) {
	best, chosen := filling{}, -1
	var last measure
	for i, words := range p.Wordings {
		sh, err := s.shape(words, p.Style)
		if err != nil {
			return Block{}, 0, p.Where.in(err, p.Name)
		}
		last = measure{sh, p.Style}
		if f := last.filling(p.Width, p.Height); f.smallest() > best.smallest() {
			best, chosen = f, i
		}
		if chosen == i && best.smallest() >= p.Comfort {
			break
		}
	}
	if chosen < 0 || best.smallest() < p.Least-eps {
		last.st.Size = p.Least
		return Block{}, 0, last.overflow(p.Where, p.Name, p.Width, p.Height)
	}
	return best.block(p.Width), chosen, nil
}

// filling is words broken into lines of sizes of their own.
type filling struct {
	measure
	lines []line
	sizes []float64 // em of each line
}

// smallest is the size of the smallest line; 0 where there is none.
func (f filling) smallest() float64 {
	if len(f.sizes) == 0 {
		return 0
	}
	least := math.Inf(1)
	for _, s := range f.sizes {
		least = math.Min(least, s)
	}
	return least
}

// What the breaks of a filling are chosen by, besides how much of the box the letters cover.
const (
	mostLines  = 7
	mostPieces = 14  // of longer words only the breaks after every second piece are tried
	senseShare = 2.0 // weight of what breaks.go says of a break
	evenShare  = 0.8 // weight of how unlike the sizes of the lines are
)

// below is the share of the pitch that a line needs below its baseline; the rest is the next line's.
const below = 0.24

// filling is the best way to break the words into lines that fill a box.
func (m measure) filling(width, height float64) filling {
	best, score := filling{}, 0.0
	var lines []line
	var try func(p *paragraph, rest []*paragraph, start, from int)
	try = func(p *paragraph, rest []*paragraph, start, from int) {
		if start == len(p.pieces) {
			if len(rest) > 0 {
				try(rest[0], rest[1:], 0, rest[0].from)
				return
			}
			if f := m.sized(lines, width, height); f.worth(width) > score {
				best, score = f, f.worth(width)
			}
			return
		}
		if len(lines) == mostLines {
			return
		}
		for end := start + 1; end <= len(p.pieces); end++ {
			if len(p.pieces) > mostPieces && end%2 == 1 && end < len(p.pieces) {
				continue
			}
			l := line{span: m.span(p, p.pieces[start], p.pieces[end-1]), p: p, pieces: p.pieces[start:end], from: from, to: p.at[p.pieces[end-1].next]}
			if end == len(p.pieces) {
				l.to = p.to
			}
			lines = append(lines, l)
			try(p, rest, end, l.to)
			lines = lines[:len(lines)-1]
		}
	}
	if len(m.paragraphs) > 0 {
		try(m.paragraphs[0], m.paragraphs[1:], 0, m.paragraphs[0].from)
	}
	return best
}

// sized gives each line the size at which it fills the width, and all of them less where they are too high together.
func (m measure) sized(lines []line, width, height float64) filling {
	f := filling{measure: m, lines: append([]line(nil), lines...), sizes: make([]float64, len(lines))}
	for i, l := range lines {
		f.sizes[i] = math.Min(m.st.Size, width/math.Max(l.width, eps))
	}
	if h := f.height(); h > height {
		for i := range f.sizes {
			f.sizes[i] *= height / h
		}
	}
	return f
}

// height is from the top of the first line's ink to the bottom of the last one's.
func (f filling) height() float64 {
	return f.baseline(len(f.lines)-1) + f.bottom*f.sizes[len(f.lines)-1]
}

// baseline is the y of a line's baseline.
func (f filling) baseline(row int) float64 {
	y := f.top * f.sizes[0]
	for i := 1; i <= row; i++ {
		y += f.pitch() * (below*f.sizes[i-1] + (1-below)*f.sizes[i])
	}
	return y
}

// worth compares ways to break: the larger the letters, the better; less so where they are of very unlike sizes, or the
// lines break against the sense.
func (f filling) worth(width float64) float64 {
	area, most := 0.0, 0.0
	sense := 0.0
	for i, l := range f.lines {
		area += l.width * f.sizes[i] * f.sizes[i]
		most = math.Max(most, f.sizes[i])
		if i < len(f.lines)-1 {
			sense += l.pieces[len(l.pieces)-1].cost
		}
	}
	return area / width * math.Exp(-senseShare*sense) * math.Pow(f.smallest()/most, evenShare)
}

// block sets the lines.
func (f filling) block(width float64) Block {
	n := len(f.lines)
	b := Block{Rows: n, Size: f.smallest(), X: width, Height: f.height(), CapTop: (f.top - f.cap) * f.sizes[0]}
	for i, l := range f.lines {
		m := f.measure
		m.st.Size = f.sizes[i]
		x := m.align(l, width)
		b.X, b.Width = math.Min(b.X, x), math.Max(b.Width, l.width*f.sizes[i])
		b.Lines = append(b.Lines, m.set(l, x+l.shift*f.sizes[i], f.baseline(i))...)
	}
	b.Baseline = f.baseline(n-1) + f.low*f.sizes[n-1]
	return b
}
