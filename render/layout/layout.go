// Package layout turns a message, a brand and a placement into a scene, as a look file says.
//
// A [Kit] holds the artwork; [Kit.Lay] lays out one [Input]. The [Result] has the scene with its alternative text, and every
// decision that led to it: which wordings were chosen, what was left out, where logos and words stand. Where words would
// break a rule, the next wording or a smaller logo is tried. [SmallestText] is the smallest type of a placement.
package layout

import (
	"fmt"
	"image/color"
	"slices"
	"sync"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

const pointsPerMM = 72 / 25.4

// Reading order of the parts of a piece, whatever order they are painted in.
const (
	orderHeadline = 1 + iota
	orderSupport
	orderFigure
	orderTips
	orderAction
	orderReport
	orderCode
	orderLogo
	orderPartners
)

// Kit is what all pieces share: the artwork, each drawing read when it is first needed. It is safe for concurrent use.
type Kit struct {
	scenes, emblems, signs map[string]func() (drawing, error) // by message id
}

// NewKit is the artwork of the messages.
func NewKit(messages []campaign.Message) *Kit {
	k := &Kit{scenes: map[string]func() (drawing, error){}, emblems: map[string]func() (drawing, error){}, signs: map[string]func() (drawing, error){}}
	for _, m := range messages {
		of := artOf(m)
		k.scenes[m.ID] = reader(of, templates.Scene)
		emblem := orElse(m.Picture().Emblem, of)
		k.emblems[m.ID], k.signs[m.ID] = reader(emblem, templates.Emblem), reader(emblem, templates.Sign)
	}
	return k
}

// reader reads a drawing of a message when it is first called.
func reader(of string, file func(string) ([]byte, error)) func() (drawing, error) {
	return sync.OnceValues(func() (drawing, error) {
		data, err := file(of)
		if err != nil {
			return drawing{}, err
		}
		return parseDrawing(of, data)
	})
}

// artOf is the message whose artwork m shows. A message of somebody's own that names none has that of all messages.
func artOf(m campaign.Message) string {
	switch art := m.Picture().Art; {
	case art != "":
		return art
	case slices.Contains(templates.Drawn(), m.ID):
		return m.ID
	}
	return "everyone"
}

// Input is all that a layout may see: no clock, no disk, no network.
type Input struct {
	Campaign  *campaign.Campaign
	Message   *campaign.Message
	Brand     *brand.Brand
	Placement *templates.Placement
	Look      *templates.Look
	Shaper    *text.Shaper     // one a goroutine
	Bleed     float64          // how far the art carries on beyond the trimmed page, in scene units; 0 for screens
	Also      []campaign.Voice // further languages, for a layout that holds more than one
}

// Result is a finished scene with the decisions that led to it.
type Result struct {
	Scene   scene.Scene
	Layout  string            // id of the layout that was used
	Wording map[string]string // the words that were chosen, by slot
	Dropped []string          // optional slots that found no room, sorted
	Focus   scene.Rect        // where the focus of the artwork came to lie; empty where there is none
	Marks   []Mark            // the logos, for the checks
	Texts   []Words           // the paragraphs, for the checks
	Unsaid  []string          // words that were set and that the alternative text has no room for
}

// Mark is a logo, or a name in its stead, as it was placed.
type Mark struct {
	Of      string      // whose it is
	Logo    *brand.Mark // what was placed; nil where it is the name, set as text
	Box     scene.Rect  // its own box, without clear space
	Safe    scene.Rect  // with its clear space
	Ground  color.NRGBA // what lies behind it
	Text    bool        // it is the name, set as text
	Partner bool        // it is a partner's, in the footer row
}

// Words are one paragraph as it was placed.
type Words struct {
	Slot  string
	Box   scene.Rect
	Size  float64 // em, in scene units
	Widow bool    // its last line is one short word
}

// Lay makes the scene of one piece. Where words would break a rule it takes the next wording, or a smaller logo. What does not fit, even in the shortest wording at the smallest legible size, is a
// *text.OverflowError; a letter that no font has is a *text.GlyphError.
func (k *Kit) Lay(in Input) (Result, error) {
	l, ok := in.Look.Layout(in.Placement)
	if !ok {
		return Result{}, fmt.Errorf("look %q has no layout for placement %q (%v × %v %s)",
			in.Look.ID, in.Placement.ID, in.Placement.Width, in.Placement.Height, in.Placement.Unit)
	}
	return k.lay(in, l)
}

// build paints all layers and finishes the result.
func (b *builder) build() error {
	for i := range b.layout.Layers {
		if err := b.layer(&b.layout.Layers[i]); err != nil {
			return err
		}
	}
	slices.Sort(b.result.Dropped)
	b.tell()
	b.result.Scene.Items = wordsLast(b.result.Scene.Items)
	return nil
}

// wordsLast paints the words after everything else, in the order in which they are read, so that a program that takes a
// page as it is painted finds them in that order too.
func wordsLast(items []scene.Item) []scene.Item {
	var others, words []scene.Item
	for _, it := range items {
		if g, ok := it.(scene.Group); ok && slices.Contains(wordRoles, g.Role) {
			words = append(words, g)
		} else {
			others = append(others, it)
		}
	}
	slices.SortStableFunc(words, func(a, b scene.Item) int { return a.(scene.Group).Order - b.(scene.Group).Order })
	return append(others, words...)
}

var wordRoles = []scene.Role{scene.RoleH1, scene.RoleH2, scene.RoleP, scene.RoleList}

// builder collects the items of one scene.
type builder struct {
	kit    *Kit
	in     Input
	layout *templates.Layout
	plan   *plan
	turned bool    // laid out as in a mirror
	voices []voice // the first is that of all words that aren't said twice
	heard  []heard
	names  []string // what stands for the organisation: what its logo says, or its name as it was set
	result Result

	wall, floor color.NRGBA // of the message's scene
	quiet       scene.Rect  // where words may lie on the art painted last; empty where it doesn't say
	drawn       scene.Rect  // where that art lies, with what a crop takes away

	concession concession
}

func newBuilder(k *Kit, in Input, l *templates.Layout) (*builder, error) {
	p := in.Placement
	unit, scale := scene.Px, 1.0
	if p.Unit == templates.Millimetres {
		unit, scale = scene.Pt, pointsPerMM
	}
	turned := turns(in.Campaign.Language, p)
	if turned {
		l = mirrored(l)
	}
	page := scene.Rect{W: p.Width * scale, H: p.Height * scale}
	inner := p.SafeBox()
	safe := scene.Rect{X: inner.X * scale, Y: inner.Y * scale, W: inner.W * scale, H: inner.H * scale}
	whole := &plan{page: page, safe: safe}
	for _, c := range p.Covered {
		whole.covered = append(whole.covered, scene.Rect{X: c.X * scale, Y: c.Y * scale, W: c.W * scale, H: c.H * scale})
	}
	plan, err := cut(l, whole, conditions(in))
	if err != nil {
		return nil, err
	}
	b := &builder{kit: k, in: in, layout: l, plan: plan, turned: turned, voices: voices(in)}
	b.result = Result{
		Layout:  l.ID,
		Wording: map[string]string{},
		Scene: scene.Scene{
			Title: b.title(), Lang: in.Campaign.Language,
			Unit: unit, W: page.W, H: page.H, Bleed: in.Bleed, Safe: safe,
		},
	}
	return b, b.room()
}

// conditions are those of regions, with whether each is met.
func conditions(in Input) map[templates.When]bool {
	logo := in.Brand.Logo != nil || in.Brand.Reversed != nil
	return map[templates.When]bool{
		templates.WhenLogo:     logo,
		templates.WhenNoLogo:   !logo,
		templates.WhenPartners: len(in.Brand.Partners) > 0,
		templates.WhenIntranet: isPage(in.Brand.Links["intranet"]),
		tall:                   isTall(in.Brand),
		two:                    len(in.Also) > 0,
	}
}

// layer paints one layer of the look.
func (b *builder) layer(l *templates.Layer) error {
	region := b.plan.regions[l.Region]
	if region.Empty() {
		return nil
	}
	switch l.Is {
	case templates.LayerFill:
		b.fill(l, region)
	case templates.LayerDisc:
		b.disc(l, region)
	case templates.LayerArt, templates.LayerEmblem, templates.LayerSign:
		return b.art(l, region)
	case templates.LayerLogo:
		return b.logo(l, region)
	case templates.LayerText:
		return b.text(l, region)
	case templates.LayerPartners:
		return b.partners(l, region)
	case templates.LayerQR:
		return b.qr(l, region)
	default:
		return fmt.Errorf("look %q, layout %q: unknown layer type %q", b.in.Look.ID, b.layout.ID, l.Is)
	}
	return nil
}

func (b *builder) add(items ...scene.Item) {
	b.result.Scene.Items = append(b.result.Scene.Items, items...)
}

// fill paints a region in one colour.
func (b *builder) fill(l *templates.Layer, region scene.Rect) {
	box := b.plan.bleed(region, l.Bleed, b.in.Bleed)
	b.add(scene.Shape{
		Path: scene.RoundRectPath(box, b.plan.radii(l.Corners, region)),
		Fill: b.paint(l.Colour, l.Opacity),
	})
}

// disc paints the quarter of a circle that lies in its region, the circle being centred on a corner of it. It is the
// sign that all pieces of the campaign share.
func (b *builder) disc(l *templates.Layer, region scene.Rect) {
	r := b.plan.length(l.Radius, min(region.W, region.H))
	at := scene.Point{X: region.X, Y: region.Y}
	if l.Corner == "top-right" || l.Corner == "bottom-right" {
		at.X = region.Right()
	}
	if l.Corner == "bottom-left" || l.Corner == "bottom-right" {
		at.Y = region.Bottom()
	}
	b.add(scene.Group{
		Clip: &scene.Clip{Path: scene.RectPath(b.plan.bleed(region, l.Bleed, b.in.Bleed))},
		Items: []scene.Item{scene.Shape{
			Path: scene.EllipsePath(scene.Rect{X: at.X - r, Y: at.Y - r, W: 2 * r, H: 2 * r}),
			Fill: b.paint(l.Colour, l.Opacity),
		}},
	})
}

// paint is a role's colour, thinned to the given opacity; 0 means opaque.
func (b *builder) paint(role string, opacity float64) scene.Paint {
	c := b.named(role)
	if opacity > 0 && opacity < 1 {
		c.A = uint8(opacity*255 + 0.5)
	}
	return scene.Solid(c)
}

// title is what a document viewer shows: the message's longest headline and whose piece it is.
func (b *builder) title() string {
	if all := campaign.Wordings(b.in.Message.Headline, b.voices[0].fields); len(all) > 0 {
		return text.Curly(all[0]+" – "+b.in.Brand.Name, b.in.Campaign.Language)
	}
	return text.Curly(b.in.Brand.Name, b.in.Campaign.Language)
}
