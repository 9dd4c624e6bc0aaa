package main

import (
	"path/filepath"
	"strings"

	"kic/render"
)

// checkPlace refuses an output folder in which a pack would take the place of what it is made from: the folder of a brand,
// of a list or of the campaign. Nor is the folder of a brand itself a place for packs.
func checkPlace(out string, plan *render.Plan) error {
	packs := map[string]bool{}
	for _, s := range plan.Brands {
		packs[s.Slug] = true
	}
	place, seen := realPath(out), map[string]bool{}
	check := func(file string, isBrand bool) error {
		dir := filepath.Dir(file)
		if seen[dir] || !isFile(file) { // the sample and the built-in campaign have no file
			return nil
		}
		seen[dir] = true
		inside, err := filepath.Rel(place, realPath(dir))
		if err != nil { // another disk
			return nil
		}
		if inside == "." && isBrand {
			return errBrandPlace(out, dir)
		}
		if slug, _, _ := strings.Cut(filepath.ToSlash(inside), "/"); packs[strings.ToLower(slug)] {
			return errPackPlace(out, joined(out, slug))
		}
		return nil
	}
	for _, s := range plan.Brands {
		if err := check(s.File, isTOML(s.File)); err != nil {
			return err
		}
	}
	return check(plan.Campaign.File, false)
}

// realPath is a path without symbolic links, as far as it exists.
func realPath(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	for up, rest := abs, ""; ; up, rest = filepath.Dir(up), filepath.Join(filepath.Base(up), rest) {
		if real, err := filepath.EvalSymlinks(up); err == nil {
			return filepath.Join(real, rest)
		}
		if up == filepath.Dir(up) {
			return abs
		}
	}
}
