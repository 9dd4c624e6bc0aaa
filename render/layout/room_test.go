package layout

import (
	"image/color"
	"testing"

	"kic/brand"
	"kic/render/colour"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// roomy is a look whose words have the whole wall of a scene that fills the page, its subject at the right.
const roomy = `name = "Roomy"
summary = "S"
[[layout]]
id = "one"
margin = "5vmin"
region = [
  { name = "low", of = "page", side = "bottom", size = "30%", rest = "high" },
  { name = "logo", of = "high", side = "top", size = "20%", rest = "words" },
  { name = "focus", of = "page", side = "right", size = "40%" },
]
layer = [
  { is = "art", region = "focus", within = "page" },
  { is = "logo", region = "logo", on = "wall", plate = "none", quiet = true },
  { is = "text", region = "words", on = "wall", quiet = true, least = 0.2, slot = [
    { text = "headline", size = "30vmin", weight = 800, leading = 1.05 },
  ] },
]
`

func roomyPlace() *templates.Placement {
	return &templates.Placement{ID: "p", Name: "P", Material: templates.Social, Width: 1600, Height: 800, Unit: templates.Pixels, Format: templates.PNG}
}

func TestWordsAndNamesKeepToTheQuietBoxOfTheArt(t *testing.T) {
	b := newBench(t)
	look, err := templates.ParseLook("looks/roomy.toml", []byte(roomy))
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.campaign.Messages {
		m := &b.campaign.Messages[i]
		d, err := b.kit.scenes[m.ID]()
		if err != nil {
			t.Fatal(err)
		}
		if d.quiet.Empty() {
			t.Errorf("%s: no element has the id \"quiet\"", m.ID)
			continue
		}
		if hit := d.quiet.Intersect(d.focus); d.quiet.X > 0 || hit.W > 0.2*d.focus.W {
			t.Errorf("%s: the quiet box %v isn't beside the focus %v", m.ID, d.quiet, d.focus)
		}
		r, err := b.lay(hostileBrand(), m, look, roomyPlace()) // without a logo, so that its name stands there
		if err != nil {
			t.Fatal(err)
		}
		scale := r.Focus.W / d.focus.W
		right, bottom := r.Focus.X+(d.quiet.Right()-d.focus.X)*scale, r.Focus.Y+(d.quiet.Bottom()-d.focus.Y)*scale
		for _, w := range r.Texts {
			if w.Box.Right() > right+slack || w.Box.Bottom() > bottom+slack {
				t.Errorf("%s: %s stands at %v, and the quiet box ends at %.1f, %.1f", m.ID, w.Slot, w.Box, right, bottom)
			}
		}
	}
}

func TestInAMirrorWordsStandBesideTheArtThatKeepsItsWayRound(t *testing.T) {
	b := newBench(t)
	look, err := templates.ParseLook("looks/roomy.toml", []byte(roomy))
	if err != nil {
		t.Fatal(err)
	}
	c, br := arabic(t), defaultBrand(t)
	m := &c.Messages[0]
	r, err := NewKit(c.Messages).Lay(Input{Campaign: c, Message: m, Brand: br, Placement: roomyPlace(), Look: look, Shaper: text.NewShaper(br.Fonts(b.fonts))})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range r.Texts {
		if meets(w.Box, r.Focus) || w.Box.X < r.Focus.Right() {
			t.Errorf("%s at %v, the art's focus at %v", w.Slot, w.Box, r.Focus)
		}
	}
}

func TestWallAndFloorAreThoseOfTheMessagesScene(t *testing.T) {
	b := newBench(t)
	look, err := templates.ParseLook("looks/roomy.toml", []byte(roomy))
	if err != nil {
		t.Fatal(err)
	}
	br := defaultBrand(t)
	roles := br.Colours
	mixed := func(below, above color.NRGBA, share float64) color.NRGBA {
		mix := func(x, y uint8) uint8 { return uint8(float64(x)*(1-share) + float64(y)*share + 0.5) }
		return color.NRGBA{mix(below.R, above.R), mix(below.G, above.G), mix(below.B, above.B), 255}
	}
	for id, want := range map[string][2]color.NRGBA{
		"phishing": {roles.Tint, mixed(roles.Tint, roles.Primary, 0.42)},
		"screens":  {roles.PrimaryDark, roles.Deep},
	} {
		build, err := newBuilder(b.kit, Input{Campaign: b.campaign, Message: b.message(t, id), Brand: br, Placement: roomyPlace(), Look: look}, &look.Layouts[0])
		if err != nil {
			t.Fatal(err)
		}
		if got := build.named(templates.Wall); got != want[0] {
			t.Errorf("%s: the wall is %s, want %s", id, scene.Hex(got), scene.Hex(want[0]))
		}
		if got := build.named(templates.Floor); near(got, want[1]) > 1 {
			t.Errorf("%s: the floor is %s, want %s", id, scene.Hex(got), scene.Hex(want[1]))
		}
	}
	look.Layouts[0].Layers[0].Backdrop = map[string]string{"tint": templates.Dusk}
	build, err := newBuilder(b.kit, Input{Campaign: b.campaign, Message: b.message(t, "phishing"), Brand: br, Placement: roomyPlace(), Look: look}, &look.Layouts[0])
	if err != nil {
		t.Fatal(err)
	}
	if got := build.named(templates.Wall); got != dusk(roles) {
		t.Errorf("at dusk the wall is %s, want %s", scene.Hex(got), scene.Hex(dusk(roles)))
	}
}

// near is the largest difference of two colours in a channel.
func near(a, b color.NRGBA) int {
	d := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B))
}

func TestTheRoomReachesAllEdgesOfThePage(t *testing.T) {
	b := newBench(t)
	br := defaultBrand(t)
	for _, look := range b.looks {
		for i := range b.placements {
			p := &b.placements[i]
			m := &b.campaign.Messages[i%len(b.campaign.Messages)]
			r, err := b.lay(br, m, look, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, it := range r.Scene.Items {
				g, ok := it.(scene.Group)
				if !ok || g.ID != string(templates.LayerArt) {
					continue
				}
				if room, ok := backdrop(g.Items, g.Transform); ok && !room.Contains(g.Clip.Path.Extent(g.Transform), slack) {
					t.Errorf("%s, %s, %s: the backdrop %v leaves gaps in %v", look.ID, p.ID, m.ID, room, g.Clip.Path.Extent(g.Transform))
				}
			}
		}
	}
}

// backdrop is where the first shape of artwork comes to lie where that is its wall; ok is false where the wall is left out.
func backdrop(items []scene.Item, to scene.Matrix) (box scene.Rect, ok bool) {
	for len(items) > 0 {
		switch it := items[0].(type) {
		case scene.Group:
			if it.ID == "subject" {
				return box, false
			}
			items, to = it.Items, to.Mul(it.Transform)
			continue
		case scene.Shape:
			return it.Path.Extent(to), true
		}
		return box, false
	}
	return box, false
}

func TestASignShowsOnItsGroundAndOnTheAccent(t *testing.T) {
	b := newBench(t)
	const look = `name = "Signed"
summary = "S"
[[layout]]
id = "one"
margin = "5vmin"
region = [{ name = "sign", of = "page", side = "right", size = "50%" }]
layer = [{ is = "sign", region = "sign", on = "primary" }]
`
	k, err := templates.ParseLook("looks/signed.toml", []byte(look))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []color.NRGBA{{0, 0x5E, 0xB8, 255}, {10, 10, 12, 255}, {255, 255, 0, 255}, {0xD0, 0x10, 0x20, 255}, {0xBD, 0xE3, 0xE8, 255}} {
		br := *defaultBrand(t)
		br.Colours = brand.Derive(brand.Colours{Primary: c})
		for i := range b.campaign.Messages {
			r, err := b.lay(&br, &b.campaign.Messages[i], k, roomyPlace())
			if err != nil {
				t.Fatal(err)
			}
			painted := strokesOf(r.Scene.Items)
			if len(painted) != 1 {
				t.Errorf("%s in %s: a sign has one colour, this one %d", b.campaign.Messages[i].ID, scene.Hex(c), len(painted))
			}
			for got := range painted {
				for _, ground := range []color.NRGBA{br.Colours.Primary, br.Colours.Accent} {
					if ratio := colour.Contrast(got, ground); ratio < 2 {
						t.Errorf("%s in %s: %s on %s has a contrast of %.2f", b.campaign.Messages[i].ID, scene.Hex(c), scene.Hex(got), scene.Hex(ground), ratio)
					}
				}
			}
		}
	}
}

// strokesOf are the colours of all strokes.
func strokesOf(items []scene.Item) map[color.NRGBA]bool {
	all := map[color.NRGBA]bool{}
	for _, it := range items {
		switch it := it.(type) {
		case scene.Group:
			for c := range strokesOf(it.Items) {
				all[c] = true
			}
		case scene.Shape:
			if it.Stroke != nil {
				all[it.Stroke.Paint.Color] = true
			}
		}
	}
	return all
}

// cropped is a look whose emblem is larger than the page, with words over all of it.
const cropped = `name = "Cropped"
summary = "S"
[[layout]]
id = "one"
margin = "5vmin"
region = [
  { name = "east", of = "page", side = "right", size = "50%" },
  { name = "object", of = "east", pad = ["40vmin", "-60vmin", "-60vmin", "0"] },
]
layer = [
  { is = "emblem", region = "object", within = "page", crop = true, across = "left", down = "top", backdrop = { accent = "paper" } },
  { is = "text", region = "page", on = "accent", quiet = true, least = 0.1, slot = [
    { text = "headline", size = "30vmin", weight = 800, leading = 1.05 },
  ] },
]
`

func TestACropLeavesWhatTheEmblemSaysToKeepAndWordsStandBesideIt(t *testing.T) {
	b := newBench(t)
	look, err := templates.ParseLook("looks/cropped.toml", []byte(cropped))
	if err != nil {
		t.Fatal(err)
	}
	br := defaultBrand(t)
	for i := range b.campaign.Messages {
		m := &b.campaign.Messages[i]
		d, err := b.kit.emblems[m.ID]()
		if err != nil {
			t.Fatal(err)
		}
		if d.keep == d.focus || !d.focus.Contains(d.keep, 2) {
			t.Errorf("%s: the emblem keeps %v of %v; give it an element with the id \"keep\"", m.ID, d.keep, d.focus)
		}
		r, err := b.lay(br, m, look, roomyPlace())
		if err != nil {
			t.Fatal(err)
		}
		page := scene.Rect{W: 1600, H: 800}
		if !page.Contains(r.Focus, 0.5) {
			t.Errorf("%s: what is to be kept lies at %v, on a page of %v", m.ID, r.Focus, page)
		}
		scale := r.Focus.W / d.keep.W
		whole := scene.Rect{X: r.Focus.X - (d.keep.X-d.focus.X)*scale, Y: r.Focus.Y - (d.keep.Y-d.focus.Y)*scale, W: d.focus.W * scale, H: d.focus.H * scale}
		if whole.W < page.H || page.Contains(whole, 0) {
			t.Errorf("%s: the emblem lies at %v: no larger than the page", m.ID, whole)
		}
		for _, w := range r.Texts {
			if meets(w.Box, whole) {
				t.Errorf("%s: %s at %v meets the emblem at %v", m.ID, w.Slot, w.Box, whole)
			}
		}
		for c := range fillsOf(r.Scene.Items) {
			if c == br.Colours.Accent {
				t.Errorf("%s: the accent isn't replaced", m.ID)
			}
		}
	}
}

// fillsOf are the colours of all shapes that are filled.
func fillsOf(items []scene.Item) map[color.NRGBA]bool {
	all := map[color.NRGBA]bool{}
	for _, it := range items {
		switch it := it.(type) {
		case scene.Group:
			for c := range fillsOf(it.Items) {
				all[c] = true
			}
		case scene.Shape:
			all[it.Fill.Color] = true
		}
	}
	return all
}
