package brand

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// renamed is the folder of a sample whose organisation has another name.
func renamed(t *testing.T, dir, name string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	entries, err := fs.ReadDir(shipped, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		data, err := shipped.ReadFile(path.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files["b/"+e.Name()] = &fstest.MapFile{Data: data}
	}
	own, err := Load(shipped, dir)
	if err != nil {
		t.Fatal(err)
	}
	data := string(files["b/"+FileName].Data)
	at := strings.Index(data, "\nname")
	files["b/"+FileName].Data = []byte(data[:at] + strings.Replace(data[at:], own.Name, name, 1))
	return files
}

// keysOf are the keys of what was left, errors in front of colours.
func keysOf(b *Brand) (keys, colours []string) {
	for _, l := range b.Leftovers {
		if l.Colour {
			colours = append(colours, l.Key)
		} else {
			keys = append(keys, l.Key)
		}
	}
	slices.Sort(keys)
	return keys, colours
}

func TestEverythingOfEverySampleIsToldUnderAnotherName(t *testing.T) {
	const name = "The Northern Federation of Village Halls, Gardens and Day Rooms for Everybody Who Lives There"
	for dir, sample := range sampleBrands(t) {
		if len(sample.Leftovers) > 0 {
			t.Errorf("%s: as itself it has %v left", dir, sample.Leftovers)
		}
		b, err := Load(renamed(t, dir, name), "b")
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		src := sourceKeys(t, dir)
		keys, colours := keysOf(b)
		if want := slices.DeleteFunc(slices.Clone(src), func(k string) bool { return strings.HasPrefix(k, "colours.") }); !slices.Equal(keys, want) {
			t.Errorf("%s: told of\n%q, want\n%q", dir, keys, want)
		}
		if given := len(src) - len(keys); given > 1 && len(colours) != given || given == 1 && len(colours) > 0 {
			t.Errorf("%s: gives %d colours, told of %q", dir, given, colours)
		}
		for _, l := range b.Leftovers {
			if l.File != "b/brand.toml" || l.Line == 0 || l.Remedy == "" || !strings.Contains(l.What, "the sample organisation ") {
				t.Errorf("%s: %s", dir, l)
			}
		}
	}
}

// sourceKeys are the keys of a sample that nobody else has a use for, sorted.
func sourceKeys(t *testing.T, dir string) []string {
	t.Helper()
	b, err := Load(shipped, dir)
	if err != nil {
		t.Fatal(err)
	}
	data, _ := shipped.ReadFile(path.Join(dir, FileName))
	var keys []string
	table, partner := "", 0
	for line := range strings.SplitSeq(string(data), "\n") {
		key, _, isKey := strings.Cut(line, "=")
		key = strings.TrimSpace(key)
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "[[partner]]":
			partner++
			table = fmt.Sprintf("partner[%d].", partner)
		case strings.HasPrefix(line, "["):
			table = strings.Trim(line, "[]") + "."
		case isKey && key != "language" && table != "fonts." && table+key != "name":
			keys = append(keys, table+key)
		}
	}
	if len(keys) == 0 {
		t.Fatalf("%s: no keys in %s", dir, b.Name)
	}
	slices.Sort(keys)
	return keys
}

func TestTheListToStartFromIsToldUnderAnotherName(t *testing.T) {
	list := strings.Replace(string(ListTemplate()), "Example House, Sampleton", "Northern Trust, anywhere", 1)
	entries, err := LoadList(fstest.MapFS{"list.csv": {Data: []byte(list)}}, "list.csv")
	if err != nil {
		t.Fatal(err)
	}
	b, err := entries[0].Load()
	if err != nil {
		t.Fatal(err)
	}
	keys, colours := keysOf(b)
	want := []string{"contact.governance", "contact.helpdesk", "contact.intranet", "contact.report_email", "partner.1.name", "short_name", "slug"}
	if !slices.Equal(keys, want) || !slices.Equal(colours, []string{"colours.primary", "colours.accent"}) {
		t.Errorf("got %q and %q", keys, colours)
	}
	for _, l := range b.Leftovers {
		if l.File != "list.csv" || l.Line != 2 {
			t.Errorf("%s", l)
		}
	}
}

func TestWhatAnybodyMayHaveIsNotLeft(t *testing.T) {
	cases := map[string]string{
		"colours that many have":                `[colours]` + "\n" + `primary = "#005EB8"` + "\n" + `secondary = "#003087"` + "\n" + `accent = "#41B6E6"` + "\n" + `ink = "#212B32"`,
		"one colour of a sample that has one":   `[colours]` + "\n" + `primary = "#FFFF00"`,
		"three of four colours":                 `[colours]` + "\n" + `primary = "#C4162A"` + "\n" + `secondary = "#7A0F1E"` + "\n" + `ink = "#3A2A2C"`,
		"words that many say":                   `[contact]` + "\n" + `governance = "the Information Governance team"`,
		"another number, of as many digits":     `[contact]` + "\n" + `helpdesk = "01632 960 124"`,
		"an address that only looks like it":    `[contact]` + "\n" + `report_email = "report@my-example-carer.example"`,
		"a short name that is part of the name": `short_name = "Example Care"`,
	}
	for name, words := range cases {
		files := fstest.MapFS{"b/brand.toml": {Data: []byte("name = \"North Example Care\"\n" + words)}}
		b, err := Load(files, "b")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(b.Leftovers) > 0 {
			t.Errorf("%s: told of %v", name, b.Leftovers)
		}
	}
}

func TestTheTemplateLeavesThreeLinesToChange(t *testing.T) {
	files := fstest.MapFS{}
	template, err := Template()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range template {
		files["b/"+name] = &fstest.MapFile{Data: data}
	}
	b, err := Load(files, "b")
	if err != nil {
		t.Fatal(err)
	}
	if b.Slug != "example-care-partnership" || b.Logo == nil || b.Reversed != nil || len(b.Links) > 0 || len(b.Leftovers) > 0 {
		t.Errorf("%q, logo %t, reversed %t, %v, %v left", b.Slug, b.Logo != nil, b.Reversed != nil, b.Links, b.Leftovers)
	}
	text := string(template[FileName])
	for _, line := range [][2]string{{`"Example Care Partnership"   # in full`, `"Northern Trust"   #`}, {`"logo.svg"`, `"own.svg"`}, {`"#1F5FA6"`, `"#7C2855"`}} {
		text = strings.Replace(text, line[0], line[1], 1)
	}
	files["b/brand.toml"] = &fstest.MapFile{Data: []byte(text)}
	files["b/own.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z"/></svg>`)}
	if b, err = Load(files, "b"); err != nil || len(b.Leftovers) > 0 {
		t.Errorf("with the three lines changed: %v, %v left", err, b)
	}

	// Whoever changes the name alone is told of the other two.
	text = strings.Replace(string(template[FileName]), "Example Care Partnership", "Northern Trust", 1)
	files["b/brand.toml"] = &fstest.MapFile{Data: []byte(text)}
	if b, err = Load(files, "b"); err != nil {
		t.Fatal(err)
	}
	if keys, colours := keysOf(b); !slices.Equal(keys, []string{"logo.file"}) || !slices.Equal(colours, []string{"colours.primary"}) {
		t.Errorf("with the name changed: told of %q and %q", keys, colours)
	}
}
