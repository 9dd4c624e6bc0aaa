package text

import (
	"slices"
	"strings"
	"unicode"

	"kic/fonts"
)

// faces is what choose chose for each rune: whether a grapheme cluster starts there and, where one does that has ink,
// its face.
type faces struct {
	starts []bool
	faces  []*fonts.Face
	own    *fonts.Face // the first of the chain, for what has no ink
}

// first is the first face that was chosen from start to end, or the last one before.
func (c faces) first(start, end int) *fonts.Face {
	for _, f := range c.faces[start:end] {
		if f != nil {
			return f
		}
	}
	for _, f := range slices.Backward(c.faces[:start]) {
		if f != nil {
			return f
		}
	}
	return c.own
}

// choose gives each grapheme cluster the first face of the chain that has all of it.
func (e engine) choose(p *paragraph, k key, chain []*fonts.Face) (faces, error) {
	n := len(p.runes)
	chosen := faces{make([]bool, n), make([]*fonts.Face, n), chain[0]}
	e.breaks.Init(p.runes)
	clusters := e.breaks.GraphemeIterator()
	for clusters.Next() {
		c := clusters.Grapheme()
		chosen.starts[c.Offset] = true
		text := string(c.Text)
		if strings.TrimFunc(text, fonts.Invisible) == "" {
			continue
		}
		i := slices.IndexFunc(chain, func(f *fonts.Face) bool { return f.HasAll(text) })
		if i < 0 || hasControl(c.Text) {
			return faces{}, &GlyphError{Words: k.words, Rune: culprit(c.Text, chain), Chain: ids(chain)}
		}
		chosen.faces[c.Offset] = chain[i]
	}
	return chosen, nil
}

func hasControl(cluster []rune) bool {
	for _, r := range cluster {
		if unicode.IsControl(r) && !fonts.Invisible(r) {
			return true
		}
	}
	return false
}

// culprit is the rune to name when no face has a cluster: the first that none has, or the last where each is in some face.
func culprit(cluster []rune, chain []*fonts.Face) rune {
	for _, r := range cluster {
		found := fonts.Invisible(r)
		for _, f := range chain {
			found = found || f.Has(r) && !unicode.IsControl(r)
		}
		if !found {
			return r
		}
	}
	return cluster[len(cluster)-1]
}
