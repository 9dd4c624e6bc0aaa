package pdf

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"kic/render/scene"
)

const a4w, a4h = 210 * mm, 297 * mm

// write gives pages as a file.
func write(t testing.TB, s setter, info Info, pages ...scene.Scene) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, pages, info, s.set); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sheet is a small page of items.
func sheet(items ...scene.Item) scene.Scene {
	return scene.Scene{Title: "A test page", Lang: "en-GB", Unit: scene.Pt, W: 300, H: 400, Items: items}
}

// insert is an A4 page with a bit of everything, painted out of reading order.
func insert(s setter) scene.Scene {
	item := func(label string, y float64, lines ...string) scene.Group {
		return scene.Group{Role: scene.RoleListItem, Items: []scene.Item{
			s.para(scene.RoleLabel, 60, y, style{face: bold, size: 14}, label),
			s.para(scene.RoleBody, 90, y, style{size: 14}, lines...),
		}}
	}
	return scene.Scene{
		Title: "Spot the fake email", Lang: "en-GB", Unit: scene.Pt, W: a4w, H: a4h, Bleed: 3 * mm,
		Items: []scene.Item{
			scene.Shape{Path: scene.RectPath(scene.Rect{X: -10, Y: -10, W: a4w + 20, H: 170}), Fill: blend3(0, 0, a4w, 0, navy, blue, navy)},
			figure(),
			s.para(scene.RoleH1, 60, 90, style{face: bold, size: 40, color: white}, "AVATAR: spot the fake"),
			s.para(scene.RoleP, 60, 200, style{size: 14}, "Criminals copy logos and names. Stop, ", "check who really sent it, and report it to ", "the team if anything is odd."),
			s.para(scene.RoleH2, 60, 280, style{face: bold, size: 20}, "What to do"),
			scene.Group{Role: scene.RoleList, Items: []scene.Item{
				item("1", 310, "Don’t click the link."), item("2", 335, "Look at the sender’s full ", "address."), item("3", 380, "Ask a colleague — ŵ ŷ café."),
			}},
			scene.Group{Role: scene.RoleP, Items: []scene.Item{
				s.line("Report it: ", 60, 450, style{size: 14}),
				scene.Group{Role: scene.RoleLink, Link: "mailto:report@example.org", Items: []scene.Item{s.line("report@example.org", 130, 450, style{size: 14, color: blue})}},
			}},
			scene.Group{Items: swatches()},
			scene.Group{Opacity: 0.6, Items: []scene.Item{s.para(scene.RoleP, 60, 680, style{size: 16}, "Faded words are still words.")}},
			scene.Group{Role: scene.RoleArtifact, Items: []scene.Item{s.line("DECORATION", 60, 720, style{})}},
			scene.Group{Role: scene.RoleLogo, Alt: "Northern Care", Link: "https://example.org/", Items: []scene.Item{
				scene.Shape{Path: scene.RoundRectPath(scene.Rect{X: 400, Y: 740, W: 120, H: 40}, scene.Radii{TopLeft: 8, BottomRight: 8}), Fill: scene.Solid(navy)},
				s.line("Northern", 420, 766, style{face: bold, size: 16, color: white}),
			}},
		},
	}
}

// blend3 is a linear gradient of three colours.
func blend3(x0, y0, x1, y1 float64, a, b, c color.NRGBA) scene.Paint {
	return scene.Paint{Gradient: &scene.Gradient{From: scene.Point{X: x0, Y: y0}, To: scene.Point{X: x1, Y: y1},
		Stops: []scene.Stop{{Offset: 0, Color: a}, {Offset: 0.5, Color: b}, {Offset: 1, Color: c}}}}
}

// figure is a picture that is read last, though it is painted first.
func figure() scene.Group {
	var star scene.Path
	star.MoveTo(50, 0)
	star.LineTo(80, 100)
	star.LineTo(0, 35)
	star.LineTo(100, 35)
	star.LineTo(20, 100)
	star.Close()
	return scene.Group{Role: scene.RoleFigure, Alt: "A hook over an envelope", Order: 5, Transform: scene.Translate(420, 200), Items: []scene.Item{
		scene.Shape{Path: star, EvenOdd: true, Fill: scene.Solid(amber), Stroke: &scene.Stroke{Paint: scene.Solid(navy), Width: 3, Join: scene.RoundJoin}},
		scene.Group{Opacity: 0.5, Items: []scene.Item{
			scene.Shape{Path: scene.EllipsePath(scene.Rect{X: 20, Y: 20, W: 60, H: 60}), Fill: scene.Solid(blue)},
			scene.Shape{Path: scene.EllipsePath(scene.Rect{X: 50, Y: 50, W: 60, H: 60}), Fill: scene.Solid(navy)},
		}},
	}}
}

// swatches are a clipped picture, a mask, and gradients that reflect, repeat and fade.
func swatches() []scene.Item {
	photo := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			photo.SetNRGBA(x, y, color.NRGBA{uint8(x * 4), uint8(y * 4), 128, uint8(255 - x*2)})
		}
	}
	square := func(x float64) scene.Rect { return scene.Rect{X: x, Y: 500, W: 110, H: 110} }
	black := color.NRGBA{A: 255}
	return []scene.Item{
		scene.Group{Clip: &scene.Clip{Path: scene.EllipsePath(square(60))}, Items: []scene.Item{
			scene.Image{Source: photo, Box: square(60), Alt: "A colour wheel"},
		}},
		scene.Group{
			Mask:  &scene.Mask{Items: []scene.Item{scene.Shape{Path: scene.RectPath(square(190)), Fill: blend3(190, 0, 300, 0, black, white, black)}}},
			Items: []scene.Item{scene.Shape{Path: scene.RectPath(square(190)), Fill: scene.Solid(navy)}},
		},
		scene.Shape{Path: scene.RectPath(square(320)), Fill: scene.Paint{Gradient: &scene.Gradient{
			Radial: true, From: scene.Point{X: 365, Y: 545}, To: scene.Point{X: 375, Y: 555}, Radius: 25, Spread: scene.Reflect,
			Stops: []scene.Stop{{Offset: 0, Color: amber}, {Offset: 0.5, Color: white}, {Offset: 1, Color: color.NRGBA{0, 0x5E, 0xB8, 60}}},
		}}},
		scene.Shape{Path: scene.RectPath(square(450)), Fill: scene.Paint{Gradient: &scene.Gradient{
			From: scene.Point{X: 460, Y: 500}, To: scene.Point{X: 480, Y: 510}, Spread: scene.Repeat,
			Stops: []scene.Stop{{Offset: 0, Color: amber}, {Offset: 0.5, Color: amber}, {Offset: 0.5, Color: navy}, {Offset: 1, Color: navy}},
		}}, Stroke: &scene.Stroke{Paint: blend3(450, 500, 560, 610, navy, amber, navy), Width: 4, Dash: []float64{8, 4}}},
	}
}
