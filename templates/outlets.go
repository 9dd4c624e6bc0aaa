package templates

import "slices"

// Outlet is one of the ways in which the pieces of a pack go out: a material, one of its platforms, or its kinds of placement
// with a name of their own.
type Outlet struct {
	ID     string // a material's, a channel's or one from materials.toml; no two are the same
	Name   string // for people: "LinkedIn", "Video meetings"
	Family string // the name of the material whose platform it is; empty for all others
}

// Outlets are all ways in which pieces go out on the given platforms, in the order in which a gallery shows them.
func Outlets(platforms []Channel) []Outlet {
	var all []Outlet
	for _, f := range families() {
		if f.Others == "" {
			all = append(all, Outlet{ID: string(f.ID), Name: f.Name})
			continue
		}
		for _, ch := range platforms {
			all = append(all, Outlet{ID: ch.ID, Name: ch.Name, Family: f.Name})
		}
		for _, o := range f.Outlets {
			all = append(all, Outlet{ID: o.ID, Name: o.Name})
		}
		all = append(all, Outlet{ID: string(f.ID), Name: f.Others})
	}
	return all
}

// Outlet is the id of the outlet that p belongs to: that of its kind, else its platform, else its material.
func (p *Placement) Outlet() string {
	byChannel := false
	for _, f := range families() {
		if i := slices.IndexFunc(f.Outlets, func(o KindOutlet) bool { return o.Kind == p.Kind }); i >= 0 {
			return f.Outlets[i].ID
		}
		byChannel = byChannel || f.ID == p.Material && f.Others != ""
	}
	if byChannel && p.Channel != "" {
		return p.Channel
	}
	return string(p.Material)
}
