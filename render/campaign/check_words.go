package campaign

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kic/render/definition"
)

func (k *checker) required(path, text, remedy string) {
	if text == "" && !k.source.Has(path) {
		k.add(path, remedy, "is missing")
	}
}

func (k *checker) within(path, text string, most int) {
	if n := utf8.RuneCountInString(text); n > most {
		k.add(path, fmt.Sprintf("use at most %d", most), "has %d characters", n)
	}
}

// line checks words that stand on one line.
func (k *checker) line(path, text string) {
	if k.text(path, text); text == "" {
		return
	}
	if strings.ContainsAny(text, "\r\n") {
		k.add(path, "write it on one line", "has a line break in it")
	}
	if text != strings.TrimSpace(text) {
		k.add(path, "take the space away", "starts or ends with a space")
	}
}

// text checks words: that there are some, and that they can be set and filled.
func (k *checker) text(path, text string) {
	if !k.source.Has(path) {
		return
	}
	if strings.TrimSpace(text) == "" {
		k.add(path, "give it words, or leave it out", "is empty")
		return
	}
	if i := strings.IndexFunc(text, unsettable); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		k.add(path, "remove it", "has the invisible character %U in it", r)
	}
	for _, braced := range placeholder.FindAllString(text, -1) {
		if name := braced[1 : len(braced)-1]; !slices.Contains(k.names, name) {
			k.unknown(path, name)
		}
	}
	if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
		k.add(path, "write a placeholder like {report_email}", "has a brace that belongs to no placeholder")
	}
}

func (k *checker) unknown(path, name string) {
	remedy := fmt.Sprintf("list it in placeholders = [%q] if your brands define it", name)
	if near := definition.Nearest(name, k.names); near != "" {
		remedy = fmt.Sprintf("did you mean {%s}?", near)
	}
	k.add(path, remedy, "no brand fills {%s}", name)
}

// unsettable reports characters that have no place in wording: controls but line ends and tabs, and the overrides of
// direction that let a text read other than it is written.
func unsettable(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\r\n\t", r) || definition.Overrides(r) || r == 0xFEFF || r == utf8.RuneError
}
