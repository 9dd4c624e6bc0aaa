package scene

import (
	"slices"
	"strings"
)

// rightToLeft are the languages that are written from right to left, by the first part of their tags, and the scripts
// that are, by the part that names one.
var rightToLeft = struct{ languages, scripts []string }{
	[]string{"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"},
	[]string{"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"},
}

// RightToLeft reports whether a language, as a BCP 47 tag, is written from right to left: "ar", "ur-PK", "pa-Arab".
func RightToLeft(language string) bool {
	parts := strings.Split(strings.ToLower(language), "-")
	for _, part := range parts[1:] {
		if len(part) == 4 && part[0] >= 'a' { // a script; variants of four begin with a digit
			return slices.Contains(rightToLeft.scripts, part)
		}
	}
	return slices.Contains(rightToLeft.languages, parts[0])
}
