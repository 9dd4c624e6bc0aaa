package templates

import (
	"strings"
	"testing"
)

func TestAMaterialOfTheFileIsOneThatPlacementsMayName(t *testing.T) {
	const placement = "[[placement]]\nid = \"p\"\nname = \"P\"\nwidth = 100\nheight = 100\nmaterial = \"%\"\n"
	if len(Families()) < 4 {
		t.Fatalf("only %v", Families())
	}
	for _, f := range Families() {
		if _, err := ParsePlacements("p.toml", []byte(strings.Replace(placement, "%", string(f.ID), 1))); err != nil {
			t.Errorf("%s: %v", f.ID, err)
		}
	}
	_, err := ParsePlacements("p.toml", []byte(strings.Replace(placement, "%", "mugs", 1)))
	if err == nil || !strings.Contains(err.Error(), `p.toml:6: placement[1].material: "mugs" is not a material; use one of screensavers, web-banners`) {
		t.Errorf("a material that isn't in the file: %v", err)
	}
}

func TestMistakesInTheMaterialsAreTold(t *testing.T) {
	for data, want := range map[string]string{
		"[[material]]\nid = \"mugs\"\n":                                       "materials.toml:1: material[1].name: is missing",
		"[[material]]\nid = \"Mugs!\"\nname = \"M\"\n":                        `"Mugs!" is not an id`,
		strings.Repeat("[[material]]\nid = \"mugs\"\nname = \"Mugs\"\n\n", 2): "there already",
	} {
		if _, err := parseFamilies("materials.toml", []byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", data, err, want)
		}
	}
}
