package brand

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"kic/brand/contact"
	"kic/render/definition"
)

// column is what a column is called and which value of a brand.toml it sets.
type column struct {
	name string
	set  func(f *file, value string)
}

// key is the column's name without "fields.", by which two columns are the same.
func (c column) key() string { return cmp.Or(bareField(c.name), c.name) }

// head reads the names of the columns.
func (l *list) head(r record, ok bool) error {
	problems := definition.Problems{}
	add := func(key, what, remedy string) {
		line := 0
		if len(r.lines) > 0 {
			line = r.lines[0]
		}
		problems = append(problems, definition.Problem{File: l.file, Line: line, Key: key, What: what, Remedy: remedy})
	}
	switch {
	case !ok:
		add("", "is empty", "")
	case r.err != nil:
		what, remedy := definition.Parts(r.err)
		add("", what, remedy)
	case len(r.cells) > maxListColumns:
		add("", fmt.Sprintf("has %d columns", len(r.cells)), fmt.Sprintf("use at most %d", maxListColumns))
	}
	if len(problems) > 0 {
		return problems.Err()
	}
	seen := map[string]bool{}
	for _, cell := range r.cells {
		c := column{name: strings.ToLower(cell)}
		if c.name != "" {
			set, remedy := setter(c.name)
			c.set = set
			if set == nil {
				add(cell, "no such column", remedy)
			}
			if seen[c.key()] {
				add(cell, "is the name of two columns", "take one of them out")
			}
			seen[c.key()] = true
		}
		l.columns = append(l.columns, c)
	}
	if !seen["name"] {
		add("name", "there is no such column", "the first row names the columns, and one of them is name")
	}
	return problems.Err()
}

// keyColumns are the columns that stand for keys of a brand.toml.
var keyColumns = append([]column{
	{"name", func(f *file, v string) { f.Name = v }},
	{"short_name", func(f *file, v string) { f.ShortName = v }},
	{"slug", func(f *file, v string) { f.Slug = v }},
	{"language", languageCell},
	{"logo.file", func(f *file, v string) { f.Logo.File = v }},
	{"logo.reversed", func(f *file, v string) { f.Logo.Reversed = v }},
	{"logo.alt", func(f *file, v string) { f.Logo.Alt = v }},
	{"colours.primary", func(f *file, v string) { f.Colours.Primary = v }},
	{"colours.secondary", func(f *file, v string) { f.Colours.Secondary = v }},
	{"colours.accent", func(f *file, v string) { f.Colours.Accent = v }},
	{"colours.paper", func(f *file, v string) { f.Colours.Paper = v }},
	{"colours.ink", func(f *file, v string) { f.Colours.Ink = v }},
	{"fonts.heading", func(f *file, v string) { f.Fonts.Heading = v }},
	{"fonts.body", func(f *file, v string) { f.Fonts.Body = v }},
}, contactColumns()...)

func contactColumns() []column {
	var all []column
	for _, field := range contact.Fields() {
		all = append(all, column{"contact." + field.Key, func(f *file, v string) { *field.In(&f.Contact) = v }})
	}
	return all
}

// languageCell takes one language, or two with a space or a comma between them.
func languageCell(f *file, v string) {
	all := strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(" ,;", r) })
	if len(all) > 1 {
		f.Languages = all
	} else {
		f.Language = v
	}
}

var partnerColumn = regexp.MustCompile(`^partner\.([1-9][0-9]?)\.(name|logo)$`)

// setter is what a column of that name sets. Where there is none, the remedy says what may be meant.
func setter(name string) (set func(*file, string), remedy string) {
	var known []string
	half := ""
	for _, c := range keyColumns {
		if c.name == name {
			return c.set, ""
		}
		known = append(known, c.name)
		if table, key, _ := strings.Cut(c.name, "."); half == "" && (name == table || name == key) {
			half = c.name
		}
	}
	known = append(known, "partner.1.name", "partner.1.logo")
	if part := partnerColumn.FindStringSubmatch(name); part != nil {
		n, _ := strconv.Atoi(part[1])
		if n > maxPartners {
			return nil, fmt.Sprintf("name at most %d partners", maxPartners)
		}
		return func(f *file, v string) { partner(f, n, part[2], v) }, ""
	}
	if half != "" {
		return nil, fmt.Sprintf("did you mean %q?", half)
	}
	if own := bareField(name); fieldShape.MatchString(own) {
		return func(f *file, v string) { f.Fields[own] = v }, ""
	}
	isField := fieldShape.MatchString(name)
	if near := definition.Nearest(name, known); near != "" {
		remedy = fmt.Sprintf("did you mean %q?", near)
		if isField {
			remedy += fmt.Sprintf(" A field of your own would be %q", "fields."+name)
		}
		return nil, remedy
	}
	if isField {
		return func(f *file, v string) { f.Fields[name] = v }, ""
	}
	return nil, fmt.Sprintf("use lower-case letters, digits and _ for a field of your own; the other columns are %s", strings.Join(known, ", "))
}

// partner sets the name or the logo of the nth partner, from 1.
func partner(f *file, n int, what, value string) {
	for len(f.Partners) < n {
		f.Partners = append(f.Partners, partnerTable{})
	}
	if what == "name" {
		f.Partners[n-1].Name = value
	} else {
		f.Partners[n-1].Logo = value
	}
}

// bareField is a field's name without the table that it belongs to.
func bareField(key string) string {
	name, ok := strings.CutPrefix(key, "fields.")
	if !ok {
		return ""
	}
	return name
}
