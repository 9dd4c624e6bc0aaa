package text

import "slices"

// choice is the index of a wording for each slot, -1 for none.
type choice []int

// choices are the wordings to try, the best first. Each differs from the one before by one step, so that their number
// grows with the sum of the wordings and not with their product.
func (f *fitter) choices() []choice {
	var list []choice
	present := slices.Clone(f.rank)
	for {
		list = append(list, f.shortened(present)...)
		i := len(present) - 1
		for i >= 0 && !f.Slots[present[i]].Optional {
			i--
		}
		if i < 0 {
			return list
		}
		present = slices.Delete(present, i, i+1)
	}
}

// shortened goes through the wordings of the slots present: for each wording of the most important one the others from
// long to short, the least important ahead by a step.
func (f *fitter) shortened(present []int) []choice {
	if len(present) == 0 {
		return []choice{f.none()}
	}
	var list []choice
	head, others := present[0], present[1:]
	for h := range f.Slots[head].Wordings {
		c := f.none()
		for _, i := range present {
			c[i] = 0
		}
		c[head] = h
		for c != nil {
			list = append(list, c)
			c = f.shorter(c, others)
		}
	}
	return list
}

func (f *fitter) none() choice {
	c := make(choice, len(f.Slots))
	for i := range c {
		c[i] = -1
	}
	return c
}

// shorter is c with the next wording for one of others, or nil.
func (f *fitter) shorter(c choice, others []int) choice {
	next := -1
	for _, i := range slices.Backward(others) {
		if c[i]+1 < len(f.Slots[i].Wordings) && (next < 0 || c[i] < c[next]) {
			next = i
		}
	}
	if next < 0 {
		return nil
	}
	c = slices.Clone(c)
	c[next]++
	return c
}
