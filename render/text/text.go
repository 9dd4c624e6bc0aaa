// Package text turns words into positioned glyphs: it shapes them, falls back to other faces where a letter is missing, breaks
// and balances lines, and fits stacks of wordings into a box. It is the only place that measures text.
//
// Start with [NewShaper]. [Shaper.Set] sets words in lines, [Shaper.Fit] a stack of paragraphs in a box, each in the longest
// wording that fits.
//
// Every rune of the words is placed once, in order: the strings of a block's lines, joined, are the words again. All sizes
// are in scene units unless said otherwise.
package text

import (
	"math"

	"kic/fonts"
	"kic/render/scene"
)

// Style is how words are set. The zero LineHeight means 1.2; everything else may stay zero but for Size.
type Style struct {
	Family     string  // of the font set; the first family of the set where it knows none of that name
	Weight     int     // 100 to 900
	Size       float64 // em
	LineHeight float64 // from baseline to baseline, in Size
	Tracking   float64 // added between letters, in em
	Align      Align
	Balance    bool   // lines of like length, for headlines; otherwise lines are filled, for copy
	Sentences  bool   // each sentence ends its line, where the type needn't become much smaller for it
	Optical    bool   // the ink stands on the edge, not the white beside it
	Lang       string // BCP 47; decides the reading direction and local letter forms
	Paint      scene.Paint
	MaxLines   int // 0: as many as it takes
}

// Align says which side of the box the lines stand on.
type Align uint8

// The alignments. Start is the left, and the right for words that are read from right to left.
const (
	Start Align = iota
	Center
	End
)

// Block is words set in lines. Coordinates start at the top left corner of the box that the words were set in; the
// block's own box holds all ink.
type Block struct {
	Lines    []scene.Text // in reading order: one for each line, or for each run of a line with several faces or directions
	Label    []scene.Text // the label of a slot, on the first line
	Rows     int          // number of lines
	X, Y     float64      // the top left corner of the lines
	Width    float64      // of the widest line
	Height   float64      // from the highest to the lowest that any of its lines reaches
	CapTop   float64      // y of the top of the first line's capitals: what the eye takes for the upper edge
	Baseline float64      // y of the last baseline, or somewhat below it in a script of long tails: what the eye takes for the lower edge
	Size     float64      // em that it is set in
	Mixed    bool         // a line holds the end of a sentence and the beginning of the next, which goes on below
	Short    int          // lines that are one word, and less than half as wide as the widest; counted where Style.Sentences is set
	Widow    bool         // a paragraph of several lines ends with one short word, and no break that the rules allow avoids it
}

// Box is where the lines stand.
func (b Block) Box() scene.Rect { return scene.Rect{X: b.X, Y: b.Y, W: b.Width, H: b.Height} }

// Move is b elsewhere; b stays as it was.
func (b Block) Move(dx, dy float64) Block {
	b.Lines, b.Label = moved(b.Lines, dx, dy), moved(b.Label, dx, dy)
	b.X, b.Y, b.CapTop, b.Baseline = b.X+dx, b.Y+dy, b.CapTop+dy, b.Baseline+dy
	return b
}

func moved(lines []scene.Text, dx, dy float64) []scene.Text {
	if lines == nil {
		return nil
	}
	out := make([]scene.Text, len(lines))
	for i, t := range lines {
		t.Origin.X, t.Origin.Y = t.Origin.X+dx, t.Origin.Y+dy
		t.Bounds.X, t.Bounds.Y = t.Bounds.X+dx, t.Bounds.Y+dy
		t.Ink.X, t.Ink.Y = t.Ink.X+dx, t.Ink.Y+dy
		out[i] = t
	}
	return out
}

// Shaper sets words in the faces of one set. It remembers what it has shaped, so keep one for each goroutine and use it
// for many pieces; it isn't safe for concurrent use.
type Shaper struct {
	fonts  *fonts.Set
	engine engine
	cache  map[key]*shaped
}

// NewShaper is a shaper for the faces of set.
func NewShaper(set *fonts.Set) *Shaper {
	return &Shaper{fonts: set, engine: newEngine(), cache: map[key]*shaped{}}
}

// Metrics are the heights of the style's own face, in scene units.
func (s *Shaper) Metrics(st Style) fonts.Metrics {
	m := fonts.Metrics{}
	if chain := s.fonts.Chain(st.Family, st.Weight); len(chain) > 0 {
		m = chain[0].Metrics()
	}
	return fonts.Metrics{Ascent: m.Ascent * st.Size, Descent: m.Descent * st.Size, CapHeight: m.CapHeight * st.Size, XHeight: m.XHeight * st.Size}
}

// Width is how wide words are in one line. Words with several lines of their own give the widest. It fails with a
// *GlyphError.
func (s *Shaper) Width(at Where, words string, st Style) (float64, error) {
	b, err := s.Set(at, words, st, math.Inf(1))
	return b.Width, err
}

// Set breaks words into lines of at most width and aligns them in it; an infinite width sets them without a break of
// ours. It fails with an *OverflowError where a word is too wide or the lines are more than MaxLines, and with a
// *GlyphError where no face has a letter.
func (s *Shaper) Set(at Where, words string, st Style, width float64) (Block, error) {
	sh, err := s.shape(words, st)
	if err != nil {
		return Block{}, at.in(err, "")
	}
	m := measure{sh, st}
	rows, ok := m.rows(width, false)
	loose := !ok
	if loose {
		rows, ok = m.rows(width, true)
	}
	if !ok || st.MaxLines > 0 && rows > st.MaxLines {
		return Block{}, m.overflow(at, "", width, math.Inf(1))
	}
	return m.block(width, loose), nil
}
