// Package brand is an organisation as its materials show it: names and contacts, colours by role, logo, typefaces, partners.
// It reads them from a folder that it doesn't trust: nothing outside that folder is read, and every size is bounded.
//
// Start with [Open], which reads a folder, or [OpenList], which reads a list of organisations for a spreadsheet. Both report
// every mistake at once, as [definition.Problems]. [Draft] also gives what is right of a brand with mistakes, for previews.
// What they give is a [Brand]: its Fields fill placeholders, its Colours are [Roles] worked out by [Derive], and its Logo is
// a [Mark]. [SetCells] changes cells of a list and leaves every other byte as it was.
package brand

import (
	"regexp"
	"strings"

	"kic/fonts"
)

// Brand is an organisation. It is read-only once loaded, and safe for concurrent use.
type Brand struct {
	Slug      string   // for paths: lower-case letters, digits and single hyphens; no name that Windows reserves
	Name      string   // in full
	ShortName string   // where room is short; the name where none was given
	Language  string   // BCP 47 tag of its words, in its usual form: "en-GB"; the first of Languages
	Languages []string // all that its materials speak, the one that is read first in front
	Dir       string   // the folder that it was read from, as the user named it

	Given   Colours // as the organisation gave them
	Colours Roles   // derived from them

	Heading, Body string        // families of the set that Fonts returns
	Faces         []*fonts.Face // of the brand's own font files

	Logo, Reversed *Mark // nil: none. Without either the name is set as text

	// Fields are what wordings may name in braces: name and short_name, whatever contacts the brand has (see
	// [contact.Fields]) and its own fields.
	Fields map[string]string
	// Links are where some of the Fields lead: mailto:, tel:, http: or https: by the name of the field.
	Links map[string]string

	Partners []Partner

	// Leftovers are what it still has of a sample organisation that somebody started from. A sample itself has none.
	Leftovers []Leftover
}

// Partner is an organisation whose name or logo stands beside the brand's own.
type Partner struct {
	Name string
	Logo *Mark // nil: the name is set as text
}

// Fonts is the shipped set with the brand's own faces added.
func (b *Brand) Fonts(shipped *fonts.Set) *fonts.Set {
	if len(b.Faces) == 0 {
		return shipped
	}
	return shipped.With(b.Faces...)
}

var (
	emailShape = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
	phoneShape = regexp.MustCompile(`^\+?[0-9 ()-]{7,24}$`)
)

// link is where a contact leads: an address, a phone number or a page; empty for any other words.
func link(contact string) string {
	switch {
	case strings.HasPrefix(contact, "https://"), strings.HasPrefix(contact, "http://"):
		return contact
	case emailShape.MatchString(contact):
		return "mailto:" + contact
	case phoneShape.MatchString(contact):
		return "tel:" + strings.NewReplacer(" ", "", "(0)", "", "(", "", ")", "", "-", "").Replace(contact)
	}
	return ""
}
