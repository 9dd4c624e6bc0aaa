package scene

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

func TestDirectionFollowsTheLanguageAndItsScript(t *testing.T) {
	for language, want := range map[string]bool{
		"": false, "en-GB": false, "cy": false, "bn": false, "pa": false, "pa-Guru": false, "ks-Deva": false, "de-1996": false, "ur-Latn": false,
		"uz": false, "az": false, "ku": false, "tg": false, "so": false, "ro": false, "x-private": false, "not a tag": false,
		"ar": true, "AR-eg": true, "ur-PK": true, "pa-Arab": true, "pa-Arab-PK": true, "ckb": true, "he": true, "iw": true, "yi": true, "ji": true,
		"fa": true, "fa-AF": true, "prs": true, "prs-AF": true, "ps": true, "sd": true, "ug": true, "dv": true, "nqo": true, "syr": true, "arc": true,
		"ks": true, "pnb": true, "skr": true, "lrc": true, "mzn": true, "rhg": true, "pa-PK": true, "uz-AF": true, "az-IR": true, "azb": true,
		"ff-Adlm": true, "ms-Arab": true, "ur-Aran": true, "arz": true, "acm": true, "aii": true, "sdh": true, "lad": true, "kk-CN": true,
	} {
		if got := RightToLeft(language); got != want {
			t.Errorf("RightToLeft(%q) = %v", language, got)
		}
	}
}

func TestTheScriptsFromRightToLeftAreThoseOfUnicode(t *testing.T) {
	var ours []string
	for _, name := range rightToLeft {
		ours = append(ours, name)
	}
	for name, table := range unicode.Scripts {
		if want := startsRight(table); slices.Contains(ours, name) != want {
			t.Errorf("%s: Unicode says %v", name, want)
		}
	}
}

// startsRight reports whether the first letter of a script runs from right to left.
func startsRight(script *unicode.RangeTable) bool {
	first := rune(-1)
	for _, r := range script.R16 {
		for c := rune(r.Lo); c <= rune(r.Hi) && first < 0; c += rune(r.Stride) {
			if unicode.IsLetter(c) {
				first = c
			}
		}
	}
	for _, r := range script.R32 {
		for c := rune(r.Lo); c <= rune(r.Hi) && first < 0; c += rune(r.Stride) {
			if unicode.IsLetter(c) {
				first = c
			}
		}
	}
	if first < 0 {
		return false
	}
	p, _ := bidi.LookupString(string(first))
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

func TestAnAddressKeepsItsWayRoundAmongWordsFromRightToLeft(t *testing.T) {
	for _, c := range []struct{ address, language, want string }{
		{"0300 123", "ar", "\u20660300 123\u2069"}, {"0300 123", "ur-PK", "\u20660300 123\u2069"}, {"0300 123", "en-GB", "0300 123"}, {"", "ar", ""},
	} {
		got := Isolated(c.address, c.language)
		if got != c.want || Unisolated("a "+got+" b") != "a "+c.address+" b" {
			t.Errorf("%q in %s: got %q, want %q", c.address, c.language, got, c.want)
		}
	}
	if Direction("ar") != "rtl" || Direction("cy") != "ltr" {
		t.Errorf("Arabic is written %s and Welsh %s", Direction("ar"), Direction("cy"))
	}
}

func TestTheFirstLetterThatIsNotIsolatedSaysWhichWayWordsRun(t *testing.T) {
	for words, want := range map[string]bool{
		"": false, "12 (3)": false, "abc \u0627": false, "\u0627 abc": true, "12 \u05d0": true,
		"\u2066abc\u2069 \u0627": true, "\u2067\u0627\u2069 abc": false, "\u2069 \u0627": true, "\u2069 abc": false, "\u2068\u0627": false,
	} {
		if got := StartsRightToLeft([]rune(words)); got != want {
			t.Errorf("%q: right to left is %v", words, got)
		}
	}
}

// Which way words run is decided in this package, and which characters turn it is known here and, for what people type, to
// kic/render/definition. The text room and glyph coverage follow the bidirectional algorithm and Unicode's tables by themselves.
func TestNobodyElseDecidesWhichWayWordsRun(t *testing.T) {
	decides := regexp.MustCompile(`(?i)\\u20(2[a-e]|6[6-9])|0x20(2[a-e]|6[6-9])|U\+20(2[A-E]|6[6-9])|bidi\.(L|R|AL)\b|"(rtl|ltr)"`)
	knows := []string{"render/scene/language.go", "render/definition/visible.go", "fonts/parse.go"}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".js") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil || slices.Contains(knows, filepath.ToSlash(name)) {
			return err
		}
		data, err := os.ReadFile(path)
		for i, line := range strings.Split(string(data), "\n") {
			if decides.MatchString(line) {
				t.Errorf("%s:%d: %s; ask kic/render/scene", name, i+1, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
