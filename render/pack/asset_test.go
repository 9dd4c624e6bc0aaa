package pack

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"kic/render/scene"
)

func TestAnAssetIsToldInEachOfItsLanguages(t *testing.T) {
	for name, c := range map[string]struct {
		lang, json string
		all        []scene.Said
	}{
		"one":              {"en-GB", `"lang":"en-GB","alt":"A hook.","safe`, []scene.Said{{Lang: "en-GB", Words: "A hook."}}},
		"two":              {"cy en-GB", `"lang":"cy en-GB","alt":"Bachyn.","alt_also":[{"lang":"en-GB","alt":"A hook."}],"safe`, []scene.Said{{Lang: "cy", Words: "Bachyn."}, {Lang: "en-GB", Words: "A hook."}}},
		"one untranslated": {"cy", `"lang":"cy","alt":"A hook.","alt_lang":"en-GB","safe`, []scene.Said{{Lang: "en-GB", Words: "A hook."}}},
	} {
		a := Asset{Lang: c.lang, AltLang: "old", AltAlso: []Said{{Lang: "old"}}}
		a.Tell(c.all)
		var got []scene.Said
		for _, said := range a.Told() {
			got = append(got, scene.Said{Lang: said.Lang, Words: said.Alt})
		}
		data, err := json.Marshal(a)
		if err != nil || !slices.Equal(got, c.all) || !strings.Contains(string(data), c.json) {
			t.Errorf("%s: told as %v, and in the manifest %s, %v", name, got, data, err)
		}
	}
}

func TestTheGalleryShowsAnAlternativeInEachLanguage(t *testing.T) {
	f := square("phishing", "")
	f.Asset.Lang = "cy en-GB"
	f.Asset.Tell([]scene.Said{{Lang: "cy", Words: "Bachyn <pysgota>."}, {Lang: "en-GB", Words: "A hook."}})
	page := show(t, info(), entry(f))
	for _, want := range []string{
		`alt="Bachyn &lt;pysgota&gt;." lang="cy"`, `<p lang="cy" dir="auto">Bachyn &lt;pysgota&gt;.</p>` + "\n" + `<p lang="en-GB" dir="auto">A hook.</p></div>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the gallery lacks %s", want)
		}
	}
}
