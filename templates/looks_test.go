package templates

import (
	"strings"
	"testing"
)

func TestTheGroundOfArtworkMayBeDuskAndNothingUnknown(t *testing.T) {
	const good = `name = "N"
summary = "S"
[[layout]]
id = "wide"
region = [{ name = "art", of = "page", side = "right", size = "46%", two = "30%" }]
layer = [
  { is = "fill", region = "page", colour = "dusk" },
  { is = "art", region = "art", backdrop = { tint = "dusk", primary = "deep" } },
  { is = "text", region = "page", on = "dusk", slot = [{ text = "headline", size = "9vmin" }] },
]
`
	if _, err := ParseLook("looks/n.toml", []byte(good)); err != nil {
		t.Fatalf("the look that the cases are made from is refused: %v", err)
	}
	for old, c := range map[string]struct{ to, want string }{
		`tint = "dusk"`:      {`tint = "dask"`, `"dask" means nothing here; did you mean "dusk"?`},
		`, primary = "deep"`: {`, primry = "deep"`, `did you mean "primary"?`},
		`on = "dusk"`:        {`on = "dusky"`, `did you mean "dusk"?`},
		`colour = "dusk"`:    {`colour = "wal"`, `did you mean "wall"?`},
		`primary = "deep"`:   {`primary = "floor"`, `"floor" means nothing here`},
		`{ is = "fill", region = "page", colour = "dusk" }`: {`{ is = "text", region = "page", panel = "dusk" }`, `"dusk" means nothing here`},
	} {
		_, err := ParseLook("looks/n.toml", []byte(strings.Replace(good, old, c.to, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, wanted %s", c.to, err, c.want)
		}
	}
}
