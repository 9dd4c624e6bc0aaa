package raster

import (
	"image"
	"image/color"
	"testing"

	"kic/render/scene"
)

func TestAGroupFadesAsOneAndNotItemByItem(t *testing.T) {
	pair := []scene.Item{rect(10, 10, 40, 40, black), rect(30, 30, 40, 40, black)}
	img := paint(t, 80, 80, scene.Group{Opacity: 0.5, Items: pair})
	for _, at := range []image.Point{{15, 15}, {40, 40}, {60, 60}} {
		if got := img.RGBAAt(at.X, at.Y).A; got != 128 {
			t.Errorf("alpha at %v is %d, want 128", at, got)
		}
	}
}

func TestAnOpacityOfNoughtOrMoreThanOneMeansOne(t *testing.T) {
	want := paint(t, 20, 20, rect(5, 5, 10, 10, gold))
	for _, v := range []float64{0, 1, 7} {
		same(t, paint(t, 20, 20, scene.Group{Opacity: v, Items: []scene.Item{rect(5, 5, 10, 10, gold)}}), want, 0)
	}
}

func TestAClipCutsWhatLiesOutside(t *testing.T) {
	everything := []scene.Item{rect(0, 0, 100, 100, ink)}
	clipped := func(p scene.Path, evenOdd bool, items ...scene.Item) scene.Group {
		return scene.Group{Clip: &scene.Clip{Path: p, EvenOdd: evenOdd}, Items: items}
	}
	box := scene.RectPath(scene.Rect{X: 20, Y: 30, W: 40, H: 50})
	loose := scene.RectPath(scene.Rect{X: 20.25, Y: 30.5, W: 40, H: 50})
	around := scene.RectPath(scene.Rect{X: -9.3, Y: -9.7, W: 500, H: 500})
	five := star(50, 50, 45)
	circle := scene.EllipsePath(scene.Rect{X: 10, Y: 10, W: 80, H: 80})
	for _, c := range []struct {
		name string
		got  scene.Item
		want scene.Item
	}{
		{"a box on the pixels", clipped(box, false, everything...), filled(box, ink)},
		{"a box between pixels", clipped(loose, false, everything...), filled(loose, ink)},
		{"a box round the page", clipped(around, false, everything...), everything[0]},
		{"a star", clipped(five, false, everything...), filled(five, ink)},
		{"a star, even-odd", clipped(five, true, everything...), scene.Shape{Path: five, EvenOdd: true, Fill: scene.Solid(ink)}},
		{"an empty clip", clipped(scene.Path{}, false, everything...), rect(0, 0, 0, 0, ink)},
		{"clips within clips", clipped(box, false, clipped(around, false, clipped(circle, false, everything...))), clipped(circle, false, rect(20, 30, 40, 50, ink))},
		{"a moved clip", scene.Group{Transform: scene.Translate(7, 3), Clip: &scene.Clip{Path: five}, Items: everything}, filled(five.Transform(scene.Translate(7, 3)), ink)},
	} {
		t.Run(c.name, func(t *testing.T) { same(t, paint(t, 100, 100, c.got), paint(t, 100, 100, c.want), 3) })
	}
}

func TestAMaskLetsThroughByLuminanceOrAlpha(t *testing.T) {
	half := color.NRGBA{255, 255, 255, 128}
	grey := color.NRGBA{128, 128, 128, 255}
	for _, c := range []struct {
		name  string
		alpha bool
		mask  color.NRGBA
		want  uint8
	}{
		{"white", false, white, 255},
		{"black", false, black, 0},
		{"grey", false, grey, 128},
		{"half transparent white", false, half, 128},
		{"green", false, color.NRGBA{0, 255, 0, 255}, 182},
		{"black, by alpha", true, black, 255},
		{"half transparent, by alpha", true, half, 128},
	} {
		g := scene.Group{
			Items: []scene.Item{rect(0, 0, 20, 20, blue)},
			Mask:  &scene.Mask{Alpha: c.alpha, Items: []scene.Item{rect(0, 0, 10, 20, c.mask)}},
		}
		img := paint(t, 20, 20, g)
		if got := img.RGBAAt(5, 5).A; got != c.want {
			t.Errorf("%s: alpha under the mask is %d, want %d", c.name, got, c.want)
		}
		if got := img.RGBAAt(15, 5).A; got != 0 {
			t.Errorf("%s: alpha beside the mask is %d, want 0", c.name, got)
		}
	}
}

func TestALayerIsNoLargerThanWhatShowsOfIt(t *testing.T) {
	// The same picture by way of a layer for each item and without any: edges and all.
	var plain, layered []scene.Item
	for _, it := range flatArt().Items {
		plain = append(plain, it)
		layered = append(layered, scene.Group{Mask: &scene.Mask{Items: []scene.Item{rect(-9, -9, 2000, 1200, white)}}, Items: []scene.Item{it}})
	}
	small := func(items []scene.Item) scene.Group {
		return scene.Group{Transform: scene.Scale(0.2, 0.2), Items: items}
	}
	same(t, paint(t, 384, 216, small(layered)), paint(t, 384, 216, small(plain)), 2)
}
