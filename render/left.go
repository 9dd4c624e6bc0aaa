package render

import (
	"path"
	"slices"
	"strings"

	"kic/render/check"
	"kic/render/pack"
)

// An error of a piece costs that piece and no other: it is left out, and the report, the manifest and the gallery say so.
// Only what is wrong with the brand itself, with the copy of its messages or with the program refuses the whole pack.

// aboutPiece reports whether a finding concerns one piece, or a placement, and not the pack as a whole.
func aboutPiece(f Finding) bool { return f.Path != "" && f.Code != check.ProgramFault }

// refusesPack reports whether one of the findings stops the whole pack.
func refusesPack(found []Finding) bool {
	return slices.ContainsFunc(found, func(f Finding) bool { return !aboutPiece(f) && refuses([]Finding{f}) })
}

// leftOut are the pieces that findings keep from being made, by path.
func leftOut(found []Finding) []pack.LeftOut {
	byPath := map[string]*pack.LeftOut{}
	var paths []string
	for _, f := range found {
		if !aboutPiece(f) || !refuses([]Finding{f}) {
			continue
		}
		one := byPath[f.Path]
		if one == nil {
			one = &pack.LeftOut{Path: f.Path, Message: f.Message, Placement: f.Placement, Look: f.Look}
			byPath[f.Path], paths = one, append(paths, f.Path)
		}
		one.Codes, one.Why = append(one.Codes, string(f.Code)), append(one.Why, f.Error())
	}
	slices.Sort(paths)
	var all []pack.LeftOut
	for _, p := range paths {
		one := *byPath[p]
		slices.Sort(one.Codes)
		one.Codes = slices.Compact(one.Codes)
		all = append(all, one)
	}
	return all
}

// has reports whether path is among those that are left out.
func has(left []pack.LeftOut, path string) bool {
	return slices.ContainsFunc(left, func(l pack.LeftOut) bool { return l.Path == path })
}

// unserved are the findings of placements that some of the pack's looks have no layout for.
func (p *Pack) unserved() []Finding {
	var found []Finding
	for _, place := range p.Placements {
		var without []string
		for _, look := range p.Looks {
			if _, ok := look.Layout(place); !ok {
				without = append(without, look.ID)
			}
		}
		if len(without) == 0 {
			continue
		}
		folder := path.Join(string(place.Material), place.ID)
		if len(without) == len(p.Looks) {
			found = append(found, check.Unserved(p.Campaign, place, "", p.Looks, folder))
			continue
		}
		for _, look := range p.Looks {
			if slices.Contains(without, look.ID) {
				found = append(found, check.Unserved(p.Campaign, place, look.ID, p.Looks, folder+"/*-"+look.ID))
			}
		}
	}
	return found
}

// stays notes those pieces that the earlier pack left out and that this selection doesn't try again: wanted tells which of
// them the campaign still has.
func (a *assembly) stays(wanted func(path string, piece pack.Asset) bool) {
	for _, l := range a.writer.LastLeftOut() {
		if strings.HasPrefix(l.Path, "contact-sheet") {
			continue
		}
		if wanted(l.Path, pack.Asset{Message: l.Message, Placement: l.Placement, Look: l.Look}) {
			a.report.StillLeft = append(a.report.StillLeft, l)
		}
	}
}
