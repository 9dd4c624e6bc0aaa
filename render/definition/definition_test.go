package definition_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"kic/render/definition"
)

type words struct {
	Headline []string `toml:"headline"`
	Alt      string   `toml:"alt"`
}

type message struct {
	ID string `toml:"id"`
	words
	Social  map[string]string `toml:"social"`
	Box     *box              `toml:"box"`
	Tongues map[string]words  `toml:"*"`
}

type box struct {
	W float64 `toml:"w"`
	H float64 `toml:"h"`
}

type campaign struct {
	Name     string    `toml:"name"`
	Weeks    int       `toml:"weeks"`
	Small    int8      `toml:"small"`
	Loud     bool      `toml:"loud"`
	Boxes    []box     `toml:"boxes"`
	Messages []message `toml:"message"`
}

func TestDecodeFillsEveryKindOfField(t *testing.T) {
	const file = "\ufeff" + `
name = "Campaign"
weeks = 8
loud = true
boxes = [{w = 1, h = 2.5}]
[[message]]
id = "one"
headline = ["a", "b"]
social.x = "short"
box = {w = 3, h = 4}
[message.cy]
headline = ["c"]
alt = "d"
`
	var got campaign
	if _, err := definition.Decode("c.toml", []byte(file), &got); err != nil {
		t.Fatal(err)
	}
	want := campaign{Name: "Campaign", Weeks: 8, Loud: true, Boxes: []box{{1, 2.5}}, Messages: []message{{
		ID: "one", words: words{Headline: []string{"a", "b"}}, Social: map[string]string{"x": "short"},
		Box: &box{3, 4}, Tongues: map[string]words{"cy": {Headline: []string{"c"}, Alt: "d"}},
	}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestDecodeReportsEveryMistakeAtOnceWithItsLine(t *testing.T) {
	const file = `# a comment
nmae = "Campaign"
weeks = "eight"
small = 300
loud = "yes"
boxes = [{w = 1}, {w = nan}]

[[message]]
id = 7
headline = "one line"

[[message]]
id = "two"
headline = [
  "fine",  # a comment, with ] and "
  3,
]
headlin = ["x"]
[message.cy]
alt = 2026-11-23
[message.box]
z = 1
`
	var got campaign
	source, err := definition.Decode("c.toml", []byte(file), &got)
	want := `c.toml:2: nmae: no such key; did you mean "name"?
c.toml:3: weeks: is text, but a whole number is wanted here; write the number without quotes
c.toml:4: small: is the number 300, but a whole number is wanted here; write the number without quotes
c.toml:5: loud: is text, but true or false is wanted here; write true or false, without quotes
c.toml:6: boxes[2].w: is the number NaN, but a number is wanted here; write the number without quotes
c.toml:9: message[1].id: is the number 7, but text is wanted here; write it as "…"
c.toml:10: message[1].headline: is text, but a list of texts is wanted here; write it as ["…", "…"]
c.toml:16: message[2].headline[2]: is the number 3, but text is wanted here; write it as "…"
c.toml:18: message[2].headlin: no such key; did you mean "headline"?
c.toml:20: message[2].cy.alt: is a date or time, but text is wanted here; put it in quotes
c.toml:22: message[2].box.z: no such key; did you mean "w"?`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	if source == nil || got.Messages[1].ID != "two" || got.Messages[1].Headline[0] != "fine" {
		t.Errorf("what was right is lost: %+v", got)
	}
}

func TestDecodeRefusesWhatIsNotTOML(t *testing.T) {
	deep := "a = " + strings.Repeat("[", 40) + strings.Repeat("]", 40)
	cases := map[string]struct{ file, want string }{
		"empty file":          {"", "f.toml: is empty; kic init writes one to start from"},
		"blank file":          {" \n\t\n", "f.toml: is empty; kic init writes one to start from"},
		"UTF-16":              {"\xff\xfea\x00", "f.toml: is saved as UTF-16; save it as UTF-8: in Notepad choose File, Save as and Encoding: UTF-8"},
		"Windows-1252":        {"a = 1\nb = \"caf\xe9\"", "f.toml:2: is not UTF-8: it has a letter here as older programs save it; save it as UTF-8"},
		"zero byte":           {"a = 1\n\x00", "f.toml:2: holds a zero byte, so it is not text; open the .toml file in Notepad"},
		"deep arrays":         {deep, "f.toml:1: nests more than 32 deep"},
		"deep keys":           {strings.Repeat("a.", 40) + "a = 1", "f.toml:1: nests more than 32 deep"},
		"deep header":         {"\n[" + strings.Repeat("a.", 40) + "a]", "f.toml:2: nests more than 32 deep"},
		"too long":            {strings.Repeat("# long\n", 400_000), "f.toml: has 2800000 bytes, more than a definition may have (2097152)"},
		"curly quotes":        {"a = 1\nb = “x”", "f.toml:2: b: has the text in quotes of another kind: “; start and end"},
		"duplicate key":       {"a = 1\na = 2", "f.toml:2: a: is there already, on line 1; take one of the two out"},
		"unfinished":          {"a = [1,\n", "f.toml:1: a: is a list that is never closed"},
		"not TOML whatsoever": {"<html>", "f.toml: is a web page (HTML)"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			source, err := definition.Decode("f.toml", []byte(c.file), &campaign{})
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
			var problems definition.Problems
			if !errors.As(err, &problems) || source != nil {
				t.Errorf("got %T and source %v, want Problems alone", err, source)
			}
		})
	}
}

func TestAVeryLongReportIsCutShort(t *testing.T) {
	var b strings.Builder
	for i := range 250 {
		fmt.Fprintf(&b, "wrong-%d = 1\n", i)
	}
	_, err := definition.Decode("f.toml", []byte(b.String()), &campaign{})
	problems, _ := definition.Collect(err)
	if len(problems) != 101 || problems[100].What != "has 150 further problems" {
		t.Errorf("got %d problems, the last %q", len(problems), problems[len(problems)-1].What)
	}
}

func TestSourceKnowsTheLineOfEverything(t *testing.T) {
	const file = `title = "a" # 1
"quoted.key" = 1
'literal' . "dotted" = 2
text = """
[not.a.table]
x = 1 """
list = [
  1, [2,
  3],
  { inner = [
    4] },
]
literal2 = '''
it's ''quoted'''''
[b.c]
d = 1
[b]
e = 'x # not a comment'
[[m]]
id = 1
[m.sub]
k = "\"]"
[[m.parts]]
p = 1
[[m.parts]]
p = 2
[[m]]
id.deep = 2
`
	source, err := definition.Decode("f.toml", []byte(file), &struct {
		All map[string]any `toml:"*"`
	}{})
	_ = err // the target reads nothing; the index is what counts
	for path, want := range map[string]int{
		"title": 1, `"quoted.key"`: 2, "literal": 3, "literal.dotted": 3, "text": 4, "list": 7, "list[1]": 8, "list[2]": 8,
		"list[2][2]": 9, "list[3]": 10, "list[3].inner": 10, "list[3].inner[1]": 11, "literal2": 13, "b.c": 15, "b.c.d": 16, "b": 17, "b.e": 18,
		"m": 19, "m[1]": 19, "m[1].id": 20, "m[1].sub": 21, "m[1].sub.k": 22, "m[1].parts[1].p": 24, "m[1].parts[2]": 25, "m[1].parts[2].p": 26,
		"m[2]": 27, "m[2].id": 28, "m[2].id.deep": 28, "m[3]": 0, "not": 0, "b.x": 0, "list[0]": 0, "list[x]": 0, `"unclosed`: 0, "": 0,
	} {
		if got := source.Line(path); got != want {
			t.Errorf("Line(%s) = %d, want %d", path, got, want)
		}
	}
	if got, want := fmt.Sprint(source.Keys("m[1]")), "[id sub parts]"; got != want {
		t.Errorf("Keys(m[1]) = %s, want %s", got, want)
	}
	if p := source.Problem("m[2].missing", "add it", "is missing"); p.Line != 27 {
		t.Errorf("a missing key points at line %d, want that of its table, 27", p.Line)
	}
}

func TestANilSourceKnowsNothing(t *testing.T) {
	var s *definition.Source
	if s.Line("a") != 0 || s.Has("a") || s.Keys("") != nil || s.Problem("a", "", "b").Error() != ": a: b" {
		t.Error("a nil Source should know nothing")
	}
}

func TestTheShortestTextsOfAnotherEncodingAreTold(t *testing.T) {
	for text, want := range map[string]string{"\x00a\x00b": "UTF-16", "a\x00b\x00": "UTF-16", "\x00a\x00": "zero byte", "a\x00b": "zero byte", "a\x00": "zero byte"} {
		if _, err := definition.Decode("f.toml", []byte(text), &campaign{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

func TestAHeadingHasOneOrTwoBrackets(t *testing.T) {
	for heading, want := range map[string]string{"[[[message]]]": "has too many brackets", "[[[[message]]]]": "has too many brackets", "[[message]": "lacks its closing ]", "[message]]": "more closing brackets"} {
		if _, err := definition.Decode("f.toml", []byte(heading+"\n"), &campaign{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", heading, err, want)
		}
	}
}

func TestATextThatItsAuthorBrokeIsFollowedOver20Lines(t *testing.T) {
	for more, want := range map[int]string{1: "to line 2", 20: "to line 21", 21: "lacks its closing quote"} {
		file := "name = \"Small" + strings.Repeat("\nwords", more) + "\"\n"
		if _, err := definition.Decode("f.toml", []byte(file), &campaign{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("over %d lines: got %v, want %q", more, err, want)
		}
	}
}

func TestADefinitionIsReadUpToItsLimitsAndRefusedJustBeyond(t *testing.T) {
	sized := func(n int) string { return "#" + strings.Repeat("x", n-1) }
	deep := func(n int) string { return "name = " + strings.Repeat("[", n) + strings.Repeat("]", n) }
	for name, c := range map[string]struct{ read, refused, want string }{
		"2 MB":                {sized(2 << 20), sized(2<<20 + 1), "more than a definition may have"},
		"a key and 31 levels": {deep(31), deep(32), "nests more than 32 deep"},
	} {
		if _, err := definition.Decode("f.toml", []byte(c.read), &campaign{}); err != nil && strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: is refused: %v", name, err)
		}
		if _, err := definition.Decode("f.toml", []byte(c.refused), &campaign{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: a little more gives %v, want %q", name, err, c.want)
		}
	}
}

func TestAReportListsUpTo100Mistakes(t *testing.T) {
	for n, last := range map[int]string{100: "no such key", 101: "has 1 further problem"} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "wrong-%d = 1\n", i)
		}
		_, err := definition.Decode("f.toml", []byte(b.String()), &campaign{})
		if problems, _ := definition.Collect(err); len(problems) != n || !strings.HasPrefix(problems[n-1].What, last) {
			t.Errorf("%d mistakes give %d problems, the last %q", n, len(problems), problems[len(problems)-1].What)
		}
	}
}

// One letter of a short word may differ, two of one of four letters and three of one of eight.
func TestALongerNameHasRoomForMoreSlips(t *testing.T) {
	long := strings.Repeat("ab", 33)
	for _, c := range []struct {
		letters, slips int
	}{{1, 1}, {3, 1}, {4, 2}, {7, 2}, {8, 3}, {64, 3}} {
		for slips := range 5 {
			if slips > c.letters {
				continue
			}
			right := long[:c.letters]
			name := strings.Repeat("x", slips) + right[slips:]
			want := ""
			if slips <= c.slips {
				want = right
			}
			if got := definition.Nearest(name, []string{right}); got != want {
				t.Errorf("%d of %d letters differ: got %q, want %q", slips, c.letters, got, want)
			}
		}
	}
	if got := definition.Nearest(long[:64]+"x", []string{long[:65]}); got != "" {
		t.Errorf("a name of 65 letters is taken for %q", got)
	}
}

func TestNearestFindsWhatWasMeant(t *testing.T) {
	names := []string{"headline", "support", "colours", "report_email", "screensavers", "id", "cy"}
	for name, want := range map[string]string{
		"headlin": "headline", "headlines": "headline", "Headline": "headline", "haedline": "headline",
		"colors": "colours", "report-email": "report_email", "reportemail": "report_email", "screensaver": "screensavers",
		"ID": "id", "xx": "", "nothing like it": "", "": "", strings.Repeat("x", 100): "",
	} {
		if got := definition.Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzEveryKeyAndElementHasALine(f *testing.F) {
	for _, seed := range []string{
		"a = 1", "[a.b]\nc=[1,{d=\"\"\"x\"\"\"}]", "[[a]]\n[[a.b]]\nc.d='''x'''\n[a.e]", `"a\u0062" = "\\"`, "a=[[],[1,\n2]]#x\n",
		"a = { b = 1, # c\n c = 2 }", "''=1", "a = 1979-05-27 07:32:00Z", "[ a . 'b' ]\r\nx=\"\"\"\"\"\"\"\"", "a={}\n\"\"\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		var tree map[string]any
		source, _ := definition.Decode("f", []byte(src), &campaign{})
		if source == nil {
			return
		}
		text := strings.TrimPrefix(src, "\ufeff")
		if _, err := toml.Decode(text, &tree); err != nil {
			t.Fatalf("decoded what is not TOML: %v", err)
		}
		last := strings.Count(text, "\n") + 1
		checkLines(t, source, tree, "", 0, last)
	})
}

// checkLines holds that x and all in it have lines, inside the file, no element before its array's.
func checkLines(t *testing.T, source *definition.Source, x any, path string, from, last int) {
	if path != "" {
		line := source.Line(path)
		if line < max(from, 1) || line > last {
			t.Fatalf("%q is on line %d, want %d to %d", path, line, from, last)
		}
	}
	if table, ok := x.(map[string]any); ok {
		if got := source.Keys(path); len(got) != len(table) {
			t.Fatalf("%q has keys %q, want %d", path, got, len(table))
		}
		for key, value := range table {
			checkLines(t, source, value, definition.Join(path, key), 0, last)
		}
		return
	}
	if v := reflect.ValueOf(x); v.Kind() == reflect.Slice {
		for i := range v.Len() {
			checkLines(t, source, v.Index(i).Interface(), definition.Element(path, i), source.Line(path), last)
		}
		if source.Has(definition.Element(path, v.Len())) {
			t.Fatalf("%q has more elements than %d", path, v.Len())
		}
	}
}
