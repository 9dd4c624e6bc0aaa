package prose

import (
	"bytes"
	"html/template"
	"strings"

	"kic/render/csp"
	"kic/templates"
)

// page is all words of a message as a web page without any markup but that of their meaning.
func page(w *words) ([]byte, error) { return w.html("message.html", csp.Policy{}, nil) }

// html fills in a form as a page under a policy. Where a form writes an address, it has passed safe.
func (w *words) html(name string, policy csp.Policy, more template.FuncMap) ([]byte, error) {
	form, err := templates.CopyTemplate(name)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Funcs(template.FuncMap{
		"linked":  w.linked,
		"paras":   block.paragraphs,
		"lines":   func(text string) []string { return strings.Split(text, "\n") },
		"address": func(link string) template.URL { return template.URL(link) },
		"foreign": func() bool { return w.Language != labelLanguage },
		"beside":  beside,
	}).Funcs(more).Parse(form)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, w); err != nil {
		return nil, err
	}
	return csp.Add(out.Bytes(), policy)
}

// beside is the address of a file of the pack from a page in its folder of copy.
func beside(path string) string { return "../" + path }

// Rule is the brand's main colour, for rules and edges.
func (w *words) Rule() template.CSS { return css(hex(w.Colours.Primary)) }

// css lets a colour pass into a style: it has only digits and letters, so there is nothing to escape.
func css(colour string) template.CSS { return template.CSS(colour) }
