package gallery

import (
	"image/color"
	"testing"

	"kic/brand"
	"kic/render/colour"
	"kic/render/scene"
)

// Screens lie from 16:10 to a little over 16:9; the cards of links are 1.91.
func TestAMessageIsLedByAPictureOfAScreensShape(t *testing.T) {
	for ratio, leads := range map[float64]bool{4.0 / 3: false, 1.59: false, 1.61: true, 16.0 / 9: true, 1.91: true, 1.94: true, 1.96: false, 2.1: false} {
		if got := lead([]card{{Picture: "a.png", ratio: ratio}}) != nil; got != leads {
			t.Errorf("a picture %.2f times as wide as high leads: %t, want %t", ratio, got, leads)
		}
	}
}

func TestLinksHaveTheBrandsColourWhereItReadsOnPanelsToo(t *testing.T) {
	white, panel := level(255), color.NRGBA{0xf3, 0xf5, 0xf7, 0xff} // of gallery.css
	for v := range 256 {
		own := level(uint8(v))
		taken := ThemeOf(brand.Roles{Primary: own, PrimaryDark: white, Deep: white, Paper: white}).Link == scene.Hex(own)
		if taken && colour.Contrast(own, panel) < 4.5 {
			t.Errorf("links of the level %d have a contrast of %.2f on panels, under 4.5", v, colour.Contrast(own, panel))
		}
		if !taken && colour.Contrast(own, white) >= 5.2 {
			t.Errorf("the level %d isn't taken for links, though it has %.2f on white", v, colour.Contrast(own, white))
		}
	}
}

func level(v uint8) color.NRGBA { return color.NRGBA{v, v, v, 255} }
