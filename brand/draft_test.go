package brand

import (
	"errors"
	"image/color"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/text/language"

	"kic/fonts"
	"kic/render/definition"
)

// oddTOML is right, and uses what the samples don't.
const oddTOML = `name = "ਦੇਖਭਾਲ Care"
slug = "odd"
languages = ["cy", "en-GB"]
logo = { file = 'logo.svg', reversed = "art/white.svg" } # on one line
fonts.heading = "Noto Sans"
fonts.body = "Source Sans 3"
[colours]
primary = "#06c"
secondary = "#012"
accent = "#FFFF00"
paper = "#FFFEF5"
ink = "#111"
[contact]
report_email = "a@b.example"
helpdesk = "01632 960 000, option 2"
[fields]
"a_1" = "one"
[[partner]]
name = "Sample One"
[[partner]]
name = "Sample Two"
logo = "logo.svg"
`

// definitions are those of all samples and others that are right, each in a folder "north", with logos that are quickly drawn.
func definitions(t *testing.T) map[string]fstest.MapFS {
	t.Helper()
	all := map[string]fstest.MapFS{"full": brandFS(fullTOML), "odd": brandFS(oddTOML), "name alone": brandFS(`name = "North"`)}
	for _, dir := range sampleFolders() {
		data, err := fs.ReadFile(shipped, path.Join(dir, FileName))
		if err != nil {
			t.Fatal(err)
		}
		files := brandFS(string(data))
		logos, _ := fs.Glob(shipped, path.Join(dir, "*.svg"))
		for _, name := range logos {
			files["north/"+path.Base(name)] = &fstest.MapFile{Data: []byte(someSVG)}
		}
		all[dir] = files
	}
	return all
}

// usable says what of a brand can't be laid out or drawn.
func usable(t *testing.T, b *Brand) {
	t.Helper()
	if strings.TrimSpace(b.Name) == "" || b.ShortName == "" || utf8.RuneCountInString(b.Name) > maxName || b.Fields["name"] != b.Name || b.Fields["short_name"] != b.ShortName {
		t.Errorf("it is called %q, in short %q, in words %v", b.Name, b.ShortName, b.Fields)
	}
	if !slugShape.MatchString(b.Slug) || len(b.Slug) > maxSlug || reservedShape.MatchString(b.Slug) {
		t.Errorf("its slug is %q", b.Slug)
	}
	if len(b.Languages) == 0 || len(b.Languages) > maxLanguages || b.Language != b.Languages[0] {
		t.Errorf("it speaks %q of %q", b.Language, b.Languages)
	}
	for _, tag := range b.Languages {
		if _, err := language.Parse(tag); err != nil {
			t.Errorf("it speaks %q: %v", tag, err)
		}
	}
	for _, role := range RoleNames() {
		if c, _ := b.Colours.Named(role); c.A != 255 {
			t.Errorf("%s is %v", role, c)
		}
	}
	if b.Colours != Derive(b.Given) {
		t.Errorf("its colours %v don't follow from what is given, %v", b.Colours, b.Given)
	}
	for _, key := range colourKeys {
		if c, _ := b.Given.named(key); c != (color.NRGBA{}) && c.A != 255 {
			t.Errorf("the given %s is %v", key, c)
		}
	}
	for _, family := range []string{b.Heading, b.Body} {
		if !slices.Contains(fonts.Shipped(), family) {
			t.Errorf("there is no font %q", family)
		}
	}
	for key, words := range b.Fields {
		if words == "" || utf8.RuneCountInString(words) > maxField {
			t.Errorf("field %s has %q", key, words)
		}
	}
	for _, p := range b.Partners {
		if p.Name == "" {
			t.Errorf("partner %+v has no name", p)
		}
	}
	for key := range b.Links {
		if b.Fields[key] == "" {
			t.Errorf("%s leads somewhere, but there is none", key)
		}
	}
}

// checkDraft holds that a draft is usable, and what Load makes of the same definition.
func checkDraft(t *testing.T, files fstest.MapFS, dir string) (*Brand, error) {
	t.Helper()
	b, err := Draft(files, dir)
	loaded, strict := Load(files, dir)
	if !reflect.DeepEqual(err, strict) || err != nil && loaded != nil {
		t.Errorf("Draft says\n%v\nLoad says\n%v", err, strict)
	}
	if err == nil && !reflect.DeepEqual(b, loaded) {
		t.Errorf("without a mistake, Draft gives\n%+v\nLoad gives\n%+v", b, loaded)
	}
	if b == nil {
		t.Errorf("there is no brand, as %v", err)
		return &Brand{}, err
	}
	usable(t, b)
	return b, err
}

var assignment = regexp.MustCompile(`(?m)^( *)("?[a-z_.0-9]+"?)( *= *)(.*)$`)

func TestADraftWithAMistakeIsABrandAllTheSame(t *testing.T) {
	long := `"` + strings.Repeat("long ", 400) + `"`
	values := map[string]bool{ // and whether each is wrong for every key
		`7`: true, `true`: true, `2026-01-01`: true, `{ a = 1 }`: true, `[[1]]`: true, `[""]`: true, `""`: true, `"  "`: true, long: true, "\"a\u202Eb\"": true,
		`"/etc/logo.svg"`: false, `"../secret.svg"`: false, `"no-such.svg"`: false, `"notes.txt"`: false, `'C:\logo.svg'`: false, `"https://a.example/l.svg"`: false,
		`"#12345"`: false, `"#777777"`: false, `"blue"`: false, `"CON"`: false, `"english"`: false, `["cy", "xx-", "cy"]`: false, `["a", "b", "c"]`: false, `[]`: false,
	}
	tried := slices.Sorted(maps.Keys(values))
	for what, files := range definitions(t) {
		every := 2
		if strings.Contains(what, "sample") || what == "." {
			every = 10 // their keys are much the same, and each has its turn of the values
		}
		if _, err := checkDraft(t, files, "north"); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		whole := string(files["north/brand.toml"].Data)
		for i, at := range assignment.FindAllStringSubmatchIndex(whole, -1) {
			broken := func(with string, from, to int, wrong bool) {
				was, key := whole[at[2]:at[1]], whole[at[4]:at[5]]
				again := maps.Clone(files)
				again["north/brand.toml"] = &fstest.MapFile{Data: []byte(whole[:from] + with + whole[to:])}
				if _, err := checkDraft(t, again, "north"); err == nil && wrong {
					t.Errorf("%s: %q with %s has no mistake", what, was, with)
				}
				if t.Failed() {
					t.Fatalf("%s: %s with %s in place of %q", what, key, with, was)
				}
			}
			for j, value := range tried {
				if wrong := values[value]; (i+j)%every == 0 {
					broken(value, at[8], at[9], wrong)
				}
			}
			broken(`"Unknown key"`, at[4], at[5], true)
			broken("# left out", at[0], at[1], false)
		}
		for name := range files { // each file in turn is missing, and is another
			if !strings.HasSuffix(name, ".svg") {
				continue
			}
			for _, data := range []string{"", "GIF89a....", someSVG[:40]} {
				again := maps.Clone(files)
				again[name] = &fstest.MapFile{Data: []byte(data)}
				checkDraft(t, again, "north")
			}
			again := maps.Clone(files)
			delete(again, name)
			checkDraft(t, again, "north")
		}
	}
}

func TestADraftLeavesOutWhatIsWrongAndNothingElse(t *testing.T) {
	whole, err := Load(brandFS(fullTOML), "north")
	if err != nil {
		t.Fatal(err)
	}
	gone := func(b *Brand, key string) { delete(b.Fields, key); delete(b.Links, key) }
	for mistake, c := range map[string]struct {
		old, new string
		want     func(b *Brand)
	}{
		"a name that is missing": {`name = "North Example Care"`, "", func(b *Brand) { b.Name, b.Fields["name"] = "north", "north" }},
		"a name of a wrong type": {`name = "North Example Care"`, "name = 7", func(b *Brand) { b.Name, b.Fields["name"] = "north", "north" }},
		"a name that is too long": {`"North Example Care"`, `"` + strings.Repeat("x", maxName+1) + `"`,
			func(b *Brand) { b.Name, b.Fields["name"] = "north", "north" }},
		"a short name that is long": {`"North Example"`, `"North Example Care and More"`, func(b *Brand) { b.ShortName, b.Fields["short_name"] = b.Name, b.Name }},
		"a slug":                    {`"north-example"`, `"North!"`, func(b *Brand) { b.Slug = "north-example-care" }},
		"a slug of Windows":         {`"north-example"`, `"nul"`, func(b *Brand) { b.Slug = "north-example-care" }},
		"a language":                {`"cy"`, `"welsh"`, func(b *Brand) { b.Language, b.Languages = "en-GB", []string{"en-GB"} }},
		"a logo that isn't there":   {`file = "logo.svg"`, `file = "lago.svg"`, func(b *Brand) { b.Logo = nil }},
		"a logo that can't be read": {`"art/white.svg"`, `"notes.txt"`, func(b *Brand) { b.Reversed = nil }},
		"an alternative text":       {`alt = "North Example"`, `alt = " "`, func(b *Brand) { b.Logo.Alt, b.Reversed.Alt = b.Name, b.Name }},
		"a primary":                 {`"#005EB8"`, `"navy"`, func(b *Brand) { b.Given.Primary = color.NRGBA{}; b.Colours = Derive(b.Given) }},
		"an accent":                 {`"#FFB81C"`, `"#FFB8"`, func(b *Brand) { b.Given.Accent = color.NRGBA{}; b.Colours = Derive(b.Given) }},
		"a dark paper":              {"[fonts]", "paper = \"#777777\"\n[fonts]", func(b *Brand) {}},
		"a light ink":               {"[fonts]", "ink = \"#CCCCCC\"\n[fonts]", func(b *Brand) {}},
		"a font":                    {`"Source Sans 3"`, `"Sauce Sans"`, func(b *Brand) { b.Heading, b.Body = fonts.DefaultFamily, fonts.DefaultFamily }},
		"too many font files": {"[contact]", `files = ["` + strings.Repeat(`a.ttf", "`, maxFonts) + "a.ttf\"]\n[contact]",
			func(b *Brand) { b.Heading, b.Body = fonts.DefaultFamily, fonts.DefaultFamily }},
		"an email address":      {`"report@north.example"`, `"report at north"`, func(b *Brand) { gone(b, "report_email") }},
		"a page":                {`"https://north.example/security"`, `"north.example/security"`, func(b *Brand) { gone(b, "intranet") }},
		"a contact":             {`"01632 960 123"`, "\"\"", func(b *Brand) { gone(b, "helpdesk") }},
		"a field":               {`"the Head of IT"`, "1", func(b *Brand) { gone(b, "security_lead") }},
		"a field's key":         {"security_lead =", `"Security lead" =`, func(b *Brand) { gone(b, "security_lead") }},
		"a partner":             {`name = "Sample Council"`, "", func(b *Brand) { b.Partners = nil }},
		"too many partners":     {"[[partner]]", strings.Repeat("[[partner]]\nname = \"A\"\n", maxPartners) + "[[partner]]", func(b *Brand) { b.Partners = nil }},
		"a partner's logo":      {"name = \"Sample Council\"\nlogo = \"logo.svg\"", "name = \"Sample Council\"\nlogo = \"../secret.svg\"", func(b *Brand) { b.Partners[0].Logo = nil }},
		"a key that is new":     {"[logo]", "colour = \"x\"\n[logo]", func(b *Brand) {}},
		"two kinds of language": {`language = "cy"`, "language = \"cy\"\nlanguages = [\"ur\", \"urdu!\"]", func(b *Brand) { b.Language, b.Languages = "ur", []string{"ur"} }},
	} {
		if !strings.Contains(fullTOML, c.old) {
			t.Fatalf("%s: %q is not in the definition", mistake, c.old)
		}
		got, err := checkDraft(t, brandFS(strings.Replace(fullTOML, c.old, c.new, 1)), "north")
		if err == nil {
			t.Errorf("%s: is no mistake", mistake)
		}
		want, _ := Load(brandFS(fullTOML), "north")
		c.want(want)
		if !reflect.DeepEqual(stripped(got), stripped(want)) {
			t.Errorf("%s: got\n%+v\nwanted\n%+v", mistake, stripped(got), stripped(want))
		}
	}
	if again, _ := Load(brandFS(fullTOML), "north"); !reflect.DeepEqual(again, whole) {
		t.Error("a brand has changed meanwhile")
	}
}

// stripped is a brand without empty lists in place of none, and without what it has from a sample.
func stripped(b *Brand) Brand {
	c := *b
	c.Leftovers = nil
	if len(c.Partners) == 0 {
		c.Partners = nil
	}
	return c
}

func TestADraftWithoutAFolderOfItsOwnHasANameToShow(t *testing.T) {
	for dir, want := range map[string][2]string{".": {"Your organisation", "your-organisation"}, "ਦੇ": {"Your organisation", "your-organisation"}, "a/West Care": {"west-care", "west-care"}} {
		b, err := checkDraft(t, fstest.MapFS{path.Join(dir, FileName): {Data: []byte("[colours]\nprimary = \"#005EB8\"\n")}}, dir)
		if err == nil || b.Name != want[0] || b.Slug != want[1] {
			t.Errorf("%s: is called %q with the slug %q, %v", dir, b.Name, b.Slug, err)
		}
	}
	if b, err := checkDraft(t, fstest.MapFS{FileName: {Data: []byte(`name = "ਦੇਖਭਾਲ"`)}}, "."); err == nil || b.Name != "ਦੇਖਭਾਲ" || b.Slug != "brand" {
		t.Errorf("a name without Latin letters: %q with the slug %q, %v", b.Name, b.Slug, err)
	}
}

func TestThereIsNoDraftOfWhatIsNotTOML(t *testing.T) {
	for what, files := range map[string]fstest.MapFS{"syntax": brandFS("name = \"North"), "nothing": brandFS(""), "no file": {}} {
		b, err := Draft(files, "north")
		_, strict := Load(files, "north")
		var problems definition.Problems
		if b != nil || !errors.As(err, &problems) || !reflect.DeepEqual(err, strict) {
			t.Errorf("%s: got %+v and %v, Load says %v", what, b, err, strict)
		}
	}
	if b, err := Draft(brandFS(fullTOML), "../north"); b != nil || err == nil {
		t.Errorf("outside: got %+v, %v", b, err)
	}
}
