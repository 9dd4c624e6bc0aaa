package scene

import "testing"

func TestDirectionFollowsTheLanguageAndItsScript(t *testing.T) {
	for language, want := range map[string]bool{
		"": false, "en-GB": false, "cy": false, "bn": false, "pa": false, "pa-Guru": false, "ks-Deva": false, "de-1996": false,
		"ar": true, "AR-eg": true, "ur-PK": true, "pa-Arab": true, "pa-Arab-PK": true, "ckb": true, "he": true,
	} {
		if got := RightToLeft(language); got != want {
			t.Errorf("RightToLeft(%q) = %v", language, got)
		}
	}
}
