package scene

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

// Which way words run is decided here, and nowhere else.

// rightToLeft are the scripts whose letters run from right to left (Bidi_Class R or AL of the Unicode Character Database) by
// their ISO 15924 codes, and the names that Unicode gives them.
var rightToLeft = map[string]string{
	"Adlm": "Adlam", "Arab": "Arabic", "Aran": "Arabic", "Armi": "Imperial_Aramaic", "Avst": "Avestan", "Chrs": "Chorasmian",
	"Cprt": "Cypriot", "Elym": "Elymaic", "Gara": "Garay", "Hatr": "Hatran", "Hebr": "Hebrew", "Hung": "Old_Hungarian",
	"Khar": "Kharoshthi", "Lydi": "Lydian", "Mand": "Mandaic", "Mani": "Manichaean", "Mend": "Mende_Kikakui", "Merc": "Meroitic_Cursive",
	"Mero": "Meroitic_Hieroglyphs", "Narb": "Old_North_Arabian", "Nbat": "Nabataean", "Nkoo": "Nko", "Orkh": "Old_Turkic",
	"Ougr": "Old_Uyghur", "Palm": "Palmyrene", "Phli": "Inscriptional_Pahlavi", "Phlp": "Psalter_Pahlavi", "Phnx": "Phoenician",
	"Prti": "Inscriptional_Parthian", "Rohg": "Hanifi_Rohingya", "Samr": "Samaritan", "Sarb": "Old_South_Arabian", "Sidt": "Sidetic",
	"Sogd": "Sogdian", "Sogo": "Old_Sogdian", "Syrc": "Syriac", "Syre": "Syriac", "Syrj": "Syriac", "Syrn": "Syriac", "Thaa": "Thaana",
	"Yezi": "Yezidi",
}

// scripts are the usual scripts of languages that x/text knows none for: Dari, South Azerbaijani, Assyrian, Mandaic, Samaritan and
// Ancient Hebrew, Mesopotamian Arabic, Judeo-Arabic and Judeo-Persian.
var scripts = map[string]string{
	"prs": "Arab", "azb": "Arab", "aii": "Syrc", "mid": "Mand", "sam": "Samr", "hbo": "Hebr", "acm": "Arab", "jrb": "Hebr", "jpr": "Hebr",
}

// RightToLeft reports whether a language, as a BCP 47 tag, is written from right to left: "ar", "ur-PK", "pa-Arab". Where the tag
// names no script, that is the likely one of the language in its region by Unicode's CLDR.
func RightToLeft(tag string) bool {
	l, _ := language.All.Parse(tag) // as far as it can be read
	script, sure := l.Script()
	code := script.String()
	if sure == language.No {
		base, _ := l.Base()
		code = scripts[base.String()]
	}
	return rightToLeft[code] != ""
}

// Direction is which way a language is written, as HTML says it: "rtl" or "ltr".
func Direction(tag string) string {
	if RightToLeft(tag) {
		return "rtl"
	}
	return "ltr"
}

// StartsRightToLeft reports whether the first letter of words belongs to a script that runs from right to left. What is
// isolated doesn't count: rule P2 of the Unicode bidirectional algorithm.
func StartsRightToLeft(words []rune) bool {
	isolates := 0
	for _, r := range words {
		props, _ := bidi.LookupRune(r)
		switch class := props.Class(); class {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			isolates++
		case bidi.PDI:
			isolates = max(0, isolates-1)
		case bidi.L, bidi.R, bidi.AL:
			if isolates == 0 {
				return class != bidi.L
			}
		}
	}
	return false
}

// Isolated is an address or a number among words of a language. Words from right to left would turn round the groups of a
// telephone number, so there U+2066 and U+2069 of the Unicode bidirectional algorithm keep it the way round that it has.
func Isolated(address, language string) string {
	if address == "" || !RightToLeft(language) {
		return address
	}
	return "\u2066" + address + "\u2069"
}

// Unisolated is words without the marks of [Isolated].
func Unisolated(words string) string {
	return strings.NewReplacer("\u2066", "", "\u2069", "").Replace(words)
}
