package render

import (
	"testing"

	"kic/render/pack"
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
	for _, ch := range channels(platforms) {
		if known[ch.ID] {
			t.Errorf("channel %q is there twice", ch.ID)
		}
		known[ch.ID] = true
	}
	for _, p := range placements {
		place := placeOf(&p)
		if !known[place.Channel] || place.Channel == string(templates.Social) {
			t.Errorf("%s goes to channel %q, which is none of a platform's, nor a material", p.ID, place.Channel)
		}
		if (place.Frame != pack.FrameBare) != (p.Material == templates.Social) {
			t.Errorf("%s of %s has the frame %q; social pieces have one, others don't", p.ID, p.Material, place.Frame)
		}
		if len(place.Covered) != len(p.Covered) {
			t.Errorf("%s: %d of %d covered parts reach the gallery", p.ID, len(place.Covered), len(p.Covered))
		}
	}
}

func TestPiecesStandInTheFrameOfTheirUse(t *testing.T) {
	want := map[string]pack.Frame{
		"x-post": pack.FramePost, "x-header": pack.FrameProfile, "instagram-square": pack.FramePhoto, "story-1080x1920": pack.FrameStory,
		"youtube-thumbnail": pack.FrameVideo, "youtube-banner": pack.FrameProfile, "whatsapp-square": pack.FrameChat,
		"whatsapp-status-1080x1920": pack.FrameStory, "teams-background": pack.FrameMeeting, "lock-screen-1920x1080": pack.FrameBare,
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
