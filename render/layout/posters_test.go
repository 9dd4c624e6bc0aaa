package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/text"
	"kic/templates"
)

// posterBrands are brands of every kind that a poster has a place for: with and without a logo, a tall one, partners, a page
// for the QR code, and contacts.
func posterBrands(t *testing.T) []*brand.Brand {
	t.Helper()
	plain := hostileBrand()
	plain.Partners, plain.Links = nil, nil
	full := *defaultBrand(t)
	full.Partners = hostileBrand().Partners
	tall := full
	tall.Logo, tall.Reversed = upright(full.Logo), nil
	bare := *defaultBrand(t)
	bare.Fields, bare.Links = map[string]string{"name": bare.Name, "short_name": bare.ShortName}, nil
	long := full
	long.Fields = map[string]string{"name": long.Name, "short_name": long.ShortName, "helpdesk": "01632 960 123",
		"report_email": "report.suspicious.email@federation.doctors.example", "intranet": "https://staff.federation.doctors.example/keep-it-confidential"}
	return []*brand.Brand{defaultBrand(t), &full, &tall, &bare, &long, plain}
}

// upright is a mark in a box twice as high as wide.
func upright(m *brand.Mark) *brand.Mark {
	tall := *m
	tall.Box.H = 2 * tall.Box.W
	return &tall
}

// leastOnPosters is the smallest type, in points, of what a poster says.
const leastOnPosters = 10

// both lays out a message in one language and in two.
func (b *bench) both(t *testing.T, in Input, pair [2]*campaign.Campaign, id string) (one, two Result) {
	t.Helper()
	in.Campaign, in.Message = pair[0], pair[0].Message(id)
	one, err := b.kit.Lay(in)
	if err != nil {
		t.Fatal(err)
	}
	in.Also = []campaign.Voice{{Campaign: pair[1], Message: pair[1].Message(id)}}
	two, err = b.kit.Lay(in)
	if err != nil {
		t.Errorf("%s, %s, %s, %s: %v", in.Look.ID, in.Placement.ID, id, pair[0].Language, err)
	}
	return one, two
}

func TestTwoLanguagesOnAPosterDropNothingThatOneSays(t *testing.T) {
	b := newBench(t)
	welsh, ar := b.campaign.In("cy"), arabic(t)
	for n, br := range posterBrands(t) {
		in := Input{Brand: br, Shaper: text.NewShaper(br.Fonts(b.fonts))}
		for i := range b.placements {
			if in.Placement = &b.placements[i]; in.Placement.Kind != templates.Poster {
				continue
			}
			for _, in.Look = range b.looks {
				for j := range welsh.Messages {
					id := welsh.Messages[j].ID
					for _, pair := range [][2]*campaign.Campaign{{welsh, b.campaign}, {b.campaign, welsh}, {ar, b.campaign}} {
						if pair[0].Message(id) != nil {
							one, two := b.both(t, in, pair, id)
							sameSlots(t, fmt.Sprintf("%s, %s, %s, brand %d", in.Look.ID, in.Placement.ID, id, n), one, two, pair[1].Language+" ", br)
						}
					}
				}
			}
		}
	}
}

// TestTwoLanguagesOnAScreenDropOnlyWhatIsStated holds screens to the README: where a row of partners stands on an ultrawide
// one there may be no room for the action, in either language. Nothing else is left out.
func TestTwoLanguagesOnAScreenDropOnlyWhatIsStated(t *testing.T) {
	b := newBench(t)
	welsh := b.campaign.In("cy")
	for n, br := range posterBrands(t) {
		in := Input{Brand: br, Shaper: text.NewShaper(br.Fonts(b.fonts))}
		for i := range b.placements {
			if in.Placement = &b.placements[i]; !in.Placement.Passed() || in.Placement.Kind == templates.Poster {
				continue
			}
			for _, in.Look = range b.looks {
				for j := (n + i) % 4; j < len(welsh.Messages); j += 4 { // every brand, screen and look, with two messages in turn
					one, two := b.both(t, in, [2]*campaign.Campaign{welsh, b.campaign}, welsh.Messages[j].ID)
					for slot := range one.Wording {
						stated := slot == "action" && two.Layout == "panorama" && len(br.Partners) > 0
						if two.Wording[slot] == "" && !stated {
							t.Errorf("%s, %s, %s, brand %d: %s is %q", in.Look.ID, in.Placement.ID, welsh.Messages[j].ID, n, slot, two.Wording[slot])
						}
					}
				}
			}
		}
	}
}

// sameSlots fails where two says less than one, in either language, or too small.
func sameSlots(t *testing.T, which string, one, two Result, second string, br *brand.Brand) {
	t.Helper()
	for slot, words := range one.Wording {
		said := []string{two.Wording[slot]}
		if slices.Contains([]string{"headline", "support", "action"}, slot) {
			said = append(said, two.Wording[second+slot])
		}
		for _, s := range said {
			if s == "" {
				t.Errorf("%s: %s is dropped, and a poster in one language says %q", which, slot, words)
			}
			for _, contact := range []string{"report_email", "helpdesk"} {
				if c := br.Fields[contact]; c != "" && strings.Contains(words, c) && !strings.Contains(s, c) {
					t.Errorf("%s: %q doesn't say %s, as a poster in one language does: %q", which, s, c, words)
				}
			}
		}
	}
	for _, w := range two.Texts {
		if w.Size < leastOnPosters && w.Slot != "name" && w.Slot != "partners" && !strings.Contains(w.Slot, "qr") && w.Slot != "campaign" {
			t.Errorf("%s: %s is set in %.1f pt", which, w.Slot, w.Size)
		}
	}
	if len(two.Dropped) > 0 {
		t.Errorf("%s: dropped %v", which, two.Dropped)
	}
}
