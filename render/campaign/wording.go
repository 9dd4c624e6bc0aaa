package campaign

import (
	"maps"
	"regexp"
	"slices"

	"kic/brand/contact"
)

// The placeholders that every campaign may use; a brand fills them.
var brandPlaceholders = append([]string{"name", "short_name"}, contact.Keys(contact.Fields())...)

var placeholder = regexp.MustCompile(`\{([a-z][a-z0-9_]*)\}`)

// Fill puts fields in the place of placeholders. Those that fields lacks, or holds as empty, stay as they are and come
// back as missing, in order of appearance.
func Fill(wording string, fields map[string]string) (out string, missing []string) {
	out = placeholder.ReplaceAllStringFunc(wording, func(braced string) string {
		name := braced[1 : len(braced)-1]
		if value := fields[name]; value != "" {
			return value
		}
		if !slices.Contains(missing, name) {
			missing = append(missing, name)
		}
		return braced
	})
	return out, missing
}

// Wordings are those of list that can be filled, filled, in their order.
func Wordings(list []string, fields map[string]string) []string {
	var out []string
	for _, wording := range list {
		if filled, missing := Fill(wording, fields); len(missing) == 0 {
			out = append(out, filled)
		}
	}
	return out
}

// Fields are a brand's fields together with the campaign's phrases. A phrase becomes the first of its wordings that the
// brand can fill. So {report} is a whole sentence for every brand, whether or not it has an address for reports. A phrase
// of which no wording can be filled is missing.
func (c *Campaign) Fields(brand map[string]string) map[string]string {
	fields := maps.Clone(brand)
	if fields == nil {
		fields = map[string]string{}
	}
	for name, wordings := range c.Phrases {
		if filled := Wordings(wordings, brand); len(filled) > 0 {
			fields[name] = filled[0]
		}
	}
	return fields
}

// placeholders are the names that this campaign's wording may use, phrases included.
func (c *Campaign) placeholders() []string {
	return slices.Concat(brandPlaceholders, c.Placeholders, slices.Sorted(maps.Keys(c.Phrases)))
}
