// Package contact is the one table of the contacts that an organisation may give. Whoever fills, shows or checks contacts goes by it,
// so a further one is a line in [Table] and one in [Fields].
package contact

import "slices"

// Table is [contact] of a brand.toml.
type Table struct {
	ReportEmail string `toml:"report_email"`
	Helpdesk    string `toml:"helpdesk"`
	Intranet    string `toml:"intranet"`
	Governance  string `toml:"governance"`
}

// Fields are all contacts, in the order of a brand.toml.
func Fields() []Field {
	return []Field{
		{"report_email", "Report a message", Email, "report@example.org", func(t *Table) *string { return &t.ReportEmail }},
		{"helpdesk", "IT helpdesk", Number, "0300 000 0000", func(t *Table) *string { return &t.Helpdesk }},
		{"intranet", "Find out more", Page, "https://intranet.example.org", func(t *Table) *string { return &t.Intranet }},
		{"governance", "Information governance", Words, "ig@example.org", func(t *Table) *string { return &t.Governance }},
	}
}

// Field is one contact.
type Field struct {
	Key     string // in a brand.toml, and as a placeholder of wordings
	Label   string // what stands in front of it, where a campaign has no heading of its own for it; English
	Kind    Kind
	Example string // for checks of wording that no brand has filled

	In func(*Table) *string // where it stands in a table
}

// Kind is what a contact says.
type Kind string

// The kinds. A brand is held to the form of an email address and of a page.
const (
	Email  Kind = "email"
	Number Kind = "number" // mostly a telephone number; it may be words
	Page   Kind = "page"   // http or https
	Words  Kind = "words"  // who it is, or an address
)

// Shown are the contacts in the order in which people read them: whom to ask comes before where to read.
func Shown() []Field { return Last(Page, Fields()) }

// Last are fields with those of a kind behind all others.
func Last(kind Kind, fields []Field) []Field {
	is := func(f Field) bool { return f.Kind == kind }
	isnt := func(f Field) bool { return f.Kind != kind }
	return append(slices.DeleteFunc(slices.Clone(fields), is), slices.DeleteFunc(slices.Clone(fields), isnt)...)
}

// Keys are the keys of fields.
func Keys(fields []Field) []string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.Key
	}
	return keys
}
