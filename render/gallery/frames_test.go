package gallery

import (
	"testing"

	"kic/templates"
)

func TestEveryShippedPlacementHasItsChannelAndFrame(t *testing.T) {
	placements, err := templates.Placements()
	if err != nil {
		t.Fatal(err)
	}
	platforms, err := templates.Channels()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, ch := range templates.Outlets(platforms) {
		if known[ch.ID] {
			t.Errorf("channel %q is there twice", ch.ID)
		}
		known[ch.ID] = true
	}
	for _, p := range placements {
		place := PlaceOf(&p)
		if !known[place.Channel] || place.Channel == string(templates.Social) {
			t.Errorf("%s goes to channel %q, which is none of a platform's, nor a material", p.ID, place.Channel)
		}
		if (place.Frame != FrameBare) != (p.Material == templates.Social) {
			t.Errorf("%s of %s has the frame %q; social pieces have one, others don't", p.ID, p.Material, place.Frame)
		}
		if len(place.Covered) != len(p.Covered) {
			t.Errorf("%s: %d of %d covered parts reach the gallery", p.ID, len(place.Covered), len(p.Covered))
		}
	}
}

// 1.6 is 10:16, the widest screen of a phone.
func TestAPieceAsTallAsAPhonesScreenStandsInAStory(t *testing.T) {
	for height, want := range map[float64]Frame{1500: FramePost, 1590: FramePost, 1600: FrameStory, 1920: FrameStory} {
		if got := frameOf(&templates.Placement{Material: templates.Social, Width: 1000, Height: height}); got != want {
			t.Errorf("1000 × %g stands in %q, want %q", height, got, want)
		}
	}
}

func TestPiecesStandInTheFrameOfTheirUse(t *testing.T) {
	want := map[string]Frame{
		"x-post": FramePost, "x-header": FrameProfile, "instagram-square": FramePhoto, "story-1080x1920": FrameStory,
		"youtube-thumbnail": FrameVideo, "youtube-banner": FrameProfile, "whatsapp-square": FrameChat,
		"whatsapp-status-1080x1920": FrameStory, "teams-background": FrameMeeting, "lock-screen-1920x1080": FrameBare,
	}
	placements, err := templates.Placements()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range placements {
		if frame, named := want[p.ID]; named && frameOf(&p) != frame {
			t.Errorf("%s has the frame %q, want %q", p.ID, frameOf(&p), frame)
		}
		delete(want, p.ID)
	}
	for id := range want {
		t.Errorf("there is no placement %q", id)
	}
}
