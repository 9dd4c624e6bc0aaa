package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kic/brand"
	"kic/render/definition"
)

// Someone who runs kic beside a campaign or a brand that lies elsewhere, or has another name, doesn't want the sample.

// astray is why the built-in sample doesn't stand in for a brand, nil where it does: in a folder in which nothing belongs
// to a campaign or a brand, and with no campaign named.
func astray(campaign string) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	entries, _ := os.ReadDir(here) // one that can't be read holds nothing for us
	nearby := brandsNearby(campaign, entries)
	project := projectNearby(here, entries)
	switch {
	case slices.Contains(nearby, "."):
		return errBrandHere(here)
	case campaign == "" && project != "":
		return errElsewhere(here, project)
	case campaign != "" || !isFree(campaignFile) || misnamed(campaignFile, ".", entries) != nil || len(nearby) > 0:
		return errNoBrandHere(here, nearby)
	}
	return nil
}

// brandsNearby are what --brand could name: this folder, one in it, a list in it, or what lies beside the campaign.
func brandsNearby(campaign string, entries []os.DirEntry) []string {
	var all []string
	if isFile(brand.FileName) || misnamed(brand.FileName, ".", entries) != nil {
		all = append(all, ".")
	}
	if beside := filepath.Join(filepath.Dir(campaign), brandFolder); campaign != "" && holdsBrand(beside) {
		all = append(all, beside)
	}
	for _, e := range entries {
		if name := e.Name(); !strings.HasPrefix(name, ".") && (holdsBrand(name) || isBrandList(name)) && !slices.Contains(all, filepath.Join(name, brandFolder)) {
			all = append(all, name)
		}
	}
	return all
}

// holdsBrand reports whether a folder is that of a brand, or of several.
func holdsBrand(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	if isFile(filepath.Join(dir, brand.FileName)) || misnamed(brand.FileName, dir, entries) != nil {
		return true
	}
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		name := filepath.Join(dir, e.Name())
		return isFile(filepath.Join(name, brand.FileName)) || isBrandList(name)
	})
}

// isBrandList reports whether a table is a list of brands by what it holds.
func isBrandList(name string) bool {
	if !slices.Contains([]string{".csv", ".tsv"}, strings.ToLower(filepath.Ext(name))) || !isFile(name) {
		return false
	}
	_, err := brand.OpenList(name)
	return err == nil
}

// projectNearby is the folder in which kic is to be run when this one lies above it, or in a part of it; else empty.
func projectNearby(here string, entries []os.DirEntry) string {
	if !isFree(campaignFile) {
		return ""
	}
	for _, e := range entries {
		if isFile(filepath.Join(e.Name(), campaignFile)) {
			return e.Name()
		}
	}
	parts := []string{brandFolder, networkFolder, outFolder}
	for dir := here; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		above := filepath.Dir(dir)
		if slices.Contains(parts, filepath.Base(dir)) && (isFile(filepath.Join(above, campaignFile)) || isFile(filepath.Join(above, brandFolder, brand.FileName))) {
			return above
		}
	}
	return ""
}

// misnamed finds a definition under a name that an editor, a copy or another system has made of its own: brand.toml.txt,
// Brand.toml, campaign-new.toml. What has been put away, such as brand.toml.bak, is none.
func misnamed(base, dir string, entries []os.DirEntry) error {
	stem := strings.TrimSuffix(base, ".toml")
	for _, e := range entries {
		lower := strings.ToLower(e.Name())
		isTOML := strings.HasSuffix(lower, ".toml")
		if e.IsDir() || e.Name() == base || putAway(lower) {
			continue
		}
		typo := base == campaignFile && definition.Nearest(base, []string{lower}) != "" // "brand" is too short: bad.toml is another word
		if strings.HasPrefix(lower, base) || isTOML && (strings.HasPrefix(lower, stem) || typo) {
			return errMisnamed(filepath.Join(dir, e.Name()), base)
		}
	}
	return nil
}

// putAway reports whether a file is a spare copy by its name.
func putAway(name string) bool {
	return strings.HasSuffix(name, "~") || slices.Contains([]string{".bak", ".old", ".orig", ".off"}, filepath.Ext(name))
}

// unread are the files beside a definition of which somebody may think that they are read: campaign.toml.txt.
func unread(file string) []string {
	dir, base := filepath.Dir(file), strings.ToLower(filepath.Base(file))
	entries, _ := os.ReadDir(dir)
	var all []string
	for _, e := range entries {
		if lower := strings.ToLower(e.Name()); strings.HasPrefix(lower, base+".") && !e.IsDir() && !putAway(lower) {
			all = append(all, filepath.Join(dir, e.Name()))
		}
	}
	return all
}
