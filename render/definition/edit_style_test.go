package definition_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"kic/render/definition"
)

// The edits of the tests, in short.
func set(path string, v any) definition.Edit {
	return definition.Edit{Op: definition.Set, Path: path, Value: v}
}
func insert(path string, v any) definition.Edit {
	return definition.Edit{Op: definition.Insert, Path: path, Value: v}
}
func appended(path string, v any) definition.Edit {
	return definition.Edit{Op: definition.Append, Path: path, Value: v}
}
func remove(path string) definition.Edit { return definition.Edit{Op: definition.Remove, Path: path} }

func TestNewTextLooksLikeItsNeighbours(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		edit definition.Edit
		want string
	}{
		"basic":                       {`a = "x" # c`, set("a", `say "\"`), `a = "say \"\\\"" # c`},
		"literal":                     {`a='x'`, set("a", `C:\new`), `a='C:\new'`},
		"literal can't":               {`a = 'x'`, set("a", "it's"), `a = "it's"`},
		"many lines stay":             {"a = \"\"\"\nx\n\"\"\"\n", set("a", "y"), "a = \"\"\"\ny\"\"\"\n"},
		"many lines raw":              {"a = '''\nx'''\n", set("a", "C:\\y\nz\n"), "a = '''\nC:\\y\nz\n'''\n"},
		"one line becomes many":       {"a = \"x\"\r\n", set("a", "y\nz\n"), "a = \"\"\"\r\ny\r\nz\r\n\"\"\"\r\n"},
		"none in a list":              {"a = ['x']\n", set("a[1]", "y\nz"), "a = [\"y\\nz\"]\n"},
		"many lines without a break":  {`a = """x"""`, set("a", "\ny"), "a = \"\"\"\n\ny\"\"\""},
		"three quotes":                {`a = """x"""`, set("a", `"""" "`), `a = """""\"" \""""`},
		"another type":                {"a = 'x'\nb = 1 # c\n", set("b", "y"), "a = 'x'\nb = 'y' # c\n"},
		"a bool":                      {"a = 'x' #", set("a", true), "a = true #"},
		"a number":                    {"a = 0x10 # c", set("a", -3), "a = -3 # c"},
		"a list for a text":           {"a = 'x'\n", set("a", []string{"b", "c"}), "a = ['b', 'c']\n"},
		"a text for a list":           {"a = [\n\"x\", # c\n]\n", set("a", "b"), "a = \"b\"\n"},
		"elements that stay":          {"a = [\n  'x', # 1\n  'y', # 2\n  'z'  # 3\n]\n", set("a", []string{"x", "new", "z"}), "a = [\n  'x', # 1\n  'new', # 2\n  'z'  # 3\n]\n"},
		"one less":                    {"a = [\n  'x', # 1\n  'y', # 2\n  'z'  # 3\n]\n", set("a", []string{"x", "y"}), "a = [\n  'x', # 1\n  'y' # 2\n]\n"},
		"one more":                    {"a = [\n  'x', # 1\n  'y'  # 2\n]\n", set("a", []string{"x", "y", "z"}), "a = [\n  'x', # 1\n  'y',  # 2\n  'z'\n]\n"},
		"a comma at the end":          {"a = [\n\t'x',\n]\n", appended("a", "y"), "a = [\n\t'x',\n\t'y',\n]\n"},
		"one line":                    {"a = [ 'x','y' ]", insert("a[2]", "z"), "a = [ 'x','z','y' ]"},
		"first":                       {"a = [\n  # c\n  'x' ]", insert("a[1]", "z"), "a = [\n  # c\n  'z',\n  'x' ]"},
		"empty":                       {"a = [ ]", appended("a", 1), "a = [1]"},
		"empty over lines":            {"[t]\n  a = [\n    # c\n  ]", appended("t.a", "x"), "[t]\n  a = [\n    # c\n    \"x\",\n  ]"},
		"inline":                      {"a = { x = 1 }", insert("a.y", "z"), `a = { x = 1, y = "z" }`},
		"inline, empty":               {"a = {}", insert("a.'y", 2), `a = { "'y" = 2 }`},
		"inline, deeper":              {"a = [{ x = 1 }]", insert("a[1].y.z", 2), "a = [{ x = 1, y.z = 2 }]"},
		"inline, out":                 {"a = { x = 1, y = 2 }", remove("a.x"), "a = { y = 2 }"},
		"inline, last out":            {"a = { x = 1, y = 2 }", remove("a.y"), "a = { x = 1 }"},
		"dotted":                      {"a.x = 1\na.y = 2\nb = 3\n", insert("a.z", 4), "a.x = 1\na.y = 2\na.z = 4\nb = 3\n"},
		"dotted, out":                 {"a.x = 1\nb = 3\na.y = 2\n", remove("a"), "b = 3\n"},
		"aligned":                     {"[t]\nab   = 1\nabcd = 2\n", insert("t.x", 3), "[t]\nab   = 1\nabcd = 2\nx    = 3\n"},
		"aligned, but too long":       {"ab   = 1\nabcd = 2\n", insert("abcdef", 3), "ab   = 1\nabcd = 2\nabcdef = 3\n"},
		"not aligned":                 {"ab=1\nabcd=2\n", insert("x", 3), "ab=1\nabcd=2\nx=3\n"},
		"aligned further up":          {"ab   = 1\nabcd = 2\n\nabcdef = 3\n", insert("x", 3), "ab   = 1\nabcd = 2\n\nabcdef = 3\nx = 3\n"},
		"tabs":                        {"[t]\n\ta = 1\n", insert("t.b", 2), "[t]\n\ta = 1\n\tb = 2\n"},
		"CRLF":                        {"[t]\r\na = 1\r\n", insert("t.b", 2), "[t]\r\na = 1\r\nb = 2\r\n"},
		"no final line end":           {"[t]\r\na = 1", insert("t.b", 2), "[t]\r\na = 1\r\nb = 2"},
		"the last line out":           {"[t]\r\na = 1\r\nb = 2", remove("t.b"), "[t]\r\na = 1"},
		"byte order mark":             {"\ufeff[t]\n", insert("a", 1), "\ufeffa = 1\n\n[t]\n"},
		"above the first header":      {"# title\n\n[t]\n", insert("a", 1), "# title\n\na = 1\n\n[t]\n"},
		"not between comment and [t]": {"# of t\n[t]\n", insert("a", 1), "a = 1\n\n# of t\n[t]\n"},
		"a file of comments":          {"# title", insert("a", 1), "# title\na = 1"},
		"right under a header":        {"[t] # c\n# d\n", insert("t.a", 1), "[t] # c\na = 1\n# d\n"},
		"a list like the others":      {"a = [\n    'x'\n]\n", insert("b", []string{"y", "z"}), "a = [\n    'x'\n]\nb = [\n    'y',\n    'z'\n]\n"},
		"a short list":                {"a = 1\n", insert("b", []string{"y", "z"}), "a = 1\nb = [\"y\", \"z\"]\n"},
		"a new table":                 {"[a]\nx = 1\n# y\n\n[b]\n", insert("a.c.z", 1), "[a]\nx = 1\n# y\n\n[a.c]\nz = 1\n\n[b]\n"},
		"a new table at the end":      {"[a]\nx = 1\n# [t]", insert("t.z", 1), "[a]\nx = 1\n# [t]\n\n[t]\nz = 1"},
		"a table in an element":       {"[[m]]\nid = 'a'\n[[m]]\nid = 'b'\n", insert("m[a].cy.x", "y"), "[[m]]\nid = 'a'\n\n[m.cy]\nx = 'y'\n\n[[m]]\nid = 'b'\n"},
		"the header that was implied": {"[a.b]\nx = 1\n", insert("a.y", 2), "[a]\ny = 2\n\n[a.b]\nx = 1\n"},
		"appended":                    {"[[p]]\nname = 'a'\n[p.q]\n\n[z]\n", appended("p", definition.Table{{"name", "b"}, {"to", []string{"c"}}}), "[[p]]\nname = 'a'\n[p.q]\n\n[[p]]\nname = 'b'\nto   = ['c']\n\n[z]\n"},
		"appended, not aligned":       {"[[p]]\nname = 'a'\nx = 1\n", appended("p", definition.Table{{"name", "b"}, {"x", 2}}), "[[p]]\nname = 'a'\nx = 1\n\n[[p]]\nname = 'b'\nx = 2\n"},
		"appended, the first":         {"a = 1\n", appended("p", definition.Table{{"x", 2}}), "a = 1\n\n[[p]]\nx = 2\n"},
		"appended, indented":          {"[a]\n  [[a.p]]\n  x = 1\n", appended("a.p", definition.Table{{"x", 2}}), "[a]\n  [[a.p]]\n  x = 1\n\n  [[a.p]]\n  x = 2\n"},
		"appended, inline":            {"p = [{ x = 1 }]", appended("p", definition.Table{{"x", "y"}, {"z", true}}), `p = [{ x = 1 }, { x = "y", z = true }]`},
		"a [[table]] out":             {"# 1\n[[p]]\nx = 1 # y\n# z\n\n[p.q]\ny = 2\n\n# 2\n[[p]]\nx = 3\n", remove("p[1]"), "# 1\n\n# 2\n[[p]]\nx = 3\n"},
		"the last [[table]] out":      {"a = 1\n\n[[p]]\nx = 1", remove("p[1]"), "a = 1"},
		"parts that lie apart":        {"[[p]]\n[q]\nx = 1\n[p.r]\ny = 2\n", remove("p"), "[q]\nx = 1\n"},
		"a table is cut, a note not":  {"[a]\nx = 1\n# of b\n[b]\ny = 1\n", remove("a"), "# of b\n[b]\ny = 1\n"},
		"a key with its note":         {"# above\na = \"\"\"\nx\n\"\"\" # behind\nb = 1\n", remove("a"), "# above\nb = 1\n"},
	} {
		if got := apply(t, c.src, c.edit); got != c.want {
			t.Errorf("%s: %s %s\n%q, want\n%q", name, c.edit.Op, c.edit.Path, got, c.want)
		}
	}
}

func TestANewListTakesALineUpToItsWidth(t *testing.T) {
	for extra, want := range []string{`b = ["%s", "x"]`, "b = [\n  \"%s\",\n  \"x\",\n]"} {
		long := strings.Repeat("ŷ", 100-len(`["", "x"]`)+extra)
		if got := apply(t, "a = 1\n", insert("b", []string{long, "x"})); got != "a = 1\n"+fmt.Sprintf(want, long)+"\n" {
			t.Errorf("%d letters: %q", 100+extra, got)
		}
	}
}

func TestATableKeepsItsHeaderWithoutKeys(t *testing.T) {
	if got := apply(t, "[a.b]\nx = 1\n", remove("a.b.x")); got != "[a.b]\n" {
		t.Errorf("got %q", got)
	}
	if got := apply(t, "y = 1\n[a.b]\nx = 1\n", remove("a.b")); got != "y = 1\n" {
		t.Errorf("got %q", got)
	}
}

func TestEditsThatDoNotFitAreRefused(t *testing.T) {
	const src = "a = 'x'\nl = ['y']\n\n[t]\nb.c = 1\n[[m]]\nid = 'one'\n"
	deep := strings.Repeat("k.", 40) + "k"
	for name, c := range map[string]struct {
		edit definition.Edit
		want string
	}{
		"a key that isn't there": {set("t.x", 1), "f.toml:4: t.x: there is no such key; insert it"},
		"an element":             {set("l[2]", "x"), "f.toml:2: l[2]: there is no such element; insert it"},
		"a table":                {set("t", 1), "f.toml:4: t: is a table, not a value; set its keys one by one"},
		"an array of tables":     {set("m", []string{}), "is a table, not a value"},
		"no path":                {set("", 1), "the path is empty"},
		"no id":                  {set("m[two].id", "x"), `there is none with the id "two"`},
		"already there":          {insert("a", 1), "f.toml:1: a: is there already; set it"},
		"through a text":         {insert("a.b", 1), "is to be added to what is not a table"},
		"through a list":         {insert("l.b", 1), "is to be added to what is not a table"},
		"to no element":          {insert("m.x", 1), "is to be added to a list of tables; say which, as in message[2]"},
		"no such element":        {insert("m[2].x", 1), "there is no such table; append it"},
		"far behind":             {insert("l[3]", "x"), "is beyond the end of the list"},
		"into a text":            {insert("a[1]", "x"), "is not a list"},
		"into a [[table]]":       {insert("m[1]", "x"), "holds tables"},
		"no list":                {appended("x", "y"), "there is no such key"},
		"a table to a table":     {appended("t", definition.Table{}), "is a table, not a list of tables"},
		"a table to none":        {appended("m[2].x", definition.Table{}), "there is no such list of tables"},
		"a key twice":            {appended("m", definition.Table{{"a", 1}, {"a", 2}}), `the new table has the key "a" twice`},
		"a table in a table":     {appended("m", definition.Table{{"a", definition.Table{}}}), "a table can only be appended"},
		"nothing to remove":      {remove("t.x"), "there is no such key"},
		"no kind of edit":        {definition.Edit{Op: "move", Path: "a", Value: 1}, `"move" is not a kind of edit`},
		"no text":                {set("a", "\xff"), "the new text is not UTF-8"},
		"another type":           {set("a", 1.5), "a value of the type float64 can't be written"},
		"nothing":                {set("a", nil), "can't be written"},
		"too deep":               {insert(deep, 1), "nests more than 32 deep"},
		"too long":               {set("a", strings.Repeat("x", 2<<20)), "more than a definition may have"},
	} {
		data := []byte(src)
		got, err := definition.Apply("f.toml", data, set("a", "changed"), c.edit)
		if got != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %q and %v, want %q", name, got, err, c.want)
		}
		if _, rest := definition.Collect(err); rest != nil || string(data) != src {
			t.Errorf("%s: %v, and the source is %q", name, rest, data)
		}
	}
	for _, broken := range []string{"", "a = ", "a = 1\na = 2\n"} {
		if _, err := definition.Apply("f.toml", []byte(broken), set("a", 1)); err == nil {
			t.Errorf("%q was edited", broken)
		}
	}
	if _, err := definition.Apply("f.toml", []byte("a = 1"), remove("a")); err == nil || !strings.Contains(err.Error(), "is empty") {
		t.Errorf("nothing is left: %v", err)
	}
	if got := apply(t, fmt.Sprintf("a = nan\nb = %v", math.MaxInt64), set("b", int64(1))); got != "a = nan\nb = 1" {
		t.Errorf("got %q", got)
	}
}

func ExampleApply() {
	src := `# Who we are
name = "Example Care"   # in full
looks = ["bold"]

[[message]]
id       = "phishing"
headline = [
  "Good bait looks real.",   # the longest
]
`
	out, err := definition.Apply("campaign.toml", []byte(src),
		definition.Edit{Op: definition.Set, Path: "name", Value: `The "Example" Trust`},
		definition.Edit{Op: definition.Append, Path: "message[phishing].headline", Value: "Spot the hook"},
		definition.Edit{Op: definition.Insert, Path: "message[1].command", Value: "Look twice."},
		definition.Edit{Op: definition.Remove, Path: "looks"},
	)
	fmt.Print(string(out))
	fmt.Println(err)
	// Output:
	// # Who we are
	// name = "The \"Example\" Trust"   # in full
	//
	// [[message]]
	// id       = "phishing"
	// headline = [
	//   "Good bait looks real.",   # the longest
	//   "Spot the hook",
	// ]
	// command  = "Look twice."
	// <nil>
}
