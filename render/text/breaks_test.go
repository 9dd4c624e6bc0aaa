package text

import "testing"

func TestAddressesAreTold(t *testing.T) {
	for word, want := range map[string]bool{
		"it@example.uk": true, "(it@example.uk)": true, "https://example.uk": true, "www.example": true, "intranet.example.uk/security?x=1": true,
		"example.uk.": true, "care-home.example.uk,": true,
		"I.T.": false, "e.g.": false, "and/or": false, "end.": false, "@": false, "@name": false, "3.5": false, "24/7": false, "O’Brien.then": false, "": false,
	} {
		if got := isAddress(word); got != want {
			t.Errorf("isAddress(%q) = %t", word, got)
		}
	}
}

func TestNumbersAndUnitsAreTold(t *testing.T) {
	for word, want := range map[string]bool{"20": true, "£1,000": true, "(0300": true, "9:30": true, "24/7": true, "3rd": false, "I.T.": false, "-": false, "": false} {
		if got := isNumber(word); got != want {
			t.Errorf("isNumber(%q) = %t", word, got)
		}
	}
	for word, want := range map[string]bool{"KB": true, "minutes.": true, "p.m.": true, "4567": true, "%": true, "awr": true, "of": false, "": false} {
		if got := isUnit(word); got != want {
			t.Errorf("isUnit(%q) = %t", word, got)
		}
	}
}
