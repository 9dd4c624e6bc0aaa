package gallery

import (
	"slices"
	"testing"

	"kic/templates"
)

func TestEveryMaterialOfTheTemplatesHasAChannelInTheGalleryAndAPlaceOnTheSheet(t *testing.T) {
	platforms, err := templates.Channels()
	if err != nil {
		t.Fatal(err)
	}
	shown := templates.Outlets(platforms)
	for _, family := range append(templates.Families(), templates.Family{ID: "mugs", Name: "Mugs"}) {
		place := PlaceOf(&templates.Placement{ID: "p", Material: family.ID, Width: 10, Height: 10})
		listed := slices.ContainsFunc(shown, func(c Channel) bool { return c.ID == place.Channel })
		if listed != (family.ID != "mugs") {
			t.Errorf("%s: its channel %q is in the gallery: %t", family.ID, place.Channel, listed)
		}
	}
}
