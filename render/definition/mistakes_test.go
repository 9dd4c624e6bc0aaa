package definition_test

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"kic/render/definition"
)

// anything is a target that takes every table.
type anything struct {
	Name     string    `toml:"name"`
	Language string    `toml:"language"`
	Schedule box       `toml:"schedule"`
	Logo     box       `toml:"logo"`
	Messages []message `toml:"message"`
	Partners []box     `toml:"partner"`
}

// slips are mistakes that can be made in every line of some form of a right file. wrong is the line with the mistake, or
// "" where the form isn't that of the line.
var slips = map[string]func(line string) (wrong string){
	"no closing quote":              slip(`^(\w+ *= *"[^"]*)"( *)$`, `$1$2`),
	"no opening quote":              slip(`^(\w+ *= *)"([^"]*" *)$`, `$1$2`),
	"no closing quote in a list":    slip(`^( +"[^"]*)",$`, `$1,`),
	"no quotes":                     slip(`^(\w+ *= *)"([A-Z][^"]*)"$`, `$1$2`),
	"curly quotes":                  slip(`^(\w+ *= *)"([^"]*)"$`, `$1“$2”`),
	"curly quote at the end":        slip(`^(\w+ *= *"[^"]*)"$`, `$1”`),
	"a quote inside":                slip(`^(\w+ *= *"\w+) (\w+) ([^"]*"( *#.*)?)$`, `$1 "$2" $3`),
	"a quote inside a list":         slip(`^( +"\w+) (\w+) ([^"]*",?)$`, `$1 "$2" $3`),
	"colon":                         slip(`^(\w+) *= *(["\[].*)$`, `$1: $2`),
	"no equals":                     slip(`^(\w+) *= *(["\[].*)$`, `$1 $2`),
	"two equals":                    slip(`^(\w+) *= *(.*)$`, `$1 == $2`),
	"no closing bracket":            slip(`^(\w+ *= *\[[^\]]*)\]$`, `$1`),
	"semicolons in a list":          slip(`^(\w+ *= *\["[^"]*"), ("[^\]]*\])$`, `$1; $2`),
	"round brackets":                slip(`^(\w+ *= *)\[("[^\]]*)\]$`, `$1($2)`),
	"braces":                        slip(`^(\w+ *= *)\[("[^\]]*)\]$`, `$1{$2}`),
	"one comma missing in a line":   slip(`^(\w+ *= *\["[^"]*"), ("[^\]]*\])$`, `$1 $2`),
	"one quote missing in a line":   slip(`^(\w+ *= *\["[^"]*)", ("[^\]]*\])$`, `$1, $2`),
	"first quote missing in a line": slip(`^(\w+ *= *\[)"([^"]*", "[^\]]*\])$`, `$1$2`),
	"last quote missing in a line":  slip(`^(\w+ *= *\["[^"]*", "[^"]*)"\]$`, `$1]`),
	"comma after":                   slip(`^(\w+ *= *"[^"]*")$`, `$1,`),
	"semicolon after":               slip(`^(\w+ *= *"[^"]*")$`, `$1;`),
	"a note without #":              slip(`^(\w+ *= *"[^"]*")$`, `$1 – my notes`),
	"a line without #":              slip(`^# *([A-Z].*)$`, `– $1`),
	"heading not closed":            slip(`^(\[\[?\w[\w.-]*\]?)\]$`, `$1`),
	"heading not opened":            slip(`^\[(\[?\w[\w.-]*\]\]?)$`, `$1`),
	"space that is none":            slip(`^(\w+) *= *(.*)$`, "$1\u00a0= $2"),
	"a key in capitals and words":   slip(`^(\w+) *= *(["\[].*)$`, "$1 of ours = $2"),
	"two values":                    slip(`^(\w+ *= *"[^"]*")$`, `$1, "more"`),
	"a path of Windows":             slip(`^(\w+ *= *)"[^"]*"$`, `$1"C:\Users\logo.svg"`),
	"tab":                           slip(`^(\w+) *= *("[^"]*")$`, "$1\u2003=\t$2"),
}

func slip(form, with string) func(string) string {
	re := regexp.MustCompile(form)
	return func(line string) string {
		if !re.MatchString(line) {
			return ""
		}
		return re.ReplaceAllString(line, with)
	}
}

// shortLists are lists on one line, among other things.
const shortLists = `name = "Small"
looks = ["bold", "night"]
placeholders = ["ward"]

[[message]]
id = "one"
headline = ["Look twice before you click", "Look twice"]
support = ["Odd messages are best reported", "Report odd messages", "Report it"]
`

// TestEverySlipInEveryLineIsToldInItsLine makes each slip in each line of the shipped definitions that it can be made in.
func TestEverySlipInEveryLineIsToldInItsLine(t *testing.T) {
	made := map[string]int{}
	texts := []string{shortLists}
	for _, file := range []string{"../../campaign.toml", "../../brand/brand.toml"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	for _, text := range texts {
		lines := strings.Split(text, "\n")
		for name, slip := range slips {
			candidates, wrong := 0, 0
			for n, line := range lines {
				bad := slip(line)
				if bad == "" || inLongText(lines[:n]) {
					continue
				}
				if candidates++; len(lines) > 500 && candidates%10 != 1 { // the messages are all of one form
					continue
				}
				text := strings.Join(append(append(append([]string{}, lines[:n]...), bad), lines[n+1:]...), "\n")
				var tree map[string]any
				if _, err := toml.Decode(text, &tree); err == nil {
					continue
				}
				made[name]++
				_, err := definition.Decode("f", []byte(text), &anything{})
				var found definition.Problems
				if !errors.As(err, &found) || len(found) != 1 || found[0].Line != n+1 || found[0].Remedy == "" {
					if wrong++; wrong <= 3 {
						t.Errorf("%s: line %d: %s\n%v", name, n+1, bad, err)
					}
				}
			}
		}
	}
	for name := range slips {
		if made[name] == 0 {
			t.Errorf("%s: no line has this form", name)
		}
	}
}

// inLongText reports whether lines end inside a text in triple quotes.
func inLongText(lines []string) bool {
	return strings.Count(strings.Join(lines, "\n"), `"""`)%2 == 1
}

// TestWhatRunsOverLinesIsToldWhereItBegins takes away what closes a list or a long text, or a comma between two lines.
func TestWhatRunsOverLinesIsToldWhereItBegins(t *testing.T) {
	data, err := os.ReadFile("../../campaign.toml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	commaLine := regexp.MustCompile(`^ +"[^"]*",$`)
	made, begun := map[string]int{}, 0
	for n, line := range lines {
		want, bad, kind := 0, "", ""
		switch {
		case strings.Count(line, `"""`) == 1 && !inLongText(lines[:n]):
			begun = n + 1
			continue
		case strings.Count(line, `"""`) == 1:
			want, bad, kind = begun, strings.Replace(line, `"""`, "", 1), "long text"
		case line == "]":
			want, bad, kind = n, "", "list"
		case commaLine.MatchString(line) && strings.HasPrefix(lines[n+1], " "):
			want, bad, kind = n+1, strings.TrimSuffix(line, ","), "comma"
		default:
			continue
		}
		if made[kind]++; made[kind]%10 != 1 {
			continue
		}
		text := strings.Join(append(append(append([]string{}, lines[:n]...), bad), lines[n+1:]...), "\n")
		_, err := definition.Decode("f", []byte(text), &anything{})
		var found definition.Problems
		if !errors.As(err, &found) || len(found) != 1 || found[0].Line != want || found[0].Remedy == "" {
			t.Errorf("%s of line %d, want line %d:\n%v", kind, n+1, want, err)
		}
	}
	for _, kind := range []string{"long text", "list", "comma"} {
		if made[kind] < 10 {
			t.Errorf("only %d of the kind %s", made[kind], kind)
		}
	}
}

// FuzzWhateverIsWrongHasAPlaceAndAWayOut holds of everything that the parser refuses.
func FuzzWhateverIsWrongHasAPlaceAndAWayOut(f *testing.F) {
	for _, seed := range []string{
		"a", "[", "[[", "]", "[]", "[[a]", "[a]]", "[a]b", "[a.b", "a=", "a=\"", "a='", "a=\"\"\"", "a=[", "a=[\"", "a=[\"b\"c", "a=[1 2", "a=[{", "a=[{b=1\n[c]", "a={", "a={b:1}",
		"a=(1)", "a:1", "a \"b\"", "“a”=1", "a=“b”", "a=\"b”", "a=1,", "a=1;", "a=\"b\",\"c\"", "a=\"b\" c=\"d\"", "a=\"b\\q\"", "a=\"b\\\"", "a=1\na=2", "[a]\n[a]", "a=1\n[a]", "[[a]]\n[a]",
		"– a", "// a", "a\u00a0= 1", "\u200b", "a==1", "a=>1", "\"a\"", "\"a\":1", "a=\"b\nc\"", "a=\"\"b\"\"", "a=[\"b\", c\"]", "a=[;]", "a=[,]", "a=[)", "a='b'c'", "=1", "[message.x]\n[[message]]",
		"a=[\"\"\"b\"\"\"]\nc", "a=\"\"\"b\n[c]\n", "a=#x", "a=#123", "a=TRUE", "a=01", "a=-", "a\n=1", "a=\n\"b\"", "a=[\n1\nb=2", "\x00", "{", "<", "a=\"\x1b\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		source, err := definition.Decode("f", []byte(src), &anything{})
		if source != nil {
			return
		}
		found, rest := definition.Collect(err)
		if rest != nil || len(found) == 0 {
			t.Fatalf("got %v", err)
		}
		for _, p := range found {
			if p.Line < 0 || p.Line > strings.Count(src, "\n")+1 || p.What == "" || strings.ContainsAny(p.Error(), "\x1b\n\a") {
				t.Fatalf("got %+v", p)
			}
			if p.Remedy == "" && !strings.Contains(p.What, "nests more than") && !strings.Contains(p.What, "more than a definition may have") && !strings.Contains(p.What, "further problems") {
				t.Fatalf("no way out: %v", p)
			}
		}
	})
}
