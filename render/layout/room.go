package layout

import (
	"image/color"

	"kic/render/scene"
	"kic/templates"
)

// A scene is a room: the first shape of its backdrop is the wall, the last one the floor. A look that lets the room run to
// the edges of the page stands words on its wall, in its quiet box.

// room finds the colours of the wall and the floor of the message's scene, where the layout paints either. They are those of its first art layer.
func (b *builder) room() error {
	d, err := b.drawing(b.kit.scenes)
	if err != nil || len(d.backdrop.Items) == 0 {
		return err
	}
	var swap map[string]string
	for i := range b.layout.Layers {
		if l := &b.layout.Layers[i]; l.Is == templates.LayerArt {
			swap = b.swap(l)
			break
		}
	}
	ground := inColours(d.backdrop, b.in.Brand.Colours, swap)
	for {
		g, ok := ground.Items[0].(scene.Group)
		if !ok {
			break
		}
		ground = g
	}
	first, _ := ground.Items[0].(scene.Shape)
	last, _ := ground.Items[len(ground.Items)-1].(scene.Shape)
	b.wall = opaque(first.Fill.Color)
	b.floor = over(b.wall, last.Fill.Color)
	return nil
}

// over is a colour seen through another one that may let it through.
func over(below, above color.NRGBA) color.NRGBA {
	mix := func(x, y uint8) uint8 {
		return uint8((int(x)*(255-int(above.A)) + int(y)*int(above.A) + 127) / 255)
	}
	return color.NRGBA{mix(below.R, above.R), mix(below.G, above.G), mix(below.B, above.B), 255}
}

// named is the colour of a role or of [templates.Dusk], or of the scene's own wall or floor.
func (b *builder) named(role string) color.NRGBA {
	switch role {
	case templates.Wall:
		return b.wall
	case templates.Floor:
		return b.floor
	}
	return named(b.in.Brand.Colours, role)
}

// onWall is what of a region lies on the bare wall of the art below it. A layout in a mirror, whose art keeps its way round,
// and art without a quiet box have the room beside the art.
func (b *builder) onWall(region scene.Rect) scene.Rect {
	if !b.turned && !b.quiet.Empty() {
		return region.Intersect(b.quiet)
	}
	return beside(region, b.drawn.Grow(0.6*b.plan.margin))
}
