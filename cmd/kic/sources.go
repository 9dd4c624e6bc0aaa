package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kic/brand"
	"kic/render"
)

// chosenBrands are the brands at the paths that --brand gives, or else those of ./brand, none of them loaded yet. Where there
// is nothing of the sort, the built-in sample stands in.
func chosenBrands(paths []string, campaign string) (brands []render.Source, sample bool, err error) {
	if len(paths) == 0 && !isFree(brandFolder) {
		paths = []string{brandFolder}
	}
	if len(paths) > 0 {
		brands, err = sources(paths)
		return brands, false, err
	}
	if err := astray(campaign); err != nil {
		return nil, false, err
	}
	b, err := brand.Default()
	if err != nil {
		return nil, false, err
	}
	one := render.Loaded(b)
	one.From = wordsBuiltIn
	return []render.Source{one}, true, nil
}

// sources are the brands at all paths.
func sources(paths []string) ([]render.Source, error) {
	var all []render.Source
	var errs []error
	for _, path := range paths {
		found, err := sourcesAt(path)
		if err == nil && len(found) == 0 {
			err = errNoBrand(path)
		}
		all, errs = append(all, found...), append(errs, err)
	}
	return all, errors.Join(errs...)
}

// sourcesAt are the brands at path: a folder, or the brand.toml in it, or a list, or all folders and lists in a folder.
func sourcesAt(path string) ([]render.Source, error) {
	_, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errMissing("brand folder or list", path)
	case err != nil:
		return nil, fmt.Errorf("brand: %w", err)
	case isFile(path) && (isList(path) || isSpreadsheet(path)):
		return listed(path)
	case isFile(path) && !isTOML(path):
		return nil, errNotBrand(path)
	case isFile(path), isFile(filepath.Join(path, brand.FileName)):
		return []render.Source{folderSource(path)}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("brand: %w", err)
	}
	var all []render.Source
	errs := []error{misnamed(brand.FileName, path, entries)}
	for _, e := range entries {
		name := filepath.Join(path, e.Name())
		switch {
		case isFile(filepath.Join(name, brand.FileName)):
			all = append(all, folderSource(name))
		case isFile(name) && isList(name):
			found, err := listed(name)
			all, errs = append(all, found...), append(errs, err)
		case e.IsDir():
			inside, _ := os.ReadDir(name) // one that can't be read is no brand's
			errs = append(errs, misnamed(brand.FileName, name, inside))
		}
	}
	return all, errors.Join(errs...)
}

// isTOML reports whether a file is a definition by its name, brand.toml.txt included.
func isTOML(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(strings.ToLower(name), ".txt"), ".toml")
}

// isSpreadsheet reports whether a file is a list that wasn't saved as one. Reading it says so.
func isSpreadsheet(name string) bool {
	return slices.Contains([]string{".xlsx", ".xls", ".ods"}, strings.ToLower(filepath.Ext(name)))
}

// isList reports whether a file in a folder is a list of brands by its name.
func isList(name string) bool {
	return !isTOML(name) && slices.Contains([]string{".csv", ".tsv", ".txt"}, strings.ToLower(filepath.Ext(name))) && !strings.HasPrefix(strings.ToLower(filepath.Base(name)), "readme")
}

func folderSource(dir string) render.Source {
	slug, name := brand.Identify(dir)
	return render.Source{Slug: slug, Name: name, From: dir, File: tomlIn(dir), Load: func() (*brand.Brand, error) { return brand.Open(dir) }}
}

// tomlIn is the definition in a brand's folder, which may be named itself.
func tomlIn(dir string) string {
	if isFile(dir) {
		return dir
	}
	return filepath.Join(dir, brand.FileName)
}

// listed are the brands of a list.
func listed(path string) ([]render.Source, error) {
	entries, err := brand.OpenList(path)
	if err != nil {
		return nil, err
	}
	all := make([]render.Source, len(entries))
	for i := range entries {
		e := &entries[i]
		s := render.Source{Slug: e.Slug, Name: e.Name, From: fmt.Sprintf("%s, row %d", path, e.Row), File: path, Load: e.Load, Err: e.Err}
		if s.Slug == "" {
			s.Slug = brand.Slug(e.Name)
		}
		if s.Slug == "" {
			s.Slug = fmt.Sprintf("row-%d", e.Row)
		}
		if s.Name == "" {
			s.Name = s.From
		}
		all[i] = s
	}
	return all, nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}
