package render

import (
	"slices"
	"testing"

	"kic/render/pack"
	"kic/templates"
)

func TestEveryMaterialOfTheTemplatesHasAChannelInTheGalleryAndAPlaceOnTheSheet(t *testing.T) {
	platforms, err := templates.Channels()
	if err != nil {
		t.Fatal(err)
	}
	shown := channels(platforms)
	for _, family := range append(templates.Families(), templates.Family{ID: "mugs", Name: "Mugs"}) {
		place := placeOf(&templates.Placement{ID: "p", Material: family.ID, Width: 10, Height: 10})
		listed := slices.ContainsFunc(shown, func(c pack.Channel) bool { return c.ID == place.Channel })
		if listed != (family.ID != "mugs") {
			t.Errorf("%s: its channel %q is in the gallery: %t", family.ID, place.Channel, listed)
		}
	}
}
