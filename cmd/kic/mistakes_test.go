package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// right are definitions without a mistake.
var right = map[string]string{
	"brand.toml": `# Our hospice
name      = "Northgate Hospice"
slug      = "northgate"
languages = ["en-GB", "cy"]

[logo]
file = "logo.svg"
alt  = "Northgate"

[colours]
primary = "#005EB8"
accent  = "#FFB81C"

[contact]
report_email = "report@northgate.example"
helpdesk     = "01632 960 123"
`,
	"campaign.toml": `# Our campaign
name  = "Keep it safe"
looks = ["bold"]

[schedule]
weeks = 2

[[message]]
id       = "phishing"
name     = "Phishing"
headline = [
  "Look twice before you click",
  "Look twice",
]
action   = ["Report it to {report_email}", "Report it"]
alt      = "A hook"
[message.bulletin]
subject = "Look twice"
summary = "Odd messages are best reported."
body    = """
Some messages want your password.

Report them.
"""
[message.social]
default = "Look twice before you click."

[[message]]
id       = "passwords"
name     = "Passwords"
headline = ["Three random words"]
alt      = "A key"
`,
	"list.csv": `name,slug,logo.file,colours.primary,contact.report_email
Northgate Hospice,northgate,logos/northgate.png,#005EB8,report@northgate.example
Cafe Homes,cafe,cafe.png,#00703C,report@cafe.example
`,
}

// oversight is a mistake that somebody makes in a right definition.
type oversight struct {
	what, file string
	old, new   string // what is written otherwise; with an empty old the file holds new alone
}

var mistaken = []oversight{
	{"The closing quote is missing", "brand.toml", `"Northgate Hospice"`, `"Northgate Hospice`},
	{"The opening quote is missing", "brand.toml", `"Northgate Hospice"`, `Northgate Hospice"`},
	{"Text without quotes", "brand.toml", `"Northgate Hospice"`, `Northgate Hospice`},
	{"A colour without quotes", "brand.toml", `"#005EB8"`, `#005EB8`},
	{"Curly quotes, as Word makes them", "brand.toml", `"Northgate Hospice"`, `“Northgate Hospice”`},
	{"One curly quote", "brand.toml", `"Northgate Hospice"`, `"Northgate Hospice”`},
	{"Single curly quotes", "brand.toml", `"northgate"`, `‘northgate’`},
	{"An apostrophe between single quotes", "brand.toml", `"Northgate Hospice"`, `'Northgate's Hospice'`},
	{"Two quotes at each end", "brand.toml", `"Northgate Hospice"`, `""Northgate Hospice""`},
	{"A quote inside a wording", "campaign.toml", `"A hook"`, `"A "phishing" hook"`},
	{"A quote inside a wording of a list", "campaign.toml", `"Look twice before you click",`, `"Look "twice" before you click",`},
	{"A comma is missing in a list", "campaign.toml", `"Look twice before you click",`, `"Look twice before you click"`},
	{"A comma is missing in a list on one line", "campaign.toml", `{report_email}", "Report`, `{report_email}" "Report`},
	{"Semicolons in a list", "campaign.toml", `{report_email}", "Report`, `{report_email}"; "Report`},
	{"A quote is missing in a list", "campaign.toml", `{report_email}", "Report`, `{report_email}, "Report`},
	{"The closing bracket of a list is missing", "campaign.toml", "  \"Look twice\",\n]\n", "  \"Look twice\",\n"},
	{"The closing bracket of a list on one line is missing", "campaign.toml", `looks = ["bold"]`, `looks = ["bold"`},
	{"Round brackets round a list", "brand.toml", `["en-GB", "cy"]`, `("en-GB", "cy")`},
	{"A list without brackets", "brand.toml", `["en-GB", "cy"]`, `"en-GB", "cy"`},
	{"A colon for an equals sign", "brand.toml", `slug      = `, `slug: `},
	{"The equals sign is missing", "brand.toml", `slug      = `, `slug `},
	{"The equals sign and the quotes are missing", "brand.toml", `slug      = "northgate"`, `slug northgate`},
	{"Two equals signs", "brand.toml", `slug      = `, `slug == `},
	{"A comma after a value", "brand.toml", `"northgate"`, `"northgate",`},
	{"A semicolon after a value", "campaign.toml", `weeks = 2`, `weeks = 2;`},
	{"No value", "brand.toml", ` "northgate"`, ``},
	{"A key twice", "brand.toml", "[logo]\n", "name = \"Northgate\"\n\n[logo]\n"},
	{"A heading twice", "brand.toml", "[contact]\n", "[colours]\nink = \"#000000\"\n\n[contact]\n"},
	{"A heading without its closing bracket", "brand.toml", "[colours]", "[colours"},
	{"A heading without its opening bracket", "brand.toml", "[colours]", "colours]"},
	{"A heading in braces", "brand.toml", "[colours]", "{colours}"},
	{"A heading is deleted", "brand.toml", "[colours]\n", ""},
	{"A heading is spelt as in America", "brand.toml", "[colours]", "[colors]"},
	{"A key under the wrong heading", "brand.toml", "[contact]\n", "[contact]\nshort_name = \"Northgate\"\n"},
	{"Single brackets round a message", "campaign.toml", "[[message]]\nid       = \"passwords\"", "[message]\nid       = \"passwords\""},
	{"Double brackets round a table", "campaign.toml", "[schedule]", "[[schedule]]"},
	{"Brackets of a message that don't match", "campaign.toml", "[[message]]\nid       = \"passwords\"", "[[message]\nid       = \"passwords\""},
	{"A long text that isn't closed", "campaign.toml", "Report them.\n\"\"\"\n", "Report them.\n"},
	{"A wording over two lines", "campaign.toml", `"A hook"`, "\"A hook\non a line\""},
	{"A note without #", "brand.toml", `"northgate"`, `"northgate" – my notes`},
	{"A line of notes without #", "brand.toml", "# Our hospice", "– Our hospice, as of May\nand what to change"},
	{"A note as in other files", "brand.toml", "# Our hospice", "// Our hospice"},
	{"A space that is none, as web pages have them", "brand.toml", "slug      =", "slug\u00a0="},
	{"A path of Windows", "brand.toml", `"logo.svg"`, `"C:\Users\me\logo.svg"`},
	{"A folder of Windows", "brand.toml", `"logo.svg"`, `"logos\"`},
	{"A key of two words", "brand.toml", `report_email =`, `report email =`},
	{"Two keys on one line", "brand.toml", "\"Northgate Hospice\"\nslug", `"Northgate Hospice" slug`},
	{"A number with a unit", "campaign.toml", `weeks = 2`, `weeks = 2 weeks`},
	{"A number with a zero in front", "campaign.toml", `weeks = 2`, `weeks = 02`},
	{"A tab in a wording is no mistake, a backspace is", "campaign.toml", `"A hook"`, "\"A\thook\b\""},
	{"A list that is closed twice", "campaign.toml", `looks = ["bold"]`, `looks = ["bold"]]`},
	{"A date without quotes", "campaign.toml", `weeks = 2`, `start = 11 January 2027`},
	{"A brace that isn't closed", "campaign.toml", `{report_email}`, `{report_email`},
	{"A number in quotes", "campaign.toml", `weeks = 2`, `weeks = "2"`},
	{"A key that there isn't", "brand.toml", `helpdesk `, `help_desk `},
	{"A placeholder that there isn't", "campaign.toml", `{report_email}`, `{report_mail}`},
	{"A name with an escape sequence", "brand.toml", `"Northgate Hospice"`, "\"North\x1b[31mgate\""},
	{"A name with an escape sequence, written out", "brand.toml", `"Northgate Hospice"`, `"North\u001b[31mgate \u202e"`},
	{"A very long value", "brand.toml", `"#005EB8"`, `"` + strings.Repeat("blue and ", 40) + `"`},
	{"Several mistakes", "brand.toml", "\"northgate\"\nlanguages = [\"en-GB\", \"cy\"]\n\n[logo]\nfile = ", "northgate\nlanguages: [\"en-GB\" \"cy\"]\n\n[logo\nfile "},
	{"A document with formatting", "brand.toml", "", `{\rtf1\ansi name = "Northgate"}`},
	{"A Word document", "brand.toml", "", "PK\x03\x04\x14\x00word/document.xml"},
	{"A document of an old Word", "brand.toml", "", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"},
	{"A zip file", "brand.toml", "", "PK\x03\x04\x14\x00brand.toml"},
	{"A PDF", "brand.toml", "", "%PDF-1.7\n"},
	{"A web page", "brand.toml", "", "<!DOCTYPE html>\n<html>"},
	{"JSON", "brand.toml", "", "{\n  \"name\": \"Northgate\"\n}\n"},
	{"UTF-16, as Notepad calls Unicode", "brand.toml", "", wide("name = \"Northgate\"\n")},
	{"An old encoding", "brand.toml", "", "name = \"Caf\xe9\"\n"},
	{"An empty file", "brand.toml", "", "\n"},
	{"A logo of a list that isn't there", "list.csv", "logos/northgate.png", "dale.png"},
	{"A logo of a list in another folder", "list.csv", "logos/northgate.png", "northgate.png"},
	{"A column of a list that there isn't", "list.csv", "colours.primary", "colour.primary"},
	{"A column of a list without its heading", "list.csv", "logo.file", "logo"},
	{"A quote out of place in a list", "list.csv", "Cafe Homes", `Cafe "Corner Homes`},
	{"The same short name twice in a list", "list.csv", ",cafe,", ",northgate,"},
	{"A cell with an escape sequence", "list.csv", "Cafe Homes", "Cafe\x1b]0;owned\aHomes \u202e"},
	{"A comma in a cell of a list", "list.csv", "Cafe Homes", "Cafe Homes, Northgate"},
	{"A spreadsheet for a list", "list.csv", "", "PK\x03\x04\x14\x00xl/workbook.xml"},
}

func wide(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\uFEFF" + s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

const mistakesIntro = `# What goes wrong in a file, and what kic says

Each of these is a mistake that somebody can make in a brand.toml, a campaign.toml or a list, the lines in which it stands,
and what kic says of it. UPDATE=1 go test ./cmd/kic -run Mistakes writes this file.
`

// TestMistakesAreToldInPlainWords makes each mistake and compares what the program says with doc/mistakes.md.
func TestMistakesAreToldInPlainWords(t *testing.T) {
	file, err := filepath.Abs("doc/mistakes.md")
	if err != nil {
		t.Fatal(err)
	}
	var doc strings.Builder
	doc.WriteString(mistakesIntro)
	for _, s := range mistaken {
		text := s.new
		if s.old != "" {
			if strings.Count(right[s.file], s.old) != 1 {
				t.Fatalf("%s: %q isn't once in %s", s.what, s.old, s.file)
			}
			text = strings.Replace(right[s.file], s.old, s.new, 1)
		}
		said := tried(t, s.file, text)
		fmt.Fprintf(&doc, "\n## %s\n\n%s\n%s", s.what, excerpt(right[s.file], text), said)
		if said == "" {
			t.Errorf("%s: nothing is said", s.what)
		}
		for line := range strings.SplitSeq(strings.TrimSpace(said), "\n") {
			if n := strings.Count(line, s.file); !strings.HasPrefix(line, "kic: ") || n == 0 && !strings.Contains(line, "mistakes; nothing") || len(line) > 400 {
				t.Errorf("%s: %s", s.what, line)
			}
			if strings.ContainsAny(line, "\x1b\a\r\u202e") {
				t.Errorf("%s: %q would act on a terminal", s.what, line)
			}
		}
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(doc.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, wanted := strings.Split(doc.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(wanted)) {
		if i >= len(got) || i >= len(wanted) || got[i] != wanted[i] {
			t.Fatalf("%s:%d differs:\ngot  %s\nwant %s\nUPDATE=1 refreshes it", file, i+1, at(got, i), at(wanted, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the end)"
}

func TestRightDefinitionsHaveNoMistakes(t *testing.T) {
	for file, text := range right {
		if said := tried(t, file, text); said != "" {
			t.Errorf("%s:\n%s", file, said)
		}
	}
}

// tried is what the program says on the standard error of a definition.
func tried(t *testing.T, file, text string) string {
	t.Helper()
	dir := t.TempDir()
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>`
	for name, data := range map[string]string{file: text, "logo.svg": svg, "cafe.png": picture(t), "logos/northgate.png": picture(t)} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	args := []string{"kic", "list", "brands", "--brand", file}
	if file == "campaign.toml" {
		args = []string{"kic", "list", "messages"}
	}
	var stdout, stderr bytes.Buffer
	run(t.Context(), args, nil, &stdout, &stderr)
	if strings.ContainsAny(stdout.String(), "\x1b\a\u202e") {
		t.Errorf("%q would act on a terminal", stdout.String())
	}
	return stderr.String()
}

// picture is a logo of three squares, as a PNG.
func picture(t *testing.T) string {
	img := image.NewNRGBA(image.Rect(0, 0, 300, 100))
	for i := range img.Pix {
		img.Pix[i] = byte(255 * (i % 4 / 3 * (i / 400 % 2)))
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// excerpt are the lines of text that differ from those of right, with their numbers; of another file, how it begins.
func excerpt(right, text string) string {
	a, b := strings.Split(right, "\n"), strings.Split(text, "\n")
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	if from == 0 && len(b) < 4 {
		return fmt.Sprintf("    %+.60q\n", text)
	}
	end := 0
	for end < len(a)-from && end < len(b)-from && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	var out strings.Builder
	for n := max(0, from-1); n < min(len(b)-end+1, len(b)-1); n++ {
		line := fmt.Sprintf("%4d  %s", n+1, norm.NFC.String(b[n]))
		if r := []rune(line); len(r) > 120 {
			line = string(r[:120]) + "…"
		}
		out.WriteString("    " + strings.NewReplacer("\x1b", "␛", "\a", "␇", "\u202e", "⟲", "\u00a0", "⍽").Replace(line) + "\n")
	}
	return out.String()
}
