package text

import "slices"

// sentenceScale is how far type may shrink so that its sentences end their lines.
const sentenceScale = 0.8

// comfortScale is how far below its comfort it may then be.
const comfortScale = 0.94

// rowScale is how far it may shrink further so that no line is one short word, or that there is a line less.
const rowScale = 0.92

// polished sets a choice at a scale at which it fits, or a little smaller if that saves it from a widow.
func (f *fitter) polished(c choice, least, scale float64, loose bool) Fitted {
	best := f.fitted(c, scale, loose)
	if best.mixed() || best.uneven() > 0 {
		if apart, ok := f.sentences(c, min(scale, f.comfort), scale, loose); ok && (best.mixed() || apart.uneven() < best.uneven()) {
			return apart
		}
	}
	for try := scale; best.widows() > 0; {
		try *= 0.98
		if try < least || try < 0.9*scale {
			break
		}
		ok, err := f.fits(c, try, loose)
		if err != nil || !ok {
			continue
		}
		if smaller := f.fitted(c, try, loose); smaller.widows() < best.widows() {
			best = smaller
		}
	}
	return best
}

// sentences sets a choice with its sentences apart, as large as that goes or a little smaller where that saves it from short
// lines and from a further one; ok is false where the type would become too small.
func (f *fitter) sentences(c choice, comfort, scale float64, loose bool) (best Fitted, ok bool) {
	f.apart = true
	defer func() { f.apart = false }()
	least := max(f.low, comfortScale*comfort, sentenceScale*scale)
	for try := scale; try >= least; try *= 0.99 {
		if fits, err := f.fits(c, try, loose); err != nil || !fits {
			continue
		}
		now := f.fitted(c, try, loose)
		if !ok {
			least = max(least, rowScale*try)
		}
		if !ok || now.uneven() < best.uneven() || now.uneven() == best.uneven() && now.rows() < best.rows() {
			best, ok = now, true
		}
	}
	return best, ok
}

// mixed reports whether a slot that wants its sentences apart doesn't have them so.
func (f Fitted) mixed() bool {
	return slices.ContainsFunc(f.Blocks, func(b Block) bool { return b.Mixed })
}

// uneven is how many lines of slots that want their sentences apart are one short word.
func (f Fitted) uneven() int { return f.sum(func(b Block) int { return b.Short }) }

// rows is how many lines such slots have.
func (f Fitted) rows() int { return f.sum(func(b Block) int { return b.Rows }) }

func (f Fitted) sum(of func(Block) int) int {
	n := 0
	for _, b := range f.Blocks {
		n += of(b)
	}
	return n
}

// widows is how many slots end in one short word.
func (f Fitted) widows() int {
	n := 0
	for _, b := range f.Blocks {
		if b.Widow {
			n++
		}
	}
	return n
}
