package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"kic/render/raster/png/pngtest"
	"kic/render/scene"
)

// look is the colours of a brand's pieces.
type look struct{ ground, dark, tint, accent, paper color.NRGBA }

var (
	bluish = look{blue, color.NRGBA{0, 48, 135, 255}, color.NRGBA{204, 223, 241, 255}, gold, white}
	pale   = look{color.NRGBA{250, 250, 240, 255}, color.NRGBA{248, 250, 240, 255}, color.NRGBA{250, 251, 240, 255}, color.NRGBA{249, 249, 240, 255}, white}
	green  = look{color.NRGBA{0, 90, 40, 255}, color.NRGBA{0, 40, 20, 255}, color.NRGBA{230, 245, 225, 255}, color.NRGBA{240, 90, 60, 255}, color.NRGBA{255, 255, 250, 255}}
	alike  = look{blue, blue, color.NRGBA{204, 223, 241, 255}, gold, blue} // two of its roles have one colour
)

// piece is flat art in the colours of l with some words and a logo of somebody's own in it.
func piece(l look, letters int, logo ...scene.Item) scene.Scene {
	half := func(c color.NRGBA) color.NRGBA { c.A = 100; return c }
	var wave scene.Path
	wave.MoveTo(-50, 200)
	wave.CubeTo(200, 60, 400, 330, 700, 210)
	wave.LineTo(700, 500)
	wave.LineTo(-50, 500)
	wave.Close()
	s := page(640, 480,
		rect(0, 0, 640, 480, l.ground),
		scene.Group{
			Clip: &scene.Clip{Path: scene.RoundRectPath(scene.Rect{X: 200, Y: -10, W: 500, H: 470}, scene.Radii{BottomLeft: 180})},
			Items: []scene.Item{
				rect(0, 0, 640, 480, l.tint), filled(wave, l.dark), disc(430, 150, 90.5, half(l.accent)), disc(460, 170, 40, l.paper),
				scene.Shape{Path: star(350, 300, 80), Fill: scene.Solid(l.accent), Stroke: &scene.Stroke{Paint: scene.Solid(l.dark), Width: 5, Join: scene.RoundJoin}},
				scene.Group{Opacity: 0.4, Items: []scene.Item{disc(520, 350, 60, l.paper), disc(560, 370, 50, l.dark)}},
			},
		},
		words(30, 400, 20, letters, l.paper), words(30, 300, 40, 6, l.paper),
	)
	s.Items = append(s.Items, logo...)
	return s
}

func written(t *testing.T, e *Engine, s scene.Scene) []byte {
	t.Helper()
	data, err := e.Write(Picture{Scene: s, W: int(s.W), H: int(s.H), Outlines: letters, Format: FormatPNG, First: true})
	if err != nil {
		t.Fatal(err)
	}
	pngtest.Read(t, data)
	return data
}

func TestAPictureIsTheSameWhateverWasMadeBeforeIt(t *testing.T) {
	logos := map[string][]scene.Item{
		"none":    nil,
		"badge":   {disc(60, 60, 40, color.NRGBA{12, 90, 40, 255})},
		"picture": {scene.Image{Source: quarters(20), Box: scene.Rect{X: 20, Y: 20, W: 120, H: 60}}},
		"blend": {scene.Shape{Path: scene.RectPath(scene.Rect{X: 20, Y: 20, W: 90, H: 50}), Fill: scene.Paint{Gradient: &scene.Gradient{
			To: scene.Point{X: 200}, Stops: []scene.Stop{{Color: gold}, {Offset: 1, Color: blue}},
		}}}},
		"masked": {scene.Group{Items: []scene.Item{rect(20, 20, 90, 50, gold)}, Mask: &scene.Mask{Items: []scene.Item{disc(60, 40, 20, white)}}}},
	}
	shared := new(Shared)
	engine := &Engine{Shared: shared}
	for _, l := range []look{bluish, pale, alike, bluish} {
		for _, n := range []int{8, 15} {
			for name, logo := range logos {
				s := piece(l, n, logo...)
				got, want := written(t, engine, s), written(t, new(Engine), s)
				if !bytes.Equal(got, want) {
					t.Fatalf("with %d letters and the logo %q, %v makes another file after other pictures", n, name, l)
				}
				drawn, err := Draw(s, 640, 480, letters)
				if err != nil {
					t.Fatal(err)
				}
				same(t, premultiplied(strictly(t, got)), drawn, 0)
			}
		}
	}
	if len(shared.bands) == 0 {
		t.Error("nothing was kept for the next picture")
	}
}

func TestTheNextBrandsPictureIsDrawnOnlyWhereItDiffersInMoreThanColour(t *testing.T) {
	engine := &Engine{Shared: new(Shared)}
	written(t, engine, piece(bluish, 8))
	for _, c := range []struct {
		name   string
		s      scene.Scene
		y0, y1 int // the rows that are drawn
	}{
		{"other colours", piece(green, 8), 0, 0},
		{"another logo", piece(bluish, 8, disc(60, 60, 40, gold)), 0, 140},
		{"longer words", piece(green, 15), 360, 440},
	} {
		written(t, engine, c.s)
		var got image.Rectangle
		for _, s := range engine.drawer.steps {
			got = got.Union(s.box)
		}
		if got.Min.Y < c.y0-40 || got.Max.Y > c.y1+40 || (got.Dy() == 0) != (c.y1 == 0) {
			t.Errorf("%s: rows %d to %d are drawn, want about %d to %d", c.name, got.Min.Y, got.Max.Y, c.y0, c.y1)
		}
	}
}

func TestPicturesOfOneShapeButOtherColoursInCommonAreNotMixedUp(t *testing.T) {
	// Two discs of one colour are one figure to a file, and two of different colours aren't.
	two := func(a, b color.NRGBA) scene.Scene {
		return page(300, 200, rect(0, 0, 300, 200, white), disc(100, 100, 80.3, a), disc(180, 100, 80.3, b))
	}
	engine := &Engine{Shared: new(Shared)}
	random := rand.New(rand.NewPCG(9, 10))
	some := []color.NRGBA{gold, blue, ink, {254, 184, 28, 255}, {255, 184, 28, 254}}
	for range 40 {
		s := two(some[random.IntN(len(some))], some[random.IntN(len(some))])
		if !bytes.Equal(written(t, engine, s), written(t, new(Engine), s)) {
			t.Fatal("a picture depends on those before it")
		}
	}
}

func TestWithoutRoomNothingMoreIsKeptAndPicturesStayTheSame(t *testing.T) {
	full := &Shared{room: sharedRoom}
	s := piece(bluish, 8)
	if !bytes.Equal(written(t, &Engine{Shared: full}, s), written(t, new(Engine), s)) {
		t.Error("it makes another file")
	}
	if len(full.bands) > 0 {
		t.Errorf("%d bands are kept", len(full.bands))
	}
}

func TestWhatOnePictureAloneShowsIsNotKeptUntilAnotherShowsItToo(t *testing.T) {
	engine := &Engine{Shared: new(Shared)}
	written := func(s scene.Scene, first bool) (kept int) {
		if _, err := engine.Write(Picture{Scene: s, W: 640, H: 480, Outlines: letters, Format: FormatPNG, First: first}); err != nil {
			t.Fatal(err)
		}
		return len(engine.Shared.bands)
	}
	all := written(piece(bluish, 8), true)
	with := piece(bluish, 8, disc(60, 60, 40, gold))
	if once := written(with, false); once != all {
		t.Errorf("a logo seen once leaves %d bands, want %d", once, all)
	}
	if twice := written(with, false); twice <= all {
		t.Errorf("a logo seen twice leaves %d bands, want more than %d", twice, all)
	}
}

func TestEnginesAtWorkAtTheSameTimeShareAndMakeTheSameFiles(t *testing.T) {
	shared := new(Shared)
	var all sync.WaitGroup
	files := make([][]byte, 8)
	for i := range files {
		all.Go(func() {
			e := &Engine{Shared: shared, Spread: func(n int, part func(int)) {
				var parts sync.WaitGroup
				for k := range n {
					parts.Go(func() { part(k) })
				}
				parts.Wait()
			}}
			s := piece(bluish, 8)
			files[i], _ = e.Write(Picture{Scene: s, W: 1920, H: 1440, Outlines: letters, Format: FormatPNG, First: true})
		})
	}
	all.Wait()
	s := piece(bluish, 8)
	want, err := new(Engine).Write(Picture{Scene: s, W: 1920, H: 1440, Outlines: letters, Format: FormatPNG, First: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range files {
		if !bytes.Equal(got, want) {
			t.Errorf("engine %d made another file, of %d bytes instead of %d", i, len(got), len(want))
		}
	}
}

func TestRowsDoNotDependOnWhichOthersAreDrawn(t *testing.T) {
	scenes := map[string]scene.Scene{"art": flatArt(), "piece": piece(bluish, 9, scene.Image{Source: quarters(20), Box: scene.Rect{X: 20, Y: 20, W: 120, H: 60}})}
	random := rand.New(rand.NewPCG(11, 12))
	for i := range 20 {
		var p scene.Path
		at := func() (x, y float64) { return random.Float64()*500 - 100, random.Float64()*500 - 100 }
		x, y := at()
		p.MoveTo(x, y)
		for range 5 {
			ax, ay := at()
			bx, by := at()
			cx, cy := at()
			p.CubeTo(ax, ay, bx, by, cx, cy)
			x, y := at()
			p.LineTo(x, y)
		}
		p.Close()
		sh := scene.Shape{Path: p, EvenOdd: i%2 == 0, Fill: scene.Solid(gold)}
		scenes[fmt.Sprint("curve ", i)] = page(300, 300, rect(0, 0, 300, 300, blue), scene.Group{Clip: &scene.Clip{Path: star(150, 150, 140)}, Items: []scene.Item{sh}}, pulled(p, scene.Stroke{Width: 3}))
	}
	for name, s := range scenes {
		w, h := int(s.W), int(s.H)
		whole, err := Draw(s, w, h, letters)
		if err != nil {
			t.Fatal(err)
		}
		for range 6 {
			y0 := random.IntN(h)
			y1 := y0 + 1 + random.IntN(h-y0)
			var e Engine
			if err := e.drawer.begin(s, w, h, letters); err != nil {
				t.Fatal(err)
			}
			if err := e.drawer.draw(image.Rect(0, y0, w, y1)); err != nil {
				t.Fatal(err)
			}
			part := e.picture(e.drawer.steps, e.drawer.page)
			for y := y0; y < y1; y++ {
				if !slices.Equal(row(part, y), row(whole, y)) {
					t.Fatalf("%s: row %d differs when rows %d to %d are drawn", name, y, y0, y1)
				}
			}
		}
	}
}
