package templates

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestOutletsComeInTheOrderOfTheMaterialsAndThePlatforms(t *testing.T) {
	var got []string
	for _, o := range Outlets([]Channel{{ID: "x", Name: "X"}, {ID: "linkedin", Name: "LinkedIn"}}) {
		got = append(got, o.ID+": "+o.Name+"/"+o.Family)
	}
	want := []string{
		"screensavers: Screensavers and lock screens/", "web-banners: Web and email banners/", "x: X/Social media",
		"linkedin: LinkedIn/Social media", "video-meetings: Video meetings/", "social: Other social media/", "inserts: Inserts and posters/",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestEveryShippedPlacementHasAnOutletAndEveryOutletHasOne(t *testing.T) {
	channels, err := Channels()
	if err != nil {
		t.Fatal(err)
	}
	holds := map[string]int{}
	for _, o := range Outlets(channels) {
		if _, twice := holds[o.ID]; twice || o.Name == "" {
			t.Errorf("the outlet %q is there twice, or has no name", o.ID)
		}
		holds[o.ID] = 0
	}
	for _, p := range shipped(t) {
		if _, ok := holds[p.Outlet()]; !ok {
			t.Errorf("%s goes out by %q, which is no outlet", p.ID, p.Outlet())
		}
		holds[p.Outlet()]++
	}
	for id, n := range holds {
		if n == 0 && id != string(Social) { // a campaign's own sizes may need that one
			t.Errorf("nothing goes out by %q", id)
		}
	}
}

func TestAPlacementGoesOutByItsKindElseItsPlatformElseItsMaterial(t *testing.T) {
	for _, c := range []struct {
		p    Placement
		want string
	}{
		{Placement{Material: Social, Channel: "x", Kind: MeetingBackground}, "video-meetings"},
		{Placement{Material: Screensavers, Kind: MeetingBackground}, "video-meetings"},
		{Placement{Material: Social, Channel: "x"}, "x"},
		{Placement{Material: Social, Channel: "x", Kind: Cover}, "x"},
		{Placement{Material: Social}, "social"},
		{Placement{Material: WebBanners, Channel: "x"}, "web-banners"},
		{Placement{Material: Inserts, Kind: Poster}, "inserts"},
	} {
		if got := c.p.Outlet(); got != c.want {
			t.Errorf("%s, kind %q, channel %q: goes out by %q, want %q", c.p.Material, c.p.Kind, c.p.Channel, got, c.want)
		}
	}
}

func TestEveryMaterialHasAPlacement(t *testing.T) {
	for _, f := range Families() {
		if !slices.ContainsFunc(shipped(t), func(p Placement) bool { return p.Material == f.ID }) {
			t.Errorf("no placement is of the material %q: --only would refuse what help offers", f.ID)
		}
	}
}

func TestAChannelHasAnIDThatNoOtherOutletHas(t *testing.T) {
	for _, id := range outletIDs() {
		_, err := ParsePlacements("p.toml", []byte("[[channel]]\nid = \""+id+"\"\nname = \"X\"\n"))
		if want := fmt.Sprintf("p.toml:2: channel[1].id: %q is a material or one of its outlets", id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
