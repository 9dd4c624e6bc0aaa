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
	ID   Material `toml:"id"`
	Name string   `toml:"name"`
}

// Families are the materials, in the order in which they are shown. They are read once, and the slice is the caller's own.
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
	seen := map[Material]bool{}
	for i, f := range list.Materials {
		c := checker{src: src, at: definition.Element("material", i)}
		c.id(string(f.ID))
		c.words("name", f.Name)
		if seen[f.ID] {
			c.add("id", "give each material an id of its own", "%q is there already", string(f.ID))
		}
		seen[f.ID] = true
		problems = append(problems, c.problems...)
	}
	return list.Materials, problems.Err()
}

// materialIDs are the ids of the materials, in the same order.
func materialIDs() []string {
	var ids []string
	for _, f := range families() {
		ids = append(ids, string(f.ID))
	}
	return ids
}
