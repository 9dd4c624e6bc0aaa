// Package fonts holds the typefaces that ship with the program, reads those that a brand brings, and says which face stands
// in where another lacks a letter. Every shipped family lies in its own folder with its licence.
//
// Start with [Default], the shipped [Set]; [Set.With] adds faces that [Parse] has read from a brand's files. A Set gives
// faces by name, and [Set.Chain] the order in which they stand in for each other.
package fonts

import (
	"embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed */*.ttf */OFL.txt
var files embed.FS

// shipped is the table of families: the order is the declared fallback chain, and a family that lacks a letter hands
// over to the first one in this list that has it.
var shipped = []struct {
	family, folder string
	weights        []int
}{
	{"Atkinson Hyperlegible Next", "atkinson-hyperlegible-next", []int{400, 600, 700, 800}}, // the default: made for low vision
	{"Source Sans 3", "source-sans-3", []int{400, 600, 700}},                                // more letters, arrows, ticks
	{"Noto Sans", "noto-sans", []int{400, 700}},                                             // Greek, Cyrillic, Vietnamese
	{"Noto Sans Arabic", "noto-sans-arabic", []int{400, 700}},                               // Arabic, Persian, Urdu
	{"Noto Sans Bengali", "noto-sans-bengali", []int{400, 700}},
	{"Noto Sans Gurmukhi", "noto-sans-gurmukhi", []int{400, 700}},
	{"Noto Nastaliq Urdu", "noto-nastaliq-urdu", []int{400, 700}}, // Urdu as it is mostly printed, for a brand that names it
}

// DefaultFamily is the family of a brand that names none.
const DefaultFamily = "Atkinson Hyperlegible Next"

// Shipped are the names of the shipped families, in fallback order. Nothing is read for it.
func Shipped() []string {
	names := make([]string, len(shipped))
	for i, row := range shipped {
		names[i] = row.family
	}
	return names
}

// Set is the faces that one brand can use. It is read-only and safe for concurrent use.
type Set struct {
	faces    map[string]*Face // by ID
	families []family         // in fallback order: the shipped ones first, then added ones
}

type family struct {
	name  string
	faces []*Face // by weight, upright before italic
}

// Default is the shipped families. All callers share one set, so that a file is read and a glyph's outline made once: when
// its face is first used, as most runs need few of them. [Set.With] is a set of one's own.
func Default() *Set { return shippedSet() }

var shippedSet = sync.OnceValue(newShipped)

func newShipped() *Set {
	var faces []*Face
	for _, row := range shipped {
		for _, weight := range row.weights {
			name := row.folder + "/" + strconv.Itoa(weight) + ".ttf"
			faces = append(faces, &Face{
				ID: row.family + "/" + strconv.Itoa(weight), Family: row.family, Weight: weight,
				file: sync.OnceValue(func() file { return readShipped(name) }),
			})
		}
	}
	return new(Set).With(faces...)
}

// readShipped reads a file that is part of the program, and that the tests have read.
func readShipped(name string) file {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	read, err := readFile(data)
	if err == nil {
		read.metrics, err = metrics(read.font)
	}
	if err != nil {
		panic(fmt.Errorf("shipped font %s: %w", name, err))
	}
	return read
}

// With is s and more faces; one with the ID of another takes its place. s stays as it was.
func (s *Set) With(faces ...*Face) *Set {
	w := &Set{faces: make(map[string]*Face, len(s.faces)+len(faces))}
	for _, f := range s.families {
		w.families = append(w.families, family{f.name, slices.Clone(f.faces)})
		for _, face := range f.faces {
			w.faces[face.ID] = face
		}
	}
	for _, face := range faces {
		w.add(face)
	}
	return w
}

func (s *Set) add(face *Face) {
	i := slices.IndexFunc(s.families, func(f family) bool { return f.name == face.Family })
	if i < 0 {
		i = len(s.families)
		s.families = append(s.families, family{name: face.Family})
	}
	f := &s.families[i]
	f.faces = slices.DeleteFunc(f.faces, func(old *Face) bool { return old.ID == face.ID })
	f.faces = append(f.faces, face)
	slices.SortStableFunc(f.faces, func(a, b *Face) int { return faceOrder(a) - faceOrder(b) })
	s.faces[face.ID] = face
}

func faceOrder(f *Face) int {
	if f.Italic {
		return 10000 + f.Weight
	}
	return f.Weight
}

// Face is the face with that ID.
func (s *Set) Face(id string) (*Face, bool) {
	f, ok := s.faces[id]
	return f, ok
}

// Faces are all faces, family by family, light before bold.
func (s *Set) Faces() []*Face {
	var all []*Face
	for _, f := range s.families {
		all = append(all, f.faces...)
	}
	return all
}

// Families are the names of all families, in fallback order.
func (s *Set) Families() []string {
	names := make([]string, len(s.families))
	for i, f := range s.families {
		names[i] = f.name
	}
	return names
}

// HasFamily reports whether s knows a family; letter case and spaces don't matter.
func (s *Set) HasFamily(name string) bool { return s.find(name) >= 0 }

// find is the index of a family, or -1.
func (s *Set) find(name string) int {
	key := fold(name)
	return slices.IndexFunc(s.families, func(f family) bool { return fold(f.name) == key })
}

func fold(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", "")) }

// Chain is the fallback chain of a family: its own face nearest to weight, then the nearest of each other family in
// the order of the table. A name that s doesn't know gives the chain of the first family.
func (s *Set) Chain(name string, weight int) []*Face {
	first := s.find(name)
	var chain []*Face
	if first >= 0 {
		chain = append(chain, s.families[first].nearest(weight))
	}
	for i, f := range s.families {
		if i != first {
			chain = append(chain, f.nearest(weight))
		}
	}
	return chain
}

// nearest is the upright face nearest in weight, the heavier one of two that are as near; an italic where there is no other.
func (f family) nearest(weight int) *Face {
	best, distance := f.faces[0], math.Inf(1)
	for _, face := range f.faces {
		d := math.Abs(float64(face.Weight - weight))
		if face.Italic {
			d += 1000
		}
		if d < distance || d == distance && face.Weight > best.Weight && face.Italic == best.Italic {
			best, distance = face, d
		}
	}
	return best
}
