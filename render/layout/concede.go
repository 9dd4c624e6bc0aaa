package layout

import (
	"errors"

	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// concession is how a layout gives way where a rule would be broken.
type concession struct {
	skip int     // wordings that are passed over, from the longest
	logo float64 // scale of the logo, or of the name in its stead
}

// smallerLogos are the scales that are tried, the largest first. Below two thirds of its size a logo would no longer be that
// of the look; what still doesn't fit is told.
var smallerLogos = []float64{1, 0.85, 0.7}

// concessions are the ways to give way, in the order in which they are tried: shorter wordings, then a smaller logo.
func concessions(wordings int) []concession {
	var all []concession
	for _, logo := range smallerLogos {
		for skip := range max(1, wordings) {
			all = append(all, concession{skip, logo})
		}
	}
	return all
}

// lay makes the scene as the look says. Where that breaks a rule, or finds no room, it gives way; where nothing helps the
// scene is the look's own, for the checks to say what is wrong.
func (k *Kit) lay(in Input, l *templates.Layout) (Result, error) {
	wordings := max(len(in.Message.Headline), len(in.Message.Support), len(in.Message.Action))
	var first Result
	var firstErr error
	for i, c := range concessions(wordings) {
		b, err := newBuilder(k, in, l)
		if err != nil {
			return Result{}, err
		}
		b.concession = c
		err = b.build()
		var overflow *text.OverflowError
		switch {
		case err == nil && !b.breaks():
			return b.result, nil
		case err != nil && !errors.As(err, &overflow):
			return Result{}, err
		case i == 0:
			first, firstErr = b.result, err
		}
	}
	if firstErr != nil {
		return Result{}, firstErr
	}
	return first, nil
}

// slack is how far something may reach over a limit before that counts, in scene units, as in the checks.
const slack = 0.5

// breaks reports whether words of the finished scene stand where a shorter wording or a smaller logo would help. Such
// places are the clear space of a logo, outside the safe area, under what the place covers, and in other words.
func (b *builder) breaks() bool {
	safe := b.plan.safe.Grow(slack)
	var earlier []scene.Rect // the words of the paragraphs before
	for _, it := range b.result.Scene.Items {
		inks := inksOf(it, scene.Identity)
		for _, ink := range inks {
			if !safe.Contains(ink, 0) || meetsAny(ink, b.plan.covered) || meetsAny(ink, earlier) {
				return true
			}
			for _, m := range b.result.Marks {
				if m.Logo != nil && meets(ink, m.Safe) {
					return true
				}
			}
		}
		earlier = append(earlier, inks...)
	}
	return false
}

// inksOf are the boxes round the ink of all lines of an item.
func inksOf(it scene.Item, to scene.Matrix) []scene.Rect {
	switch it := it.(type) {
	case scene.Text:
		if !it.Ink.Empty() {
			return []scene.Rect{to.ApplyRect(it.Ink)}
		}
	case scene.Group:
		if it.Role == scene.RoleLogo || it.Role == scene.RoleArtifact || it.Role == scene.RoleFigure {
			return nil
		}
		var all []scene.Rect
		for _, in := range it.Items {
			all = append(all, inksOf(in, to.Mul(it.Transform))...)
		}
		return all
	}
	return nil
}

func meetsAny(r scene.Rect, others []scene.Rect) bool {
	for _, o := range others {
		if meets(r, o) {
			return true
		}
	}
	return false
}

func meets(a, b scene.Rect) bool {
	hit := a.Intersect(b)
	return min(hit.W, hit.H) > slack
}

// smaller is a logo's size after the concession, never below what can be made out.
func (b *builder) smaller(w, h float64) (float64, float64) {
	longer, shorter := SmallestLogo(b.in.Placement)
	k := min(1, max(b.concession.logo, longer/max(w, h), shorter/min(w, h)))
	return w * k, h * k
}
