package run

import (
	"path"
	"slices"
	"strings"

	"kic/render/check"
	"kic/render/pack"
	"kic/render/plan"
	"kic/templates"
)

// An error of a piece costs that piece and no other: it is left out, and the report, the manifest and the gallery say so.
// Only what is wrong with the brand itself, with the copy of its messages or with the program refuses the whole pack.

// aboutPiece reports whether a finding concerns one piece, or a placement, and not the pack as a whole.
func aboutPiece(f check.Finding) bool { return f.Path != "" && f.Code != check.ProgramFault }

// refusesPack reports whether one of the findings stops the whole pack.
func refusesPack(found []check.Finding) bool {
	return slices.ContainsFunc(found, func(f check.Finding) bool { return !aboutPiece(f) && check.Refuses([]check.Finding{f}) })
}

// leftOut are the pieces that findings keep from being made, by path.
func leftOut(found []check.Finding) []pack.LeftOut {
	byPath := map[string]*pack.LeftOut{}
	var paths []string
	for _, f := range found {
		if !aboutPiece(f) || !check.Refuses([]check.Finding{f}) {
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
func unserved(p *plan.Pack) []check.Finding {
	var found []check.Finding
	for _, one := range p.Unserved() {
		folder := path.Join(string(one.Placement.Material), one.Placement.ID)
		if len(one.Looks) == len(p.Looks) {
			found = append(found, check.Unserved(p.Campaign, one.Placement, "", p.Looks, folder))
			continue
		}
		for _, look := range one.Looks {
			found = append(found, check.Unserved(p.Campaign, one.Placement, look, p.Looks, folder+"/*-"+look))
		}
	}
	return found
}

// incomplete is what isn't made of the pack's messages because they lack what it would say.
func incomplete(p *plan.Pack) []check.Finding {
	var found []check.Finding
	posts := slices.ContainsFunc(p.Placements, func(place *templates.Placement) bool { return place.Channel != "" })
	for _, m := range p.Messages {
		unmade := check.Unmade{}
		for _, place := range p.Placements {
			for _, look := range p.Looks {
				for _, part := range p.Lacks(m, place, look) {
					unmade.Add(part, place.ID)
				}
			}
		}
		found = append(found, check.Incomplete(p.Campaign, m, unmade, posts)...)
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
