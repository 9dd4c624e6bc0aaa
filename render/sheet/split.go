package sheet

import (
	"errors"
	"fmt"

	"kic/render/text"
)

// Split arranges content on as few sheets as halving comes to: one where one can show it all. It draws nothing. It fails
// as [New] does.
func Split(content Content, shaper *text.Shaper) ([]*Sheet, error) {
	parts, err := parted(content, shaper)
	if err != nil {
		return nil, err
	}
	all := make([]*Sheet, len(parts))
	for i, part := range parts {
		if len(parts) > 1 {
			part.Notes = append(part.Notes[:len(part.Notes):len(part.Notes)], fmt.Sprintf("Sheet %d of %d.", i+1, len(parts)))
		}
		if all[i], err = New(part, shaper); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// parted is content in parts each of which one sheet can show, with room for another note.
func parted(content Content, shaper *text.Shaper) ([]Content, error) {
	trial := content
	trial.Notes = append(trial.Notes[:len(trial.Notes):len(trial.Notes)], "Sheet 10 of 10.")
	_, err := New(trial, shaper)
	if !errors.Is(err, errTooMany) {
		return []Content{content}, err
	}
	var all []Content
	for _, half := range halves(content) {
		parts, err := parted(half, shaper)
		if err != nil {
			return nil, err
		}
		all = append(all, parts...)
	}
	return all, nil
}

// halves parts content between two groups, as near as possible to the middle of its pieces. One group alone is parted
// between two runs, and one run between two pieces.
func halves(content Content) [2]Content {
	var groups []int // pieces
	total := 0
	for _, s := range content.Sections {
		for _, g := range s.Groups {
			groups, total = append(groups, len(g.Pieces)), total+len(g.Pieces)
		}
	}
	if len(groups) == 1 {
		return halvesOfGroup(content)
	}
	first, held := 1, groups[0] // groups that go on the first sheet
	for first < len(groups)-1 && 2*held+groups[first] <= total {
		held, first = held+groups[first], first+1
	}
	var out [2]Content
	for i := range out {
		out[i] = content
		out[i].Sections = nil
	}
	for _, s := range content.Sections {
		n := min(first, len(s.Groups))
		first -= n
		for i, groups := range [2][]Group{s.Groups[:n], s.Groups[n:]} {
			if len(groups) > 0 {
				out[i].Sections = append(out[i].Sections, Section{Name: s.Name, Groups: groups})
			}
		}
	}
	return out
}

func halvesOfGroup(content Content) [2]Content {
	var out [2]Content
	for _, s := range content.Sections {
		for _, g := range s.Groups {
			n := len(g.Pieces) / 2
			if runs := n / max(g.Run, 1); runs > 0 {
				n = runs * max(g.Run, 1)
			}
			for i, pieces := range [2][]Piece{g.Pieces[:n], g.Pieces[n:]} {
				part := g
				part.Pieces = pieces
				out[i] = content
				out[i].Sections = []Section{{Name: s.Name, Groups: []Group{part}}}
			}
		}
	}
	return out
}
