package pack

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestAnAssetIsToldInEachOfItsLanguages(t *testing.T) {
	for name, c := range map[string]struct {
		lang, json string
		all        []Said
	}{
		"one":              {"en-GB", `"lang":"en-GB","alt":"A hook.","safe`, []Said{{Lang: "en-GB", Alt: "A hook."}}},
		"two":              {"cy en-GB", `"lang":"cy en-GB","alt":"Bachyn.","alt_also":[{"lang":"en-GB","alt":"A hook."}],"safe`, []Said{{Lang: "cy", Alt: "Bachyn."}, {Lang: "en-GB", Alt: "A hook."}}},
		"one untranslated": {"cy", `"lang":"cy","alt":"A hook.","alt_lang":"en-GB","safe`, []Said{{Lang: "en-GB", Alt: "A hook."}}},
	} {
		a := Asset{Lang: c.lang, AltLang: "old", AltAlso: []Said{{Lang: "old"}}}
		a.Tell(c.all)
		got := a.Told()
		data, err := json.Marshal(a)
		if err != nil || !slices.Equal(got, c.all) || !strings.Contains(string(data), c.json) {
			t.Errorf("%s: told as %v, and in the manifest %s, %v", name, got, data, err)
		}
	}
}
