package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kic/brand"
	"kic/templates"
)

// namesLook is a look of one layer on a large page.
func namesLook(t *testing.T, layer string) *templates.Look {
	t.Helper()
	look, err := templates.ParseLook("looks/one.toml", []byte(`name = "One"
summary = "S"
[[layout]]
id = "one"
margin = "5vmin"
layer = [`+layer+`]
`))
	if err != nil {
		t.Fatal(err)
	}
	return look
}

var namesPlace = templates.Placement{ID: "p", Name: "P", Material: templates.WebBanners, Width: 1600, Height: 1200, Unit: templates.Pixels, Format: templates.PNG}

func TestEveryKindOfLayerIsDrawn(t *testing.T) {
	b, br := newBench(t), defaultBrand(t)
	br.Partners = hostileBrand().Partners
	m := b.message(t, "phishing")
	for _, kind := range templates.LayerKinds() {
		look := namesLook(t, fmt.Sprintf(`{ is = %q, region = "page", colour = "ink", on = "paper", corner = "top-left", radius = "9vmin", slot = [{ text = "headline", size = "9vmin", leading = 1.1, weight = 700 }] }`, kind))
		got, err := b.lay(br, m, look, &namesPlace)
		if err != nil || len(got.Scene.Items) == 0 {
			t.Errorf("%s: %d items, error %v", kind, len(got.Scene.Items), err)
		}
	}
	unknown := namesLook(t, `{ is = "fill", region = "page", colour = "ink" }`)
	unknown.Layouts[0].Layers[0].Is = "curtain"
	if _, err := b.lay(br, m, unknown, &namesPlace); err == nil || !strings.Contains(err.Error(), `unknown layer type "curtain"`) {
		t.Errorf("got %v", err)
	}
}

func TestEveryTextOfASlotIsSet(t *testing.T) {
	b, br := newBench(t), defaultBrand(t)
	m := b.message(t, "phishing")
	for _, slot := range templates.SlotTexts() {
		look := namesLook(t, fmt.Sprintf(`{ is = "text", region = "page", on = "paper", least = 0.2, slot = [{ text = %q, size = "3vmin", leading = 1.2, weight = 400 }] }`, slot))
		got, err := b.lay(br, m, look, &namesPlace)
		if err != nil || len(got.Texts) == 0 {
			t.Errorf("%s: %d paragraphs, error %v", slot, len(got.Texts), err)
		}
		if orders[slot] == 0 {
			t.Errorf("%s has no place in the order in which a piece is read", slot)
		}
	}
}

func TestEveryConditionOfARegionIsMetForSomeBrand(t *testing.T) {
	full, none := defaultBrand(t), &brand.Brand{Name: "None"}
	full.Partners = hostileBrand().Partners
	for _, when := range templates.Whens() {
		with, known := conditions(Input{Brand: full})[when]
		without := conditions(Input{Brand: none})[when]
		if !known || with == without {
			t.Errorf("%q: known %t, met for a brand with everything %t, for one with nothing %t", when, known, with, without)
		}
	}
}

func TestEveryPlateIsDrawnInItsOwnWay(t *testing.T) {
	b := newBench(t)
	br := defaultBrand(t)
	br.Logo, br.Reversed = nil, nil
	shapes := map[string]templates.Plate{}
	for _, plate := range templates.Plates() {
		look := namesLook(t, fmt.Sprintf(`{ is = "logo", region = "page", on = "paper", corner = "top-left", plate = %q }`, plate))
		got, err := b.lay(br, b.message(t, "phishing"), look, &namesPlace)
		if err != nil {
			t.Fatal(err)
		}
		dump := fmt.Sprintf("%v", got.Scene.Items[0])
		if other, same := shapes[dump]; same {
			t.Errorf("the plates %s and %s look the same", plate, other)
		}
		shapes[dump] = plate
	}
}

func TestColourRolesHaveTheSameNamesEverywhere(t *testing.T) {
	want := slices.Sorted(slices.Values(brand.RoleNames()))
	if got := slices.Sorted(slices.Values(templates.RoleNames())); !slices.Equal(got, want) {
		t.Errorf("looks may name %v, brands have %v", got, want)
	}
	var drawn []string
	for _, role := range artKeys {
		drawn = append(drawn, role)
	}
	if slices.Sort(drawn); !slices.Equal(drawn, want) {
		t.Errorf("artwork is drawn in %v, brands have %v", drawn, want)
	}
}
