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
	const mugs, others = "[[material]]\nid = \"mugs\"\nname = \"Mugs\"\n", "others = \"Other mugs\"\n"
	for data, want := range map[string]string{
		"[[material]]\nid = \"mugs\"\n":                                                                                               "materials.toml:1: material[1].name: is missing",
		"[[material]]\nid = \"Mugs!\"\nname = \"M\"\n":                                                                                `"Mugs!" is not an id`,
		strings.Repeat("[[material]]\nid = \"mugs\"\nname = \"Mugs\"\n\n", 2):                                                         "there already",
		"[[material]]\nid = \"copy\"\nname = \"C\"\n":                                                                                 `"copy" is a folder that a pack has for something else`,
		"[[material]]\nid = \"svg\"\nname = \"S\"\n":                                                                                  `"svg" is a folder that a pack has`,
		mugs + "outlet = [{ id = \"o\", name = \"O\", kind = \"story\" }]\n":                                                          "material[1].others: is missing",
		mugs + others + "outlet = [{ id = \"o\", kind = \"storey\" }]\n":                                                              `did you mean "story"?`,
		mugs + others + "outlet = [{ id = \"o\", kind = \"story\" }]\n":                                                               "material[1].outlet[1].name: is missing",
		mugs + others + "outlet = [{ id = \"o\", name = \"O\" }]\n":                                                                   "outlet[1].kind: is missing",
		mugs + others + "outlet = [{ id = \"mugs\", name = \"O\", kind = \"story\" }]\n":                                              `"mugs" is there already`,
		mugs + others + "outlet = [{ id = \"o\", name = \"O\", kind = \"story\" }, { id = \"p\", name = \"P\", kind = \"story\" }]\n": `"story" has an outlet already`,
	} {
		if _, err := parseFamilies("materials.toml", []byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", data, err, want)
		}
	}
}
