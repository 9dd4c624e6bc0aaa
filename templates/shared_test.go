package templates

import "testing"

func TestWhatShipsIsReadOnceAndShared(t *testing.T) {
	first, err := Looks()
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Looks()
	for i, look := range first {
		one, err := ReadLook(look.ID)
		if look != again[i] || look != one || err != nil {
			t.Errorf("the look %q is read anew: %p, %p and %p (%v)", look.ID, look, again[i], one, err)
		}
	}
	covered := 0
	for i, p := range shipped(t) {
		if len(p.Covered) > 0 {
			covered++
			if &p.Covered[0] != &shipped(t)[i].Covered[0] {
				t.Errorf("the placement %q is read anew", p.ID)
			}
		}
	}
	if len(first) < 3 || covered < 3 {
		t.Errorf("only %d looks, and %d placements of which something is covered", len(first), covered)
	}
}

func TestASliceOfWhatShipsIsTheCallersOwn(t *testing.T) {
	looks, err := Looks()
	if err != nil {
		t.Fatal(err)
	}
	placements, families, ids := shipped(t), Families(), LookIDs()
	channels, err := Channels()
	if err != nil {
		t.Fatal(err)
	}
	looks[0], placements[0].ID, channels[0].Name, families[0].Name, ids[0] = nil, "other", "other", "other", "other"
	if again, _ := Looks(); again[0] == nil {
		t.Error("a look that one caller took out is missing for the next")
	}
	if shipped(t)[0].ID == "other" {
		t.Error("a placement that one caller renamed has that name for the next")
	}
	if again, _ := Channels(); again[0].Name == "other" {
		t.Error("a channel that one caller renamed has that name for the next")
	}
	if Families()[0].Name == "other" || LookIDs()[0] == "other" {
		t.Error("a material or an id that one caller renamed has that name for the next")
	}
}

func TestAnUnknownLookIsAnError(t *testing.T) {
	for _, id := range []string{"", "bald", "../looks/bold", "bold.toml"} {
		if look, err := ReadLook(id); err == nil {
			t.Errorf("%q is the look %v", id, look)
		}
	}
}

func BenchmarkLooks(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Looks(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlacements(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Placements(); err != nil {
			b.Fatal(err)
		}
	}
}

// What the first call of each costs.
func BenchmarkParseAllLooksAndPlacements(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, id := range LookIDs() {
			data, err := lookFiles.ReadFile("looks/" + id + ".toml")
			if err != nil {
				b.Fatal(err)
			}
			if _, err := ParseLook(id+".toml", data); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := ParsePlacements("placements.toml", placementsTOML); err != nil {
			b.Fatal(err)
		}
	}
}
