package templates

import (
	"embed"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"kic/render/definition"
)

//go:embed looks/*.toml
var lookFiles embed.FS

// shippedLooks are the shipped looks by id, each read when it is first asked for and then kept.
var shippedLooks = sync.OnceValue(func() map[string]func() (*Look, error) {
	entries, _ := lookFiles.ReadDir("looks") // embedded: it is there
	all := map[string]func() (*Look, error){}
	for _, e := range entries {
		name := "looks/" + e.Name()
		all[strings.TrimSuffix(e.Name(), ".toml")] = sync.OnceValues(func() (*Look, error) {
			data, err := lookFiles.ReadFile(name)
			if err != nil {
				return nil, err
			}
			return ParseLook(name, data)
		})
	}
	return all
})

// LookIDs are the ids of the shipped looks, "bold" first and the others by name.
func LookIDs() []string {
	return slices.SortedFunc(maps.Keys(shippedLooks()), func(a, b string) int {
		return strings.Compare(strings.Replace(a, "bold", "", 1), strings.Replace(b, "bold", "", 1))
	})
}

// ReadLook is the shipped look with that id. It is read once and then shared: a caller must not change it.
func ReadLook(id string) (*Look, error) {
	look, ok := shippedLooks()[id]
	if !ok {
		return nil, fmt.Errorf("there is no look %q", id)
	}
	return look()
}

// Looks are the shipped looks, in the order of LookIDs. The slice is the caller's own; the looks in it are shared, as
// those of [ReadLook] are.
func Looks() ([]*Look, error) {
	var looks []*Look
	var errs []error
	for _, id := range LookIDs() {
		look, err := ReadLook(id)
		looks, errs = append(looks, look), append(errs, err)
	}
	return looks, errors.Join(errs...)
}

// ParseLook reads a look file; its name without the ending is the look's id. All mistakes come back at once.
func ParseLook(file string, data []byte) (*Look, error) {
	look := &Look{ID: strings.TrimSuffix(path.Base(file), ".toml")}
	src, err := definition.Decode(file, data, look)
	if src == nil {
		return nil, err
	}
	v := lookCheck{src: src}
	v.look(look)
	if err := errors.Join(err, v.problems.Err()); err != nil {
		return nil, err
	}
	return look, nil
}

// Further names that a look file may use.
var (
	sides    = []Side{Top, Right, Bottom, Left}
	corners  = []string{"top-left", "top-right", "bottom-right", "bottom-left"}
	acrosses = []string{"", "left", "centre", "right"}
	downs    = []string{"", "top", "middle", "bottom"}
	grounds  = append([]string{Dusk}, RoleNames()...)
	surfaces = append([]string{Wall, Floor}, grounds...)
)

// lookCheck finds what the types of a look file can't rule out.
type lookCheck struct {
	src      *definition.Source
	problems definition.Problems
}

func (v *lookCheck) look(k *Look) {
	v.backdrop("backdrop", k.Backdrop)
	seen := map[string]bool{}
	for i := range k.Layouts {
		l, at := &k.Layouts[i], definition.Element("layout", i)
		if l.ID == "" || seen[l.ID] {
			v.problems = append(v.problems, v.src.Problem(at+".id", "give every layout an id of its own", "the id %q is empty or taken", l.ID))
		}
		seen[l.ID] = true
		v.layout(l, at)
	}
}

// backdrop looks at what replaces the roles of a backdrop.
func (v *lookCheck) backdrop(at string, swap map[string]string) {
	for _, from := range slices.Sorted(maps.Keys(swap)) {
		oneOf(v, at+"."+from, from, RoleNames())
		oneOf(v, at+"."+from, swap[from], grounds)
	}
}

func (v *lookCheck) layout(l *Layout, at string) {
	known := []string{"page", "safe"}
	for i, r := range l.Regions {
		here := at + "." + definition.Element("region", i)
		oneOf(v, here+".of", r.Of, known)
		if r.Side != "" {
			oneOf(v, here+".side", r.Side, sides)
		}
		oneOf(v, here+".when", r.When, append(Whens(), ""))
		for _, s := range r.Bleed {
			oneOf(v, here+".bleed", s, sides)
		}
		known = append(known, r.Name)
		if r.Rest != "" {
			known = append(known, r.Rest)
		}
	}
	for i := range l.Layers {
		v.layer(&l.Layers[i], at+"."+definition.Element("layer", i), known)
	}
}

func (v *lookCheck) layer(l *Layer, at string, regions []string) {
	oneOf(v, at+".is", l.Is, LayerKinds())
	oneOf(v, at+".region", l.Region, regions)
	oneOf(v, at+".across", l.Across, acrosses)
	oneOf(v, at+".down", l.Down, downs)
	oneOf(v, at+".plate", l.Plate, append(Plates(), ""))
	for _, s := range l.Bleed {
		oneOf(v, at+".bleed", s, sides)
	}
	if l.Within != "" {
		oneOf(v, at+".within", l.Within, regions)
	}
	if l.Corner != "" {
		oneOf(v, at+".corner", l.Corner, corners)
	}
	for _, role := range []struct {
		key, name string
		known     []string
	}{{"colour", l.Colour, surfaces}, {"on", l.On, surfaces}, {"panel", l.Panel, RoleNames()}} {
		if role.name != "" {
			oneOf(v, at+"."+role.key, role.name, role.known)
		}
	}
	v.backdrop(at+".backdrop", l.Backdrop)
	for i, s := range l.Slots {
		here := at + "." + definition.Element("slot", i)
		oneOf(v, here+".text", s.Text, SlotTexts())
		for _, role := range []struct{ key, name string }{{"colour", s.Colour}, {"mark", s.Mark}, {"tab", s.Tab}} {
			if role.name != "" {
				oneOf(v, here+"."+role.key, role.name, RoleNames())
			}
		}
	}
}

// oneOf holds a name against those that mean something. One that layout doesn't know would be lost without a word.
func oneOf[T ~string](v *lookCheck, at string, name T, names []T) {
	if slices.Contains(names, name) {
		return
	}
	var all []string
	for _, n := range names {
		all = append(all, string(n))
	}
	remedy := "use one of " + strings.Join(all, ", ")
	if near := definition.Nearest(string(name), all); near != "" {
		remedy = fmt.Sprintf("did you mean %q?", near)
	}
	v.problems = append(v.problems, v.src.Problem(at, remedy, "%q means nothing here", string(name)))
}
