package pack

import (
	"cmp"
	"slices"
	"strings"
)

// Asset is what a picture or a page is, for the manifest and the gallery.
type Asset struct {
	Material  string            `json:"material"`  // "social"
	Placement string            `json:"placement"` // "instagram-square"
	Message   string            `json:"message"`   // "phishing"
	Look      string            `json:"look"`      // "bold"
	Format    string            `json:"format"`    // png, jpeg, pdf, svg, or print: a pdf with bleed
	Width     float64           `json:"width"`     // in Unit
	Height    float64           `json:"height"`    // in Unit
	Unit      string            `json:"unit"`      // px or mm
	Lang      string            `json:"lang"`      // BCP 47 tags of its words: "cy en-GB"
	Alt       string            `json:"alt"`       // alternative text, in the first of them unless AltLang says otherwise; see [Asset.Tell]
	AltLang   string            `json:"alt_lang,omitempty"`
	AltAlso   []Said            `json:"alt_also,omitempty"` // in its further languages
	SafeMet   bool              `json:"safe_area_met"`      // all words and logos lie inside the safe area
	Wording   map[string]string `json:"wording,omitempty"`
	Review    string            `json:"review,omitempty"` // what is still to be done to its words
	Waived    []string          `json:"waived,omitempty"` // codes of findings that were allowed
	Key       string            `json:"input_key"`        // the same key means the same bytes; see [Writer.Keep]
}

// Said is an alternative text in one of several languages.
type Said struct {
	Lang string `json:"lang"` // BCP 47 tag
	Alt  string `json:"alt"`
}

// Tell sets the alternative text in each of a's languages, of which there is at least one.
func (a *Asset) Tell(all []Said) {
	a.Alt, a.AltLang, a.AltAlso = all[0].Alt, "", slices.Clone(all[1:])
	if first, _, _ := strings.Cut(a.Lang, " "); all[0].Lang != first {
		a.AltLang = all[0].Lang
	}
}

// Told is the alternative text in each of a's languages.
func (a *Asset) Told() []Said {
	first, _, _ := strings.Cut(a.Lang, " ")
	return append([]Said{{cmp.Or(a.AltLang, first), a.Alt}}, a.AltAlso...)
}
