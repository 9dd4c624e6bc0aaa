package brand

import (
	"errors"
	"image/color"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"kic/fonts"
	"kic/render/colour"
	"kic/render/definition"
)

const someSVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path fill="#005EB8" d="M1 1H29V9H1Z"/></svg>`

const fullTOML = `name = "North Example Care"
short_name = "North Example"
slug = "north-example"
language = "cy"

[logo]
file = "logo.svg"
reversed = "art/white.svg"
alt = "North Example"

[colours]
primary = "#005EB8"
accent = "#FFB81C"

[fonts]
heading = "Source Sans 3"

[contact]
report_email = "report@north.example"
helpdesk = "01632 960 123"
intranet = "https://north.example/security"
governance = "the governance lead"

[fields]
security_lead = "the Head of IT"

[[partner]]
name = "Sample Council"
logo = "logo.svg"
`

// brandFS is a file system with a brand's folder "north"; a definition in it is given whole.
func brandFS(definition string) fstest.MapFS {
	return fstest.MapFS{
		"north/brand.toml":    {Data: []byte(definition)},
		"north/logo.svg":      {Data: []byte(someSVG)},
		"north/art/white.svg": {Data: []byte(strings.Replace(someSVG, "#005EB8", "#fff", 1))},
		"north/notes.txt":     {Data: []byte("some notes")},
		"secret.svg":          {Data: []byte(someSVG)},
	}
}

func TestABrandIsReadWhole(t *testing.T) {
	b, err := Load(brandFS(fullTOML), "north")
	if err != nil {
		t.Fatal(err)
	}
	if b.Name != "North Example Care" || b.ShortName != "North Example" || b.Slug != "north-example" || b.Language != "cy" {
		t.Errorf("names: %+v", b)
	}
	if b.Heading != "Source Sans 3" || b.Body != "Source Sans 3" {
		t.Errorf("fonts: %q and %q", b.Heading, b.Body)
	}
	if b.Logo == nil || b.Reversed == nil || b.Logo.Alt != "North Example" || !b.Reversed.White() || b.Logo.White() {
		t.Errorf("logos: %+v, %+v", b.Logo, b.Reversed)
	}
	want := map[string]string{
		"name": "North Example Care", "short_name": "North Example", "report_email": "report@north.example", "helpdesk": "01632 960 123",
		"intranet": "https://north.example/security", "governance": "the governance lead", "security_lead": "the Head of IT",
	}
	if !maps.Equal(b.Fields, want) {
		t.Errorf("fields: got %v, wanted %v", b.Fields, want)
	}
	links := map[string]string{"report_email": "mailto:report@north.example", "helpdesk": "tel:01632960123", "intranet": "https://north.example/security"}
	if !maps.Equal(b.Links, links) {
		t.Errorf("links: got %v, wanted %v", b.Links, links)
	}
	if len(b.Partners) != 1 || b.Partners[0].Name != "Sample Council" || b.Partners[0].Logo.Alt != "Sample Council" {
		t.Errorf("partners: %+v", b.Partners)
	}
	if b.Colours.Primary != (color.NRGBA{0x00, 0x5E, 0xB8, 0xFF}) || b.Given.Secondary.A != 0 {
		t.Errorf("colours: %+v", b.Given)
	}
}

func TestANameIsEnough(t *testing.T) {
	b, err := Load(fstest.MapFS{"brand.toml": {Data: []byte(`name = "Tŷ Gwyn & Sons’ Home"`)}}, ".")
	if err != nil {
		t.Fatal(err)
	}
	if b.Slug != "ty-gwyn-and-sons-home" || b.ShortName != b.Name || b.Language != "en-GB" || b.Heading != fonts.DefaultFamily || b.Body != fonts.DefaultFamily {
		t.Errorf("got %+v", b)
	}
	if b.Logo != nil || b.Colours.Primary != housePrimary || len(b.Fields) != 2 {
		t.Errorf("got %+v", b)
	}
}

func TestTheFolderNamesABrandWhoseNameHasNoLatinLetters(t *testing.T) {
	files := fstest.MapFS{"gwent/brand.toml": {Data: []byte(`name = "ਦੇਖਭਾਲ"`)}, "ਦੇ/brand.toml": {Data: []byte(`name = "ਦੇਖਭਾਲ"`)}}
	if b, err := Load(files, "gwent"); err != nil || b.Slug != "gwent" {
		t.Errorf("got %+v, %v", b, err)
	}
	if _, err := Load(files, "ਦੇ"); err == nil || !strings.Contains(err.Error(), "slug: is missing, and the name has no letters to make it from") {
		t.Errorf("got %v", err)
	}
}

func TestNamesBecomeFolders(t *testing.T) {
	for name, want := range map[string]string{
		"North Example": "north-example", "  A -- b  ": "a-b", "Ysgol Pêl-droed": "ysgol-pel-droed", "Ward & Co.": "ward-and-co", "St Mary's": "st-marys",
		"CON": "brand-con", "Com1": "brand-com1", "日本": "", "...": "", "½": "1-2",
		"The Sample Federation of Family Doctors in North and East Exampleshire": "the-sample-federation-of-family-doctors-in-north-and-east",
	} {
		if got := Slug(name); got != want {
			t.Errorf("%q: got %q, wanted %q", name, got, want)
		}
	}
}

func TestEveryMistakeIsFoundWithItsPlace(t *testing.T) {
	replace := func(old, new string) string {
		if !strings.Contains(fullTOML, old) {
			t.Fatalf("%q is not in the definition", old)
		}
		return strings.Replace(fullTOML, old, new, 1)
	}
	cases := map[string]struct{ file, want string }{
		"an unknown key":          {replace("short_name", "shortname"), `north/brand.toml:2: shortname: no such key; did you mean "short_name"?`},
		"American spelling":       {replace("[colours]", "[colors]"), `north/brand.toml:11: colors: no such key; did you mean [colours]?`},
		"a wrong type":            {replace(`"cy"`, "4"), "north/brand.toml:4: language: is the number 4, but text is wanted here"},
		"no name":                 {replace(`name = "North Example Care"`, ""), "name: is missing"},
		"an empty name":           {replace(`"North Example Care"`, `"  "`), "north/brand.toml:1: name: is missing"},
		"a name without end":      {replace("North Example Care", strings.Repeat("Care ", 40)), "has 199 characters; use at most 120"},
		"a name that hides":       {replace("North Example Care", `North \u202EExample`), "holds the character U+202E"},
		"a short name that isn't": {replace(`"North Example"`, `"The North of Example and its Care Homes"`), "is longer than the name"},
		"a slug with capitals":    {replace(`"north-example"`, `"North_Example"`), `north/brand.toml:3: slug: "North_Example" is not fit for a folder's name; did you mean "north-example"?`},
		"a slug that climbs":      {replace(`"north-example"`, `"../etc"`), `did you mean "etc"?`},
		"a slug of Windows":       {replace(`"north-example"`, `"nul"`), `"nul" is a name that Windows keeps for itself`},
		"a slug without end":      {replace(`"north-example"`, `"`+strings.Repeat("a", 61)+`"`), "has 61 characters; use at most 60"},
		"an empty slug":           {replace(`"north-example"`, `""`), "slug: is empty"},
		"no letters for a slug":   {"name = \"ਦੇਖਭਾਲ\"\n[logo]\nfile = \"logo.svg\"", ""},
		"English":                 {replace(`"cy"`, `"English"`), `did you mean "en-GB"?`},
		"three languages":         {replace(`language = "cy"`, `languages = ["cy", "en-GB", "ur"]`), "languages: names 3; name at most 2"},
		"a language twice":        {replace(`language = "cy"`, `languages = ["cy", "cy"]`), `languages[2]: "cy" is there already; remove one`},
		"no languages":            {replace(`language = "cy"`, `languages = []`), "languages: is empty"},
		"language and languages":  {replace(`language = "cy"`, "language = \"cy\"\nlanguages = [\"cy\", \"en\"]"), "language: is there as well as languages"},
		"one of two languages":    {replace(`language = "cy"`, `languages = ["cy", "welsh"]`), `did you mean "cy"?`},
		"not a language":          {replace(`"cy"`, `"Cymraeg, please"`), "is not a language tag"},
		"a colour by name":        {replace(`"#005EB8"`, `"red"`), `north/brand.toml:12: colours.primary: "red" is not a colour; write it as "#RRGGBB", such as "#FF0000"`},
		"an empty colour":         {replace(`"#005EB8"`, `""`), `colours.primary: "" is not a colour`},
		"no primary":              {replace("primary = \"#005EB8\"\n", ""), "colours.primary: is missing"},
		"a dark page":             {replace("accent", "paper = \"#222222\"\naccent"), "too dark for a page"},
		"pale ink":                {replace("accent", "ink = \"#DDDDDD\"\naccent"), "too light for words"},
		"a missing logo":          {replace(`"logo.svg"`, `"lgo.svg"`), `north/brand.toml:7: logo.file: "lgo.svg" is not in the brand's folder; did you mean "logo.svg"?`},
		"another ending":          {replace(`"logo.svg"`, `"logo.png"`), `did you mean "logo.svg"?`},
		"no such logo":            {replace(`"art/white.svg"`, `"elsewhere/emblem.svg"`), `logo.reversed: "elsewhere/emblem.svg" is not in the brand's folder; copy it there`},
		"an empty logo":           {replace(`"logo.svg"`, `""`), "logo.file: is empty"},
		"a logo table alone":      {"name = \"A\"\n[logo]\nalt = \"A\"", "logo.file: is missing"},
		"a logo that climbs":      {replace(`"logo.svg"`, `"../secret.svg"`), `"../secret.svg" leads out of the brand's folder`},
		"a logo that hides it":    {replace(`"logo.svg"`, `"art/../../secret.svg"`), "leads out of the brand's folder"},
		"an absolute logo":        {replace(`"logo.svg"`, `"/etc/passwd"`), `"/etc/passwd" is a path from elsewhere`},
		"a logo on a drive":       {replace(`"logo.svg"`, `"C:\\logo.svg"`), "is a path from elsewhere"},
		"a logo at home":          {replace(`"logo.svg"`, `"~/logo.svg"`), "is a path from elsewhere"},
		"a backslash":             {replace(`"art/white.svg"`, `"art\\white.svg"`), `write "art/white.svg"`},
		"a logo on the web":       {replace(`"logo.svg"`, `"https://example.org/logo.svg"`), "is an address; nothing is fetched"},
		"a logo in the text":      {replace(`"logo.svg"`, `"data:image/png;base64,AAAA"`), "is an address; nothing is fetched"},
		"a folder for a logo":     {replace(`"art/white.svg"`, `"art"`), `"art" is a folder`},
		"words for a logo":        {replace(`"logo.svg"`, `"notes.txt"`), `"notes.txt" is not a picture`},
		"a font unknown":          {replace("Source Sans 3", "Sauce Sans 3"), `fonts.heading: no font is called "Sauce Sans 3"; did you mean "Source Sans 3"?`},
		"a licensed font":         {replace("Source Sans 3", "Frutiger"), `no font is called "Frutiger"; use one of Atkinson Hyperlegible Next, `},
		"a missing font":          {replace("Source Sans 3", "Own.ttf"), `fonts.heading: "Own.ttf" is not in the brand's folder`},
		"a font that is none":     {strings.Replace(replace("Source Sans 3", "notes.ttf"), "x", "x", 1), `"notes.ttf"`},
		"no email":                {replace("report@north.example", "report at north"), `contact.report_email: "report at north" is not an email address`},
		"an email with a name":    {replace("report@north.example", "IT <it@north.example>"), "is not an email address"},
		"no page":                 {replace("https://north.example/security", "north.example/security"), `did you mean "https://north.example/security"?`},
		"a page that runs":        {replace("https://north.example/security", "javascript:alert(1)"), "is not the address of a page"},
		"a page with a password":  {replace("https://north.example/security", "https://a:b@north.example/"), "is not the address of a page"},
		"a page with a quote":     {replace("https://north.example/security", `https://north.example/\"onclick`), "is not the address of a page"},
		"an empty contact":        {replace(`"01632 960 123"`, `""`), "contact.helpdesk: is empty"},
		"a line break":            {replace(`"01632 960 123"`, `"01632\n960 123"`), "holds the character U+000A"},
		"a field of another name": {replace("security_lead", "helpdesk"), "fields.helpdesk: is not a field of its own; give it as helpdesk under [contact]"},
		"a field in capitals":     {replace("security_lead", "SecurityLead"), `"SecurityLead" can't be a placeholder`},
		"a partner without name":  {replace(`name = "Sample Council"`, ""), "partner[1].name: is missing"},
		"a partner's lost logo":   {replace("logo = \"logo.svg\"\n", "logo = \"x.svg\"\n"), `partner[1].logo: "x.svg" is not in the brand's folder`},
		"too many partners":       {fullTOML + strings.Repeat("[[partner]]\nname = \"A\"\n", 12), "are 13; name at most 12"},
	}
	for name, c := range cases {
		_, err := Load(brandFS(c.file), "north")
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: is refused: %v", name, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s:\n  got    %v\n  wanted %s", name, err, c.want)
		}
		if ps, rest := definition.Collect(err); rest != nil || len(ps) == 0 {
			t.Errorf("%s: is no definition.Problems but %v", name, rest)
		}
	}
}

func TestAllMistakesComeTogether(t *testing.T) {
	_, err := Load(brandFS("nam = \"A\"\nslug = \"A B\"\nlanguage = \"xx-yy\"\n[logo]\nfile = \"../a.svg\"\n[colours]\nprimary = \"red\"\npaper = 3\n[contact]\nintranet = \"x\"\n"), "north")
	ps, rest := definition.Collect(err)
	if rest != nil || len(ps) != 8 {
		t.Errorf("got %d problems and %v, wanted 8:\n%v", len(ps), rest, ps)
	}
	for i := range ps[1:] {
		if ps[i].Line > ps[i+1].Line {
			t.Errorf("out of order:\n%v", ps)
		}
	}
}

func TestAMissingDefinitionIsExplained(t *testing.T) {
	for name, want := range map[string]string{"south": "south/brand.toml: there is no such file; kic init writes one", "../north": "is not a folder's path"} {
		if _, err := Load(brandFS(fullTOML), name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, wanted %s", name, err, want)
		}
	}
	if _, err := Load(fstest.MapFS{"brand.toml": {}}, "."); err == nil || !strings.Contains(err.Error(), "brand.toml: is empty") {
		t.Errorf("an empty one: got %v", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "nowhere")); err == nil || !strings.Contains(err.Error(), "there is no such brand folder; kic init makes one") {
		t.Errorf("no folder: got %v", err)
	}
}

// writeBrand makes a network's folder with the brand "north" in it and a secret beside it.
func writeBrand(t *testing.T) (network string) {
	t.Helper()
	network = t.TempDir()
	if err := os.CopyFS(network, brandFS(fullTOML)); err != nil {
		t.Fatal(err)
	}
	return network
}

func TestABrandIsOpenedByItsFolderOrItsFile(t *testing.T) {
	north := filepath.Join(writeBrand(t), "north")
	for _, name := range []string{north, filepath.Join(north, "brand.toml")} {
		b, err := Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if b.Dir != north || b.Slug != "north-example" {
			t.Errorf("%s: folder %q, slug %q", name, b.Dir, b.Slug)
		}
	}
}

func TestLinksStayInTheFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	cases := map[string]struct{ target, want string }{
		"to a neighbour's file": {"../secret.svg", "is a link that leads out of the brand's folder"},
		"to an absolute path":   {"/etc/hostname", "is a link that leads out of the brand's folder"},
		"through a folder":      {"up/secret.svg", "is a link that leads out of the brand's folder"},
		"to itself":             {"link.svg", "is a link that leads to itself"},
		"to nothing":            {"gone.svg", "is not in the brand's folder"},
		"to a file beside it":   {"art/white.svg", ""},
		"up and down again":     {"art/../logo.svg", ""},
	}
	for name, c := range cases {
		network := writeBrand(t)
		north := filepath.Join(network, "north")
		for link, target := range map[string]string{"link.svg": c.target, "up": ".."} {
			if err := os.Symlink(target, filepath.Join(north, link)); err != nil {
				t.Fatal(err)
			}
		}
		edited := strings.Replace(fullTOML, `"logo.svg"`, `"link.svg"`, 1)
		if err := os.WriteFile(filepath.Join(north, "brand.toml"), []byte(edited), 0o644); err != nil {
			t.Fatal(err)
		}
		open := func() error { _, err := Open(north); return err }
		load := func() error { _, err := Load(os.DirFS(network), "north"); return err }
		for way, read := range map[string]func() error{"opened": open, "loaded from the network's folder": load} {
			err := read()
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("a link %s, %s: got %v, wanted %q", name, way, err, c.want)
			}
		}
	}
}

func TestHugeFilesAreNotRead(t *testing.T) {
	north := filepath.Join(writeBrand(t), "north")
	if err := os.Truncate(filepath.Join(north, "logo.svg"), maxLogoBytes+1); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(north); err == nil || !strings.Contains(err.Error(), "has 20.0 MB, more than is read (20 MB)") {
		t.Errorf("got %v", err)
	}
}

// endless is a file that is longer than it says.
type endless struct{ fs.FS }

func (e endless) Open(name string) (fs.File, error) {
	f, err := e.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".svg") {
		return f, err
	}
	return endlessFile{f}, nil
}

type endlessFile struct{ fs.File }

func (endlessFile) Read(p []byte) (int, error) { return len(p), nil }

func TestAFileThatLiesAboutItsSizeIsNotReadForEver(t *testing.T) {
	if _, err := Load(endless{brandFS(fullTOML)}, "north"); err == nil || !strings.Contains(err.Error(), "more than is read") {
		t.Errorf("got %v", err)
	}
}

func TestAnOwnFontIsRead(t *testing.T) {
	set := fonts.Default()
	face := set.Chain("Source Sans 3", 700)[0]
	files := brandFS("name = \"A\"\n[fonts]\nheading = \"own/Bold.ttf\"\nbody = \"Atkinson Hyperlegible Next\"\nfiles = [\"own/Bold.ttf\"]\n")
	files["north/own/Bold.ttf"] = &fstest.MapFile{Data: face.Data()}
	b, err := Load(files, "north")
	if err != nil {
		t.Fatal(err)
	}
	if b.Heading != face.Family || b.Body != fonts.DefaultFamily || len(b.Faces) != 1 {
		t.Errorf("heading %q, body %q, %d faces", b.Heading, b.Body, len(b.Faces))
	}
	if own, ok := b.Fonts(set).Face(face.ID); !ok || own != b.Faces[0] {
		t.Error("the set doesn't hold the brand's own face")
	}
	files["north/own/Bold.ttf"] = &fstest.MapFile{Data: []byte("no font at all")}
	if _, err := Load(files, "north"); err == nil || !strings.Contains(err.Error(), "own/Bold.ttf") {
		t.Errorf("a font that is none: got %v", err)
	}
}

func TestTheDefaultBrandIsComplete(t *testing.T) {
	b, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if b.Slug != "example-care-partnership" || b.Logo == nil || b.Reversed == nil {
		t.Errorf("got %q with logos %v and %v", b.Slug, b.Logo != nil, b.Reversed != nil)
	}
	for _, key := range []string{"name", "short_name", "report_email", "helpdesk", "intranet", "governance"} {
		if b.Fields[key] == "" {
			t.Errorf("it has no %s", key)
		}
	}
	if c := b.Logo.Contrast(b.Colours.Paper); c < colour.AALarge {
		t.Errorf("its logo has %.2f on paper", c)
	}
	for _, ground := range []color.NRGBA{b.Colours.Primary, b.Colours.PrimaryDark, b.Colours.Deep} {
		if c := b.Reversed.Contrast(ground); c < colour.AALarge {
			t.Errorf("its reversed logo has %.2f on %v", c, ground)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(fullTOML))
	f.Add([]byte("name = \"A\"\n[logo]\nfile = \"art/../logo.svg\"\n[colours]\nprimary = \"rgb(1,2,3)\"\n"))
	f.Add([]byte("name = \"\\u0000\"\nslug = \"aux\"\n[[partner]]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Load(brandFS(string(data)), "north")
		if err != nil {
			var problems definition.Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Errorf("the error is %T: %v", err, err)
			}
			return
		}
		if b.Name == "" || !slugShape.MatchString(b.Slug) || reservedShape.MatchString(b.Slug) || b.Language == "" || b.Heading == "" || b.Colours.Deep.A != 255 {
			t.Errorf("accepted %+v", b)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}
