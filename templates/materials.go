package templates

import (
	_ "embed" // for materials.toml
	"fmt"
	"slices"
	"sync"

	"kic/render/definition"
)

//go:embed materials.toml
var materialsTOML []byte

// Family is a material with its name for people.
type Family struct {
	ID      Material     `toml:"id"`
	Name    string       `toml:"name"`
	Others  string       `toml:"others"` // name of the outlet for what has no other; empty: the whole material is one outlet
	Outlets []KindOutlet `toml:"outlet"` // of kinds of placement
}

// KindOutlet is where placements of a kind go out that are no platform's.
type KindOutlet struct {
	ID   string `toml:"id"`
	Name string `toml:"name"`
	Kind Kind   `toml:"kind"`
}

// Families are the materials, in the order in which they are shown. They are read once. The slice is the caller's own; the
// outlets in it are shared and must not be changed.
func Families() []Family { return slices.Clone(families()) }

// families is what the program's own file holds, read once.
var families = sync.OnceValue(func() []Family {
	all, err := parseFamilies("materials.toml", materialsTOML)
	if err != nil {
		panic(fmt.Sprintf("templates: %v", err)) // the file is part of the program
	}
	return all
})

func parseFamilies(file string, data []byte) ([]Family, error) {
	var list struct {
		Materials []Family `toml:"material"`
	}
	src, err := definition.Decode(file, data, &list)
	if err != nil {
		return nil, err
	}
	var problems definition.Problems
	ids, served := map[string]bool{}, map[Kind]bool{}
	for i, f := range list.Materials {
		c := checker{src: src, at: definition.Element("material", i)}
		c.id(string(f.ID))
		c.words("name", f.Name)
		c.apart(string(f.ID), ids)
		if slices.Contains(ownFolders, string(f.ID)) {
			c.add("id", "choose another id", "%q is a folder that a pack has for something else", string(f.ID))
		}
		if f.Others == "" && len(f.Outlets) > 0 {
			c.add("others", "name the outlet for what has no other", "is missing")
		}
		problems = append(problems, c.problems...)
		for j, o := range f.Outlets {
			c := checker{src: src, at: c.at + "." + definition.Element("outlet", j)}
			c.id(o.ID)
			c.words("name", o.Name)
			c.apart(o.ID, ids)
			c.oneOf("kind", string(o.Kind), kinds, false)
			if served[o.Kind] {
				c.add("kind", "leave one of the two out", "%q has an outlet already", string(o.Kind))
			}
			served[o.Kind] = true
			problems = append(problems, c.problems...)
		}
	}
	return list.Materials, problems.Err()
}

// ownFolders are the folders of a pack that hold no material.
var ownFolders = []string{"copy", "deploy", "svg"}

// apart refuses an id that is taken, and notes it.
func (c *checker) apart(id string, taken map[string]bool) {
	if taken[id] {
		c.add("id", "give each material and each outlet an id of its own", "%q is there already", id)
	}
	taken[id] = true
}

// outletIDs are the ids of materials and of their outlets, which no channel may have.
func outletIDs() []string {
	var ids []string
	for _, f := range families() {
		ids = append(ids, string(f.ID))
		for _, o := range f.Outlets {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// materialIDs are the ids of the materials, in the same order.
func materialIDs() []string {
	var ids []string
	for _, f := range families() {
		ids = append(ids, string(f.ID))
	}
	return ids
}
