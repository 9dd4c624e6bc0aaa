package brand

import (
	"image/color"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"kic/render/colour"
)

// sampleBrands are all samples by their folders.
func sampleBrands(t *testing.T) map[string]*Brand {
	t.Helper()
	all := map[string]*Brand{}
	for _, dir := range sampleFolders() {
		b, err := Load(shipped, dir)
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		all[dir] = b
	}
	if len(all) < 8 {
		t.Fatalf("%d samples", len(all))
	}
	return all
}

func TestTheSamplesSayThatTheyAreInvented(t *testing.T) {
	for dir, b := range sampleBrands(t) {
		if dir != "." && b.Slug != path.Base(dir) {
			t.Errorf("%s: its slug is %q", dir, b.Slug)
		}
		names := []string{b.Name, b.ShortName}
		for _, p := range b.Partners {
			names = append(names, p.Name)
		}
		for _, name := range names {
			if !strings.Contains(name, "Example") && !strings.Contains(name, "Sample") {
				t.Errorf("%s: the name %q doesn't say that it is invented", dir, name)
			}
		}
		for key, to := range b.Links {
			host := strings.SplitN(to[strings.LastIndexAny(to, "@:")+1:], "/", 4)
			if !strings.HasPrefix(to, "tel:01632960") && !strings.HasSuffix(host[0], ".example") && !strings.HasSuffix(host[min(2, len(host)-1)], ".example") {
				t.Errorf("%s: %s leads to %s, which is not kept for examples", dir, key, to)
			}
		}
		for key, words := range b.Fields {
			if b.Links[key] == "" && !strings.Contains(words, "Example") && !strings.Contains(words, "Sample") {
				t.Errorf("%s: %s is %q, which any organisation may say", dir, key, words)
			}
		}
	}
}

func TestTheSamplesShowEveryKindOfLogo(t *testing.T) {
	cases := []struct {
		folder, kind               string
		logo, reversed             bool
		narrowest, widest          float64 // width divided by height
		fewestColours, mostColours int
	}{
		{"samples/example-homes", "a wide word mark", true, true, 6, 9, 2, 3},
		{"samples/sample-gp-federation", "a round badge", true, false, 0.99, 1.01, 3, 3},
		{"samples/ty-dwr-sample-charity", "a tall mark", true, true, 0.3, 0.6, 4, 7},
		{"samples/example-hospice", "a white mark only", false, true, 2, 4, 1, 1},
		{"samples/example-community-health-trust", "a mark in one colour", true, false, 4, 6, 1, 1},
		{"samples/sample-borough-council", "a detailed mark", true, false, 2, 3.5, 12, 99},
		{"samples/sample-village-day-centres", "no mark", false, false, 0, 0, 0, 0},
		{".", "a mark with words", true, true, 3, 5, 3, 4},
	}
	fill := regexp.MustCompile(`#[0-9A-F]{3,6}`)
	brands := sampleBrands(t)
	if len(brands) != len(cases) {
		t.Errorf("there are %d samples, but the test knows %d", len(brands), len(cases))
	}
	for _, c := range cases {
		b := brands[c.folder]
		if (b.Logo != nil) != c.logo || (b.Reversed != nil) != c.reversed {
			t.Errorf("%s: logo %t, reversed %t", c.folder, b.Logo != nil, b.Reversed != nil)
			continue
		}
		for _, m := range []*Mark{b.Logo, b.Reversed} {
			if m != nil && (m.Ratio() < c.narrowest || m.Ratio() > c.widest) {
				t.Errorf("%s: %s should have a ratio of %.2f to %.2f, and has %.2f", c.folder, c.kind, c.narrowest, c.widest, m.Ratio())
			}
		}
		files, _ := fs.Glob(shipped, path.Join(c.folder, "logo*.svg"))
		for _, name := range files {
			data, _ := fs.ReadFile(shipped, name)
			colours := map[string]bool{}
			for _, hex := range fill.FindAllString(string(data), -1) {
				colours[hex] = true
			}
			if len(colours) < c.fewestColours || len(colours) > c.mostColours {
				t.Errorf("%s: %s with %d colours", name, c.kind, len(colours))
			}
		}
	}
	if hospice := brands["samples/example-hospice"]; !hospice.Reversed.White() {
		t.Error("the hospice's mark isn't white")
	}
}

func TestTheSamplesCoverTheHardCases(t *testing.T) {
	brands := sampleBrands(t)
	if c := brands["samples/example-hospice"].Colours.Primary; c != (color.NRGBA{255, 255, 0, 255}) {
		t.Errorf("the hospice is %v, not pure yellow", c)
	}
	if n := utf8.RuneCountInString(brands["samples/sample-village-day-centres"].Name); n != 70 {
		t.Errorf("the longest name has %d letters, wanted 70", n)
	}
	if name := brands["samples/ty-dwr-sample-charity"].Name; !strings.Contains(name, "ŷ") || !strings.Contains(name, "ŵ") {
		t.Errorf("%q has no ŷ and ŵ", name)
	}
	lightest, darkest, bare := 0.0, 1.0, 0
	marked, worded := 0, 0
	for _, b := range brands {
		l := colour.ToLCH(b.Colours.Primary).L
		lightest, darkest = max(lightest, l), min(darkest, l)
		if b.Fields["report_email"] == "" && b.Fields["helpdesk"] == "" {
			bare++
		}
		for _, p := range b.Partners {
			marked += count(p.Logo != nil)
			worded += count(p.Logo == nil)
		}
	}
	if lightest < 0.85 || darkest > 0.35 {
		t.Errorf("the primaries go from %.2f to %.2f in lightness", darkest, lightest)
	}
	if bare == 0 || marked == 0 || worded == 0 {
		t.Errorf("%d samples without contacts, %d partners with a logo and %d without", bare, marked, worded)
	}
}

func TestTheSamplesReadAndShow(t *testing.T) {
	for dir, b := range sampleBrands(t) {
		r := b.Colours
		for _, role := range RoleNames() {
			ground, _ := r.Named(role)
			if c := colour.Contrast(colour.On(ground, r.Paper, r.Ink, r.Deep), ground); c < colour.AA {
				t.Errorf("%s: words on %s have %.2f", dir, role, c)
			}
		}
		if c := colour.Contrast(r.Ink, r.Paper); c < colour.AAA {
			t.Errorf("%s: ink on paper has %.2f", dir, c)
		}
		marks := []*Mark{b.Logo, b.Reversed}
		for _, p := range b.Partners {
			marks = append(marks, p.Logo)
		}
		for _, m := range marks {
			if m != nil && m.Contrast(m.Plate(r.Paper, r.Deep)) < colour.AALarge {
				t.Errorf("%s: %s has %.2f on its plate", dir, m.Alt, m.Contrast(m.Plate(r.Paper, r.Deep)))
			}
		}
	}
}

func TestTheSamplesLogosAreOutlinesOnly(t *testing.T) {
	err := fs.WalkDir(shipped, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".svg" {
			return err
		}
		data, err := fs.ReadFile(shipped, name)
		for _, banned := range []string{"<text", "<image", "<script", "<style", "href", "font-"} {
			if strings.Contains(string(data), banned) {
				t.Errorf("%s: holds %s", name, banned)
			}
		}
		if !strings.Contains(string(data), "<title>") || len(data) > 20_000 {
			t.Errorf("%s: has no title, or %d bytes", name, len(data))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
