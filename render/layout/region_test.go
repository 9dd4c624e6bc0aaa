package layout

import (
	"testing"

	"kic/render/scene"
	"kic/templates"
)

func TestAPieceMayCarryOnToTheEdgeOfThePage(t *testing.T) {
	half := templates.Length{Value: 50, Unit: "%"}
	ten := templates.Length{Value: 10, Unit: "px"}
	l := &templates.Layout{ID: "test", Regions: []templates.Region{
		{Name: "low", Of: "safe", Side: "bottom", Size: half, Rest: "upper", Bleed: []templates.Side{"bottom", "left"}, Pad: []templates.Length{ten}},
	}}
	for _, c := range []struct {
		name   string
		layout *templates.Layout
		want   scene.Rect
	}{
		{"as it is", l, scene.Rect{X: 10, Y: 160, W: 70, H: 230}},
		{"in a mirror", mirrored(l), scene.Rect{X: 30, Y: 160, W: 60, H: 230}},
	} {
		p, err := cut(c.layout, &plan{page: scene.Rect{W: 100, H: 400}, safe: scene.Rect{X: 20, W: 70, H: 300}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.regions["low"]; got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
		if upper := p.regions["upper"]; upper != (scene.Rect{X: 20, W: 70, H: 150}) {
			t.Errorf("%s: what is left carries on too: %v", c.name, upper)
		}
	}
}
