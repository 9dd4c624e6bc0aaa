package scene

import "golang.org/x/text/language"

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
