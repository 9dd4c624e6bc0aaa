package text

import (
	"fmt"
	"math"
	"slices"

	"kic/render/scene"
)

// Slot is one paragraph of a stack: a headline, a supporting line, a tip.
type Slot struct {
	Name      string   // for errors: "headline"
	Wordings  []string // from long to short
	Style     Style    // Size is at a scale of 1
	MinSize   float64  // em that it is never set below, whatever the scale
	GapBefore float64  // from the last baseline above to the top of its capitals, at Style.Size; it shrinks with the type; not before the first
	Clear     float64  // besides the gap, what stays free above its capitals and below its last baseline, in em: for a tab behind it
	Optional  bool     // it may be left out
	Priority  int      // the lower, the sooner its wording is shortened and it is left out; of equals, the later slot first
	Label     Label    // the zero Label: none
}

// Label is a bullet or number that hangs before the first line of a slot, at the side where reading starts.
type Label struct {
	Words  string
	Indent float64     // how far all lines stand in, in em; more where the label needs it
	Weight int         // 0: the slot's
	Paint  scene.Paint // zero: the slot's
}

// Stack is slots above each other in a box, all at one scale.
type Stack struct {
	Where         Where
	Slots         []Slot
	Width, Height float64
	MinScale      float64 // 0: as far down as the slots' MinSize leave anything to shrink
	MaxScale      float64 // 0: 1
	Comfort       float64 // the longest wordings that fit at this scale are taken; 0: MinScale
}

// Fitted is a stack that fits.
type Fitted struct {
	Scale  float64
	Blocks []Block // a block for each slot, in the coordinates of the box; the zero Block where the slot is left out
	Chosen []int   // index of the wording, -1 where the slot is left out
	Height float64 // from the top of the box to the lowest ink
}

// Fit sets a stack. It takes the longest wordings that fit at the scale of comfort, and then the largest scale at which
// they do. Wordings are shortened before anything is left out, slots of low priority before the others, and the slot of
// the highest priority, the headline, last. Where nothing fits in comfort it takes whatever can be set largest. An
// address is cut only where all else fails. It fails with an *OverflowError where nothing fits, and with a *GlyphError.
func (s *Shaper) Fit(st Stack) (Fitted, error) {
	f, err := s.newFitter(st)
	if err != nil {
		return Fitted{}, err
	}
	choices := f.choices()
	for _, loose := range []bool{false, true} {
		for _, c := range choices {
			ok, err := f.fits(c, f.comfort, loose)
			if err != nil {
				return Fitted{}, err
			}
			if ok {
				return f.polished(c, f.comfort, f.grow(c, f.comfort, loose), loose), nil
			}
		}
	}
	return f.largest(choices)
}

// SetIn sets words as large as they go in a box of width and height, from least up to st.Size; st.MaxLines holds. It is
// for names that stand in place of a logo.
func (s *Shaper) SetIn(at Where, words string, st Style, width, height, least float64) (Block, error) {
	fit, err := s.Fit(Stack{
		Where: at, Width: width, Height: height, MinScale: math.Min(1, least/st.Size),
		Slots: []Slot{{Wordings: []string{words}, Style: st, MinSize: least}},
	})
	if err != nil {
		return Block{}, err
	}
	return fit.Blocks[0], nil
}

type fitter struct {
	Stack
	shaper             *Shaper
	low, comfort, high float64
	rank               []int // slots that have wordings, the most important first
	texts, parted      [][]*shaped
	labels             []*shaped
	apart              bool // sentences end their lines, where the style wants that
}

// betterBy is how much larger shorter wordings must set everything to be preferred.
const betterBy = 1.02

// steps is how often a scale is halved in on: to a four-thousandth of its range.
const steps = 12

func (s *Shaper) newFitter(st Stack) (*fitter, error) {
	f := &fitter{shaper: s, Stack: st, high: st.MaxScale, low: st.MinScale}
	if f.high <= 0 {
		f.high = 1
	}
	if f.low <= 0 {
		f.low = f.lowest()
	}
	f.low = math.Min(f.low, f.high)
	f.comfort = math.Max(f.low, math.Min(st.Comfort, f.high))
	f.texts, f.parted, f.labels = make([][]*shaped, len(st.Slots)), make([][]*shaped, len(st.Slots)), make([]*shaped, len(st.Slots))
	for i, slot := range st.Slots {
		if len(slot.Wordings) == 0 && !slot.Optional {
			return nil, fmt.Errorf("%sno wording; give it one", st.Where.prefix(slot.Name))
		}
		if len(slot.Wordings) > 0 {
			f.rank = append(f.rank, i)
		}
		f.texts[i], f.parted[i] = make([]*shaped, len(slot.Wordings)), make([]*shaped, len(slot.Wordings))
		if slot.Label.Words != "" {
			sh, err := s.shape(slot.Label.Words, slot.labelStyle(slot.Style.Size))
			if err != nil {
				return nil, st.Where.in(err, slot.Name)
			}
			f.labels[i] = sh
		}
	}
	slices.SortStableFunc(f.rank, func(a, b int) int { return st.Slots[b].Priority - st.Slots[a].Priority })
	return f, nil
}

// lowest is the scale at which every slot has come down to its smallest size.
func (f *fitter) lowest() float64 {
	low := f.high
	for _, slot := range f.Slots {
		if slot.MinSize <= 0 {
			return f.high / 20
		}
		low = math.Min(low, slot.MinSize/slot.Style.Size)
	}
	return low
}

// measure is the wording of a slot at a scale, and how wide its lines may be.
func (f *fitter) measure(slot, wording int, scale float64) (m measure, indent float64, err error) {
	sl := f.Slots[slot]
	st := sl.Style
	st.Size = math.Max(sl.MinSize, st.Size*scale)
	words, kept := sl.Wordings[wording], &f.texts[slot][wording]
	if f.apart && st.Sentences {
		words, kept = parted(words), &f.parted[slot][wording]
	}
	if *kept == nil {
		sh, err := f.shaper.shape(words, st)
		if err != nil {
			return m, 0, f.Where.in(err, sl.Name)
		}
		if words != sl.Wordings[wording] { // the line ends are ours, and no part of what is said
			own := *sh
			own.words, sh = sl.Wordings[wording], &own
		}
		*kept = sh
	}
	return measure{*kept, st}, f.indent(slot, st.Size), nil
}

// indent is how far the lines of a slot stand in: as far as its label says, and beyond the label by a third of an em.
func (f *fitter) indent(slot int, size float64) float64 {
	if f.labels[slot] == nil {
		return 0
	}
	sl := f.Slots[slot]
	label := measure{f.labels[slot], sl.labelStyle(size)}
	return math.Max(sl.Label.Indent*size, label.natural()+size/3)
}

func (sl Slot) labelStyle(size float64) Style {
	st := sl.Style
	st.Size, st.MaxLines, st.Align, st.Balance = size, 0, Start, false
	if sl.Label.Weight != 0 {
		st.Weight = sl.Label.Weight
	}
	if !sl.Label.Paint.IsZero() {
		st.Paint = sl.Label.Paint
	}
	return st
}

// natural is the width of the words on a line of their own, in scene units.
func (m measure) natural() float64 {
	width := 0.0
	for _, p := range m.paragraphs {
		width = math.Max(width, m.span(p, p.pieces[0], p.pieces[len(p.pieces)-1]).width)
	}
	return width * m.st.Size
}

// fits reports whether a choice fits the box at a scale.
func (f *fitter) fits(c choice, scale float64, loose bool) (bool, error) {
	var s stacking
	for slot, wording := range c {
		if wording < 0 {
			continue
		}
		m, indent, err := f.measure(slot, wording, scale)
		if err != nil {
			return false, err
		}
		rows, ok := m.rows(f.Width-indent, loose)
		if !ok || m.st.MaxLines > 0 && rows > m.st.MaxLines {
			return false, nil
		}
		s.add(m, rows, f.Slots[slot])
	}
	return s.bottom <= f.Height+eps*f.Height, nil
}

// stacking adds blocks up from the top of the box.
type stacking struct {
	baseline, bottom float64
	begun            bool
}

// add gives the y of the next block: its capitals stand a gap below the last baseline, but never in the ink above.
func (s *stacking) add(m measure, rows int, slot Slot) (y float64) {
	if rows == 0 {
		return s.bottom
	}
	free := slot.Clear * m.st.Size
	top := free - (m.top-m.cap)*m.st.Size // from the lower edge of what stands above to the block, at least
	y = max(0, top)
	if s.begun {
		gap := slot.GapBefore * m.st.Size / slot.Style.Size
		y = max(s.bottom+max(0, top), s.baseline+gap+top)
	}
	s.begun = true
	s.baseline = y + m.height(rows) - (m.bottom-m.low)*m.st.Size + free
	s.bottom = max(y+m.height(rows), s.baseline)
	return y
}

// grow is the largest scale at which a choice fits that is known to fit at from.
func (f *fitter) grow(c choice, from float64, loose bool) float64 {
	fits := func(scale float64) bool { ok, err := f.fits(c, scale, loose); return ok && err == nil }
	if fits(f.high) {
		return f.high
	}
	low, high := from, f.high
	for range steps {
		if mid := (low + high) / 2; fits(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// largest takes the choice that can be set largest, the longer one of two that are nearly as large.
func (f *fitter) largest(choices []choice) (Fitted, error) {
	for _, loose := range []bool{false, true} {
		var best choice
		scale := f.low / betterBy
		for _, c := range choices {
			if scale*betterBy > f.high {
				break
			}
			ok, err := f.fits(c, scale*betterBy, loose)
			if err != nil {
				return Fitted{}, err
			}
			if ok {
				best, scale = c, f.grow(c, scale*betterBy, loose)
			}
		}
		if best != nil {
			return f.polished(best, f.low, scale, loose), nil
		}
	}
	return Fitted{}, f.overflow(choices[len(choices)-1])
}

// fitted sets a choice at a scale at which it fits.
func (f *fitter) fitted(c choice, scale float64, loose bool) Fitted {
	out := Fitted{Scale: scale, Blocks: make([]Block, len(c)), Chosen: c}
	var s stacking
	for slot, wording := range c {
		if wording < 0 {
			continue
		}
		m, indent, err := f.measure(slot, wording, scale)
		if err != nil {
			continue // fits has measured it without an error
		}
		b := m.block(f.Width-indent, loose)
		y := s.add(m, b.Rows, f.Slots[slot])
		out.Blocks[slot] = f.labelled(slot, m, b, indent).Move(0, y)
	}
	out.Height = s.bottom
	return out
}

// labelled moves a block in and hangs the slot's label before its first line.
func (f *fitter) labelled(slot int, m measure, b Block, indent float64) Block {
	if f.labels[slot] == nil || b.Rows == 0 {
		return b
	}
	label := measure{f.labels[slot], f.Slots[slot].labelStyle(m.st.Size)}
	hung := label.block(math.Inf(1), false)
	x := 0.0
	if m.paragraphs[0].rtl {
		x = f.Width - hung.Width
	} else {
		b = b.Move(indent, 0)
	}
	b.Label = hung.Move(x, b.Lines[0].Origin.Y-hung.Lines[0].Origin.Y).Lines
	return b
}

// overflow names the slot to blame for a choice that doesn't fit at the lowest scale: one that is too wide or takes too
// many lines, or else the tallest.
func (f *fitter) overflow(c choice) error {
	var worst *OverflowError
	var blamed measure
	tallest, width := 0.0, f.Width
	var s stacking
	for slot, wording := range c {
		if wording < 0 {
			continue
		}
		m, indent, err := f.measure(slot, wording, f.low)
		if err != nil {
			return err
		}
		rows, ok := m.rows(f.Width-indent, true)
		if !ok || m.st.MaxLines > 0 && rows > m.st.MaxLines {
			return m.overflow(f.Where, f.Slots[slot].Name, f.Width-indent, f.Height)
		}
		s.add(m, rows, f.Slots[slot])
		if h := m.height(rows); h > tallest {
			tallest, blamed, width = h, m, f.Width-indent
			worst = m.overflow(f.Where, f.Slots[slot].Name, f.Width, f.Height)
		}
	}
	if worst == nil {
		return nil
	}
	worst.NeededH, worst.Room = s.bottom, blamed.room(width, f.Height-(s.bottom-tallest))
	return worst
}
