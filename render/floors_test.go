package render_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floor is a package with those of our packages that it may import.
type floor struct {
	pkg string
	may []string
}

// floors says which of our packages each package may import. The table's order is the order of need: a package imports
// only what stands above it. Tests may import what they like.
var floors = []floor{
	{"kic/render/definition", nil},
	{"kic/render/scene", nil},
	{"kic/render/colour", nil},
	{"kic/fonts", []string{"kic/render/scene"}}, // a glyph's outline is a scene path
	{"kic/templates", []string{"kic/render/definition"}},
	{"kic", nil},
	{"kic/brand/contact", nil}, // which contacts there are: brands give them, wordings name them
	{"kic/render/campaign", []string{"kic", "kic/brand/contact", "kic/render/definition", "kic/templates"}},
	{"kic/render/svg", []string{"kic/render/scene"}},
	{"kic/render/text", []string{"kic/fonts", "kic/render/scene"}},
	{"kic/render/raster/huffman", nil},
	{"kic/render/raster/jpeg", []string{"kic/render/colour", "kic/render/raster/huffman"}},
	{"kic/render/raster/png", []string{"kic/render/raster/huffman"}},
	{"kic/render/raster/png/pngtest", nil},
	{"kic/render/raster", []string{"kic/render/raster/jpeg", "kic/render/raster/png", "kic/render/scene"}},
	{"kic/render/pdf", []string{"kic/fonts", "kic/render/colour", "kic/render/scene"}},
	{"kic/render/csp", nil},
	{"kic/brand", []string{"kic/brand/contact", "kic/fonts", "kic/render/colour", "kic/render/definition", "kic/render/raster", "kic/render/scene", "kic/render/svg"}},
	{"kic/render/prose", []string{"kic/brand", "kic/brand/contact", "kic/render/campaign", "kic/render/colour", "kic/render/csp", "kic/render/scene", "kic/templates"}}, // which languages run from right to left
	{"kic/render/layout", []string{"kic/brand", "kic/brand/contact", "kic/render/campaign", "kic/render/colour", "kic/render/prose", "kic/render/scene", "kic/render/svg", "kic/render/text", "kic/templates"}},
	{"kic/render/sheet", []string{"kic/brand", "kic/fonts", "kic/render/colour", "kic/render/csp", "kic/render/raster", "kic/render/scene", "kic/render/text"}},
	{"kic/render/check", []string{"kic/brand", "kic/brand/contact", "kic/render/campaign", "kic/render/colour", "kic/render/definition", "kic/render/layout", "kic/render/prose", "kic/render/raster", "kic/render/scene", "kic/render/text", "kic/templates"}},
	{"kic/render/plan", []string{"kic/brand", "kic/render/campaign", "kic/render/definition", "kic/templates"}},
	{"kic/render/piece", []string{"kic/brand", "kic/fonts", "kic/render/check", "kic/render/layout", "kic/render/pdf", "kic/render/plan", "kic/render/raster", "kic/render/scene", "kic/render/svg", "kic/render/text", "kic/templates"}},
	{"kic/render/pack", nil},
	{"kic/render/gallery", []string{"kic/brand", "kic/render/colour", "kic/render/csp", "kic/render/pack", "kic/render/scene", "kic/templates"}},
	{"kic/render/run", []string{"kic/brand", "kic/fonts", "kic/render/campaign", "kic/render/check", "kic/render/gallery", "kic/render/layout", "kic/render/pack", "kic/render/piece", "kic/render/plan", "kic/render/prose", "kic/render/raster", "kic/render/scene", "kic/render/sheet", "kic/render/text", "kic/templates"}},
	{"kic/render", []string{"kic/brand", "kic/fonts", "kic/render/campaign", "kic/render/check", "kic/render/layout", "kic/render/pack", "kic/render/piece", "kic/render/plan", "kic/render/run", "kic/templates"}},
	{"kic/cmd/kic", []string{"kic", "kic/brand", "kic/fonts", "kic/render", "kic/render/campaign", "kic/render/definition", "kic/templates"}},
}

func TestImportsOnlyGoDown(t *testing.T) {
	for pkg, imports := range ours(t) {
		i := slices.IndexFunc(floors, func(f floor) bool { return f.pkg == pkg })
		if i < 0 {
			t.Errorf("%s has no floor; does it have a job that no other package has? Then add it to the table above", pkg)
			continue
		}
		for name, files := range imports {
			if !slices.Contains(floors[i].may, name) {
				t.Errorf("%s imports %s (in %s), which lies on a higher floor", pkg, name, strings.Join(files, ", "))
			}
		}
	}
}

func TestFloorsHaveNoSteps(t *testing.T) {
	for i, f := range floors {
		for _, may := range f.may {
			below := slices.ContainsFunc(floors[:i], func(g floor) bool { return g.pkg == may })
			if !below {
				t.Errorf("%s may import %s, which doesn't stand above it in the table", f.pkg, may)
			}
		}
	}
}

func TestFloorsAllowNothingThatNobodyNeeds(t *testing.T) {
	all := ours(t)
	for _, f := range floors {
		if all[f.pkg] == nil {
			t.Errorf("there is no package %s", f.pkg)
		}
		for _, may := range f.may {
			if all[f.pkg][may] == nil {
				t.Errorf("%s may import %s, and doesn't", f.pkg, may)
			}
		}
	}
}

// ours is what each of our packages imports of our packages, by importing package and imported package, with the files.
func ours(t *testing.T) map[string]map[string][]string {
	t.Helper()
	all := map[string]map[string][]string{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() && base != ".." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "out") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("..", filepath.Dir(name))
		if err != nil {
			return err
		}
		pkg := path.Join("kic", filepath.ToSlash(rel))
		if all[pkg] == nil {
			all[pkg] = map[string][]string{}
		}
		for _, spec := range file.Imports {
			if to, err := strconv.Unquote(spec.Path.Value); err == nil && (to == "kic" || strings.HasPrefix(to, "kic/")) {
				all[pkg][to] = append(all[pkg][to], base)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
