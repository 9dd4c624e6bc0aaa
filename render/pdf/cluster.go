package pdf

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"kic/render/scene"
)

// cluster is one stretch of a run's words with the glyphs that show it.
type cluster struct {
	text    string
	glyphs  []scene.Glyph
	speaker int // the glyph that says the text; the others are its marks and dots
}

// clusters are t's in logical order. A space at the end that has no glyph of its own, because a line ended there, is left to
// the caller.
func clusters(t scene.Text) (list []cluster, swallowed bool) {
	glyphs := slices.Clone(t.Glyphs)
	sort.SliceStable(glyphs, func(i, j int) bool { return glyphs[i].Cluster < glyphs[j].Cluster })
	at := func(i int) int {
		if i == len(glyphs) {
			return len(t.String)
		}
		return max(0, min(glyphs[i].Cluster, len(t.String)))
	}
	for i := 0; i < len(glyphs); {
		end := i + 1
		for end < len(glyphs) && glyphs[end].Cluster == glyphs[i].Cluster {
			end++
		}
		k := cluster{text: t.String[at(i):at(end)], glyphs: glyphs[i:end]}
		k.speaker = k.widest()
		list = append(list, k)
		i = end
	}
	last := &list[len(list)-1]
	if cut := strings.TrimRightFunc(last.text, unicode.IsSpace); cut != "" && cut != last.text {
		last.text, swallowed = cut, true
	}
	return list, swallowed
}

// widest is the glyph that moves the pen furthest.
func (k cluster) widest() int {
	best := 0
	for i, g := range k.glyphs {
		if g.Advance > k.glyphs[best].Advance {
			best = i
		}
	}
	return best
}

// space reports whether k only parts words.
func (k cluster) space() bool { return k.text != "" && strings.TrimSpace(k.text) == "" }

// simple reports whether one glyph of k can speak for it: the others take no room of their own. In scripts that write a vowel
// before the consonant that it follows, several do.
func (k cluster) simple() bool {
	wide := 0
	for _, g := range k.glyphs {
		if g.Advance > 0 {
			wide++
		}
	}
	return wide <= 1
}

// word is the length of the first word of list, or 1 for a space, and whether all its clusters are simple.
func word(list []cluster) (n int, simple bool) {
	simple = true
	for n < len(list) && (n == 0 || !list[n].space() && !list[n-1].space()) {
		simple = simple && list[n].simple()
		n++
	}
	return n, simple
}
