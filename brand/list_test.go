package brand

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"kic/render/definition"
)

// listFS is a folder "network" with a list and two logos in it.
func listFS(list string) fstest.MapFS {
	return fstest.MapFS{
		"network/brands.csv":        {Data: []byte(list)},
		"network/logos/north.svg":   {Data: []byte(someSVG)},
		"network/logos/damaged.svg": {Data: []byte("<svg")},
		"secret.svg":                {Data: []byte(someSVG)},
	}
}

func entriesOf(t testing.TB, list string) []Entry {
	t.Helper()
	entries, err := LoadList(listFS(list), "network/brands.csv")
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

const fullList = `name,slug,language,logo.file,colours.primary,fonts.heading,contact.report_email,contact.helpdesk,partner.2.name,partner.1.name,partner.1.logo,security_lead,fields.site
North Example,north,cy,logos/north.svg,#005EB8,Source Sans 3,report@north.example,"01632
960 123",Second Sample,First Sample,logos/north.svg,the Head of IT,Ward 1
South Example,,,,,,,,,,,,
`

func TestAListGivesABrandForEachRow(t *testing.T) {
	entries := entriesOf(t, fullList)
	if len(entries) != 2 {
		t.Fatalf("got %d entries", len(entries))
	}
	for i, want := range []struct {
		row        int
		name, slug string
	}{{2, "North Example", "north"}, {3, "South Example", "south-example"}} {
		if e := entries[i]; e.Row != want.row || e.Name != want.name || e.Slug != want.slug || e.Err != nil {
			t.Errorf("entry %d: %d %q %q %v", i, e.Row, e.Name, e.Slug, e.Err)
		}
	}
	b, err := entries[0].Load()
	if err != nil {
		t.Fatal(err)
	}
	if b.Logo == nil || b.Logo.Alt != "North Example" || b.Language != "cy" || b.Heading != "Source Sans 3" || b.Given.Primary != blue || b.Dir != "network" {
		t.Errorf("got %+v", b)
	}
	if b.Fields["helpdesk"] != "01632 960 123" || b.Fields["security_lead"] != "the Head of IT" || b.Fields["site"] != "Ward 1" {
		t.Errorf("fields %v", b.Fields)
	}
	if len(b.Partners) != 2 || b.Partners[0].Name != "First Sample" || b.Partners[0].Logo == nil || b.Partners[1].Name != "Second Sample" || b.Partners[1].Logo != nil {
		t.Errorf("partners %+v", b.Partners)
	}
	if b, err := entries[1].Load(); err != nil || b.Logo != nil || len(b.Fields) != 2 || b.Language != "en-GB" {
		t.Errorf("got %+v, %v", b, err)
	}
}

func TestAListReadsWhatSpreadsheetsWrite(t *testing.T) {
	const plain = "name,colours.primary\nTŷ “Gwyn” Example,#005EB8\n"
	const latin = "name,colours.primary\nCafé “Gwyn” Example,#005EB8\n"
	swap := func(s, comma string) string { return strings.ReplaceAll(s, ",", comma) }
	windows, err := charmap.Windows1252.NewEncoder().String(latin)
	if err != nil {
		t.Fatal(err)
	}
	var wide bytes.Buffer
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(swap(plain, "\t")))...) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	for what, c := range map[string]struct{ list, name string }{
		"UTF-8":                {plain, "Tŷ “Gwyn” Example"},
		"a byte order mark":    {"\xEF\xBB\xBF" + plain, "Tŷ “Gwyn” Example"},
		"Windows-1252":         {windows, "Café “Gwyn” Example"},
		"UTF-16 with tabs":     {wide.String(), "Tŷ “Gwyn” Example"},
		"semicolons":           {swap(plain, ";"), "Tŷ “Gwyn” Example"},
		"tabs":                 {swap(plain, "\t"), "Tŷ “Gwyn” Example"},
		"carriage returns":     {strings.ReplaceAll(plain, "\n", "\r\n"), "Tŷ “Gwyn” Example"},
		"a separator's name":   {"sep=;\r\n" + swap(plain, ";"), "Tŷ “Gwyn” Example"},
		"no line break at end": {strings.TrimSuffix(plain, "\n"), "Tŷ “Gwyn” Example"},
		"capitals and spaces":  {" Name , Colours.Primary \nA Example  , #005EB8\n", "A Example"},
		"empty columns":        {"name,colours.primary,,\nA Example,#005EB8,,\n,,,\n\n", "A Example"},
		"commas in quotes":     {"\"name\";\"colours.primary\"\n\"Example, of \"\"A\"\"\";#005EB8\n", `Example, of "A"`},
	} {
		entries, err := LoadList(listFS(c.list), "network/brands.csv")
		if err != nil || len(entries) != 1 || entries[0].Err != nil || entries[0].Name != c.name || entries[0].Row != 2 {
			t.Errorf("%s: got %+v, %v", what, entries, err)
			continue
		}
		if b, err := entries[0].Load(); err != nil || b.Given.Primary != blue {
			t.Errorf("%s: loaded %+v, %v", what, b, err)
		}
	}
}

func TestARowsMistakesAreItsOwn(t *testing.T) {
	list := `name,slug,logo.file,colours.primary,contact.report_email,partner.1.name,partner.1.logo
Good Example,good,logos/north.svg,#005EB8,,,
,,,red,nobody,,
"Long
Example",good,,,,,
Lost Example,,logos/gone.svg,,,,
Thief Example,,../secret.svg,,,,
Partner Example,,,,,,logos/north.svg
Quote "Example,,,,,,
Wide Example,,,,,,,surplus
Also Good Example,,,,,,
`
	want := [][]string{
		nil,
		{"brands.csv:3: name: is missing", `brands.csv:3: colours.primary: "red" is not a colour`, `brands.csv:3: contact.report_email: "nobody" is not an email address`},
		{`brands.csv:5: slug: "good" is that of row 2 as well (row 4 of the table); give this row another`},
		{`brands.csv:6: logo.file: "logos/gone.svg" is not in the list's folder`},
		{`brands.csv:7: logo.file: "../secret.svg" leads out of the list's folder`},
		{"brands.csv:8: partner.1.name: is missing"},
		{"brands.csv:9: has a quote out of place"},
		{`brands.csv:10: "surplus" stands in a column without a name`},
		nil,
	}
	entries := entriesOf(t, list)
	if len(entries) != len(want) {
		t.Fatalf("got %d entries, wanted %d", len(entries), len(want))
	}
	for i, e := range entries {
		if e.Row != i+2 {
			t.Errorf("entry %d is row %d", i, e.Row)
		}
		if want[i] == nil && e.Err != nil {
			t.Errorf("row %d: %v", e.Row, e.Err)
		}
		for _, w := range want[i] {
			if e.Err == nil || !strings.Contains(e.Err.Error(), w) {
				t.Errorf("row %d:\n  got    %v\n  wanted %s", e.Row, e.Err, w)
			}
		}
		if ps, rest := definition.Collect(e.Err); rest != nil || len(ps) != len(want[i]) {
			t.Errorf("row %d has %d problems and %v, wanted %d", e.Row, len(ps), rest, len(want[i]))
		}
		if _, err := e.Load(); (err != nil) != (e.Err != nil) {
			t.Errorf("row %d: loading gives %v", e.Row, err)
		}
	}
}

func TestAListAsAWholeIsCheckedFirst(t *testing.T) {
	for what, c := range map[string]struct{ list, want string }{
		"nothing":              {"", "brands.csv: is empty"},
		"blank lines":          {"\n\n", "is empty"},
		"no rows":              {"name,slug\n", "has no rows"},
		"no names":             {"slug\na\n", "name: there is no such column"},
		"no header":            {"North Example,north\nSouth Example,south\n", "North Example: no such column"},
		"a slip":               {"name,colour.primary\nA,#fff\n", `colour.primary: no such column; did you mean "colours.primary"?`},
		"a slip like a field":  {"name,shortname\nA,B\n", `did you mean "short_name"? A field of your own would be "fields.shortname"`},
		"half a name":          {"name,logo\nA,a.svg\n", `logo: no such column; did you mean "logo.file"?`},
		"the other half":       {"name,primary\nA,#fff\n", `primary: no such column; did you mean "colours.primary"?`},
		"a field that is none": {"name,report_email\nA,B\n", `did you mean "contact.report_email"?`},
		"a column twice":       {"name,site,fields.site\nA,B,C\n", "fields.site: is the name of two columns"},
		"many partners":        {"name,partner.13.name\nA,B\n", "at most 12 partners"},
		"many columns":         {"name" + strings.Repeat(",", 300) + "\nA\n", "has 301 columns; use at most 250"},
		"a workbook":           {"PK\x03\x04....", "is a spreadsheet; save it as"},
		"a picture":            {"\x89PNG\x00\x00", "is not a text file"},
	} {
		entries, err := LoadList(listFS(c.list), "network/brands.csv")
		if err == nil || !strings.Contains(err.Error(), c.want) || entries != nil {
			t.Errorf("%s:\n  got    %v and %d entries\n  wanted %s", what, err, len(entries), c.want)
		}
		if _, rest := definition.Collect(err); rest != nil {
			t.Errorf("%s: is no definition.Problems but %v", what, rest)
		}
	}
	if _, err := LoadList(listFS(""), "network/none.csv"); err == nil || !strings.Contains(err.Error(), "network/none.csv: there is no such file") {
		t.Errorf("a missing list: %v", err)
	}
	if _, err := OpenList(filepath.Join(t.TempDir(), "nowhere", "brands.csv")); err == nil || !strings.Contains(err.Error(), "its folder can't be read") {
		t.Errorf("a missing folder: %v", err)
	}
}

func TestAnOpenQuoteIsToldOfWhereItStarts(t *testing.T) {
	entries := entriesOf(t, "name,slug\nA Example,a\n\"B Example,b\nC Example,c\n")
	last := entries[len(entries)-1]
	if len(entries) != 2 || last.Err == nil || !strings.Contains(last.Err.Error(), "brands.csv:3: has a quote that is not closed properly, up to line") {
		t.Errorf("got %d entries, %v", len(entries), last.Err)
	}
}

func TestALogoIsReadOnlyWhenItsRowIsLoaded(t *testing.T) {
	entries := entriesOf(t, "name,logo.file\nA Example,logos/damaged.svg\nB Example,logos/north.svg\n")
	if entries[0].Err != nil {
		t.Fatalf("the logo was read early: %v", entries[0].Err)
	}
	if _, err := entries[0].Load(); err == nil || !strings.Contains(err.Error(), "network/brands.csv:2: logo.file: ") {
		t.Errorf("a damaged logo: got %v", err)
	}
	if b, err := entries[1].Load(); err != nil || b.Logo == nil {
		t.Errorf("got %v, %v", b, err)
	}
}

func TestAListOnDiskStaysInItsFolder(t *testing.T) {
	dir := t.TempDir()
	files := listFS("name,logo.file\nA Example,logos/north.svg\nB Example,out.svg\n")
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	linked := os.Symlink("../secret.svg", filepath.Join(dir, "network", "out.svg")) == nil
	entries, err := OpenList(filepath.Join(dir, "network", "brands.csv"))
	if err != nil || len(entries) != 2 {
		t.Fatalf("got %v, %v", entries, err)
	}
	if b, err := entries[0].Load(); err != nil || b.Logo == nil {
		t.Errorf("got %v, %v", b, err)
	}
	if linked && (entries[1].Err == nil || !strings.Contains(entries[1].Err.Error(), "leads out of the list's folder")) {
		t.Errorf("a link that leads out: %v", entries[1].Err)
	}
}

func TestTheTemplateIsAList(t *testing.T) {
	files := fstest.MapFS{"list.csv": {Data: ListTemplate()}}
	entries, err := LoadList(files, "list.csv")
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	if b, err := entries[0].Load(); err != nil || b.Fields["report_email"] == "" {
		t.Errorf("got %+v, %v", b, err)
	}
	head, _, _ := bytes.Cut(bytes.TrimPrefix(ListTemplate(), []byte("\xEF\xBB\xBF")), []byte("\r\n"))
	have := map[string]bool{}
	for name := range strings.SplitSeq(string(head), ",") {
		have[name] = true
	}
	for _, c := range keyColumns {
		if !have[c.name] {
			t.Errorf("the template has no column %s", c.name)
		}
	}
}

// longList is a list with so many rows, each with a logo.
func longList(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("name,slug,logo.file,colours.primary,contact.report_email,contact.helpdesk,site\n")
	for i := range rows {
		fmt.Fprintf(&b, "Example Home %d,home-%d,logos/north.svg,#%06X,report@home%d.example,01632 960 123,Ward %d\n", i, i, i*797%0xFFFFFF, i, i)
	}
	return b.Bytes()
}

func TestAListHasItsLimits(t *testing.T) {
	if _, err := LoadList(listFS(string(longList(MaxListRows+1))), "network/brands.csv"); err == nil || !strings.Contains(err.Error(), "has more than 50000 rows") {
		t.Errorf("got %v", err)
	}
	if _, err := LoadList(listFS(strings.Repeat("\n", MaxListBytes+1)), "network/brands.csv"); err == nil || !strings.Contains(err.Error(), "more than is read (64 MB)") {
		t.Errorf("got %v", err)
	}
}

func FuzzLoadList(f *testing.F) {
	f.Add([]byte("name;slug\nA;a\nB;a\n")) // short seeds: long ones keep the fuzzer busy with shortening them
	f.Add([]byte("name,partner.1.name,site\n\"A, B\",C,D\n"))
	f.Add([]byte("sep=\t\nname\tlogo.file\n\"A\nB\"\t../secret.svg\n\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := LoadList(listFS(string(data)), "network/brands.csv")
		if (err == nil) == (len(entries) == 0) {
			t.Errorf("%d entries and %v", len(entries), err)
		}
		if _, rest := definition.Collect(err); rest != nil {
			t.Errorf("the error is no definition.Problems: %v", rest)
		}
		slugs := map[string]bool{}
		for i, e := range entries {
			if i > 0 && e.Row <= entries[i-1].Row {
				t.Errorf("row %d follows row %d", e.Row, entries[i-1].Row)
			}
			if e.Err == nil && (e.Name == "" || slugs[e.Slug] || !slugShape.MatchString(e.Slug)) {
				t.Errorf("accepted %+v", e)
			}
			if e.Err == nil {
				slugs[e.Slug] = true
			}
			if _, err := e.Load(); e.Err != nil && err == nil {
				t.Errorf("row %d loads in spite of %v", e.Row, e.Err)
			}
		}
	})
}

func BenchmarkLoadList20000Rows(b *testing.B) {
	b.ReportAllocs()
	files := fs.FS(listFS(string(longList(20_000))))
	for b.Loop() {
		if entries, err := LoadList(files, "network/brands.csv"); err != nil || len(entries) != 20_000 {
			b.Fatal(len(entries), err)
		}
	}
}
