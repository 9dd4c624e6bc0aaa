package prose

import (
	"bytes"
	"strings"
	"text/template"
	"unicode/utf8"

	"kic/templates"
)

// plain is all words of a message as plain text. Lines are not broken: whatever they are pasted into does that.
func plain(w *words) ([]byte, error) {
	form, err := templates.CopyTemplate("message.txt")
	if err != nil {
		return nil, err
	}
	underlined := func(with string) func(string) string {
		return func(s string) string { return s + "\n" + strings.Repeat(with, utf8.RuneCountInString(s)) }
	}
	t, err := template.New("message.txt").Funcs(template.FuncMap{"title": underlined("="), "rule": underlined("-"), "text": part.text}).Parse(form)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, w)
	return out.Bytes(), err
}
