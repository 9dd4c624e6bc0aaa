package definition_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"kic/render/definition"
)

// acting are texts that would do something to a terminal, with how they are shown.
var acting = map[string]string{
	"\x1b[31mred":               `\u001b[31mred`,
	"\x1b]0;title\a":            `\u001b]0;title\u0007`,
	"over\rwritten":             `over\u000dwritten`,
	"back\b\b":                  `back\u0008\u0008`,
	"two\nlines":                `two\u000alines`,
	"a\ttab":                    `a\u0009tab`,
	"\x7f":                      `\u007f`,
	"eight bits \u009b31m":      `eight bits \u009b31m`,
	"raw bytes \x9b31m \xff":    `raw bytes \x9b31m \xff`,
	"\u202egpj.exe":             `\u202egpj.exe`,
	"\u2066isolated\u2069":      `\u2066isolated\u2069`,
	"line\u2028paragraph\u2029": `line\u2028paragraph\u2029`,
	"Tŷ Gwyn, করিম, فارسی\u200cها, 👩\u200d💻": "Tŷ Gwyn, করিম, فارسی\u200cها, 👩\u200d💻",
	`plain \n "text"`: `plain \n "text"`,
}

func TestWhatActsOnAScreenIsWrittenOut(t *testing.T) {
	for in, want := range acting {
		if got := definition.Visible(in); got != want {
			t.Errorf("Visible(%q) = %s, want %s", in, got, want)
		}
		if got := definition.Visible(definition.Visible(in)); got != want {
			t.Errorf("%q changes again: %s", in, got)
		}
	}
	if got := definition.VisibleLines("a\n\tb\x1b\n"); got != "a\n\tb\\u001b\n" {
		t.Errorf("got %q", got)
	}
}

func TestEveryMistakeIsOneLineWhateverItIsAbout(t *testing.T) {
	for in := range acting {
		if !strings.ContainsFunc(in, unicode.IsControl) {
			continue
		}
		said := definition.Problem{File: in, Line: 1, Key: in, What: in, Remedy: in}.Error()
		if strings.ContainsFunc(said, unicode.IsControl) {
			t.Errorf("%q", said)
		}
	}
}

func FuzzVisibleKeepsTheMeaningOfJSON(f *testing.F) {
	for in := range acting {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want, got string
		data, err := json.Marshal(s)
		if err != nil || json.Unmarshal(data, &want) != nil {
			return
		}
		shown := definition.Visible(string(data))
		if err := json.Unmarshal([]byte(shown), &got); err != nil || got != want {
			t.Fatalf("%q became %q (%v)", want, got, err)
		}
		if strings.ContainsFunc(shown, unicode.IsControl) {
			t.Fatalf("%q has a control in it", shown)
		}
	})
}

func TestLongValuesAreShortenedInMessages(t *testing.T) {
	for n, want := range map[int]int{59: 59, 60: 60, 61: 60, 5000: 60} {
		if got := len([]rune(definition.Short(strings.Repeat("é", n)))); got != want {
			t.Errorf("%d characters became %d, want %d", n, got, want)
		}
	}
	long := strings.Repeat("x", 5000)
	for _, file := range []string{long + " = 1", "name = " + long, `name = "` + long, `name = "a" "` + long + `"`, "[" + long, "[[message]]\n" + long + " = 1", long,
		"message = [" + long + "]", `name = "\q` + long + `"`, "(" + long + ")", long + ": x", "[[message]]\nheadline = [\"a\" \"" + long + "\"]", "name = 1\n[" + long + "]"} {
		_, err := definition.Decode("f", []byte(file), &campaign{})
		for line := range strings.SplitSeq(err.Error(), "\n") {
			if len(line) > 400 {
				t.Errorf("%.40s…: a message of %d characters: %.500s", file, len(line), line)
			}
		}
	}
}

func TestSuggestionsNameEveryIDWithTheWord(t *testing.T) {
	ids := []string{"instagram-square", "instagram-story", "x-post", "youtube-thumbnail", "banner-320x50", "insta", "a4_page"}
	for name, want := range map[string]string{
		"instagram":       "did you mean one of instagram-square, instagram-story?",
		"Instagram":       "did you mean one of instagram-square, instagram-story?",
		"instagram-sqare": `did you mean "instagram-square"?`,
		"square":          `did you mean "instagram-square"?`,
		"thumb":           `did you mean "youtube-thumbnail"?`,
		"320x50":          `did you mean "banner-320x50"?`,
		"a4":              `did you mean "a4_page"?`,
		"ram":             "",
		"p":               "",
		"nothing like it": "",
	} {
		if got := definition.Suggest(name, ids); got != want {
			t.Errorf("Suggest(%q) = %s, want %s", name, got, want)
		}
	}
	var many []string
	for c := 'a'; c <= 'i'; c++ {
		many = append(many, "size-of-the-"+string(c))
	}
	if got := definition.Suggest("size", many); !strings.HasSuffix(got, "size-of-the-h and 1 more?") {
		t.Errorf("got %s", got)
	}
	if got := definition.Suggest("size", many[:8]); !strings.HasSuffix(got, "size-of-the-h?") {
		t.Errorf("got %s", got)
	}
}
