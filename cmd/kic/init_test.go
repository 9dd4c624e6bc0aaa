package main

import (
	"regexp"
	"strings"
	"testing"

	"kic"
	"kic/brand"
)

// What the notes of a new brand.toml promise to say where a contact is left out is what the campaign says.
func TestTheNotesOfANewBrandQuoteTheCampaign(t *testing.T) {
	files, err := brand.Template()
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile(`; else "([^"]+)"`).FindAllStringSubmatch(string(files[brand.FileName]), -1)
	if len(quoted) < 4 {
		t.Fatalf("only %d notes quote what is said else", len(quoted))
	}
	for _, q := range quoted {
		if !strings.Contains(string(kic.DefaultTOML()), q[1]) {
			t.Errorf("the campaign never says %q", q[1])
		}
	}
}
