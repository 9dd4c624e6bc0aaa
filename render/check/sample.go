package check

import (
	"fmt"
	"strings"

	"kic/brand"
	"kic/brand/contact"
)

// Sample is what a brand still has of a sample organisation that it isn't.
func Sample(b *brand.Brand) []Finding {
	var all []Finding
	for _, left := range b.Leftovers {
		f := Finding{Code: SampleLeft, Severity: Error, Brand: b.Slug, File: left.File, Line: left.Line, What: left.Key + ": " + left.What, Remedy: left.Remedy}
		if left.Colour {
			f.Severity = Warning
		}
		all = append(all, f)
	}
	return all
}

// Contacts is which contacts a brand lacks, in one finding.
func Contacts(b *brand.Brand) []Finding {
	var missing []string
	for _, key := range contact.Keys(contact.Fields()) {
		if b.Fields[key] == "" {
			missing = append(missing, key)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return []Finding{{
		Code: ContactMissing, Severity: Warning, Brand: b.Slug,
		What:   fmt.Sprintf("%s gives no %s, so pieces use wording that names none", b.Name, strings.Join(missing, ", ")),
		Remedy: "add what there is under [contact], or in the columns of the list",
	}}
}
