package layout

import (
	"strings"
	"testing"

	"kic/brand"
	"kic/render/scene"
	"kic/render/text"
)

func TestNothingIsSetWithTheStraightMarksOfTypewriters(t *testing.T) {
	b := newBench(t)
	logo := defaultBrand(t)
	br := *hostileBrand()
	br.Name, br.ShortName = `St Sample's "Example" Hospice`, "St Sample's"
	br.Fields = map[string]string{"name": br.Name, "short_name": br.ShortName, "intranet": "https://a.example/it's", "report_email": "o'sample@a.example", "helpdesk": "Ask for 'Help'"}
	br.Links = map[string]string{"intranet": "https://a.example/it's"}
	br.Partners = []brand.Partner{{Name: "Sample's Homes"}, {Name: "Our 'Sample' Council", Logo: logo.Logo}}
	marks := 0
	for _, look := range b.looks {
		for i := range b.placements {
			p := &b.placements[i]
			for _, c := range []string{"en-GB", "cy"} {
				in := b.campaign.In(c)
				for _, m := range in.Messages {
					r, err := b.kit.Lay(Input{Campaign: in, Message: in.Message(m.ID), Brand: &br, Placement: p, Look: look, Shaper: text.NewShaper(br.Fonts(b.fonts))})
					if err != nil {
						continue // so awkward a name doesn't fit everywhere
					}
					scene.Walk(r.Scene.Items, scene.Identity, func(it scene.Item, _ scene.Matrix) bool {
						if words, ok := it.(scene.Text); ok {
							marks += strings.Count(words.String, "’")
							bare := strings.NewReplacer("a.example/it's", "", "o'sample@a.example", "").Replace(words.String)
							if strings.ContainsAny(bare, `'"`) {
								t.Errorf("%s, %s, %s: %q is set", look.ID, p.ID, m.ID, words.String)
							}
						}
						return true
					})
					if alt := r.Scene.Alt[0].Words; strings.Contains(alt, "Sample's") || strings.Contains(alt, `"Example"`) {
						t.Errorf("%s, %s, %s: the alternative says %s", look.ID, p.ID, m.ID, alt)
					}
				}
			}
			if t.Failed() {
				return
			}
		}
	}
	if marks < 1000 {
		t.Errorf("only %d apostrophes were set", marks)
	}
}
