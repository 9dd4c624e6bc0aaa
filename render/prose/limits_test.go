package prose_test

import (
	"strings"
	"testing"

	"kic/render/campaign"
	"kic/render/prose"
)

// Gmail shows 102 KB of a mail and cuts off the rest.
func TestANewsletterHasUpTo102KB(t *testing.T) {
	size := func(more int) (int, error) {
		t.Helper()
		c, err := campaign.Parse("c.toml", []byte(`name = "Small"
[[message]]
id = "one"
name = "One"
headline = ["Short"]
alt = "A picture."
tips = ["`+strings.Repeat("x", more)+`"]
bulletin = { subject = "s", summary = "s", body = "b" }
`))
		if err != nil {
			t.Fatal(err)
		}
		docs, err := prose.Message(c, c.Message("one"), full(), prose.Pictures{Header: header()})
		for _, d := range docs {
			if strings.HasSuffix(d.Path, "-newsletter.html") {
				return len(d.Data), err
			}
		}
		return 0, err
	}
	one, err := size(50_000)
	if err != nil || one == 0 {
		t.Fatalf("a newsletter of %d bytes: %v", one, err)
	}
	room := 50_000 + 102_000 - one
	if got, err := size(room); got != 102_000 || err != nil {
		t.Errorf("a newsletter of 102 KB has %d bytes: %v", got, err)
	}
	if _, err := size(room + 1); err == nil || !strings.Contains(err.Error(), "has 102001 bytes") {
		t.Errorf("a byte more gives %v", err)
	}
}
