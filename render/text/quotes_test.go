package text

import "testing"

func TestQuotesAndApostrophesAreThoseOfPrint(t *testing.T) {
	for _, c := range []struct{ language, from, want string }{
		{"en-GB", "Don't", "Don’t"},
		{"en-GB", "the nurses' station", "the nurses’ station"},
		{"en-GB", `Say "no", 'not now' or ("later").`, `Say “no”, ‘not now’ or (“later”).`},
		{"en-GB", `"It's me."`, `“It’s me.”`},
		{"en-GB", `'n' in the '90s, 'tis`, `’n’ in the ’90s, ’tis`},
		{"en-GB", `a 5'10" door, 27" wide`, `a 5'10" door, 27" wide`},
		{"en-GB", `https://a.example/it's?q="x" and o'neill@a.example, it's`, `https://a.example/it's?q="x" and o'neill@a.example, it’s`},
		{"en-GB", "no–'one'", "no–‘one’"},
		{"cy", `Paid â'r "clic" 'r un i'ch cydweithiwr`, `Paid â’r “clic” ’r un i’ch cydweithiwr`},
		{"pl", `Ona d'Arc mówi "nie"`, `Ona d’Arc mówi "nie"`},
		{"de-AT", `"so"`, `"so"`},
		{"en-GB", "already ‘curly’ and “so”", "already ‘curly’ and “so”"},
		{"en-GB", "", ""},
	} {
		if got := Curly(c.from, c.language); got != c.want {
			t.Errorf("%s: %q becomes %q, want %q", c.language, c.from, got, c.want)
		}
	}
}
