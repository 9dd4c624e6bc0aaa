package layout

import (
	"errors"
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"

	"kic/render/scene"
	"kic/render/text"
	"kic/templates"
)

// quietZone is the empty margin that a reader needs round a QR code, in modules (ISO/IEC 18004).
const quietZone = 4

// isPage reports whether a link leads to a web page whose address a QR code can hold as it is: the code says nothing of
// its encoding, so it must be ASCII.
func isPage(link string) bool {
	if !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") {
		return false
	}
	for _, c := range []byte(link) {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// qr draws the code of the organisation's intranet page on paper, at the left of its region, with the address beside it
// for everybody who has no phone at hand. In a tall region the code stands at the bottom and the words above it.
func (b *builder) qr(l *templates.Layer, region scene.Rect) error {
	link := b.in.Brand.Links["intranet"]
	side := min(region.W, region.H)
	card := scene.Rect{X: region.X, Y: region.Y, W: side, H: side}
	if l.Across == "right" {
		card.X = region.Right() - side
	}
	above := region.H - side - aboveCode*side
	if above > 0 {
		card.Y = region.Bottom() - side
	}
	code, zone, err := modules(link, card)
	if err != nil {
		return fmt.Errorf("QR code of %s: %w", link, err)
	}
	if right := l.Across == "right"; l.On == "paper" && right == b.turned { // where the card doesn't show, the code itself stands on the margin
		out := -zone
		if right {
			out = zone
		}
		card.X += out
		code = code.Transform(scene.Translate(out, 0))
	}
	// A reader wants dark on light, whatever the brand's colours are.
	var says []scene.Said
	for i := range b.voices {
		said := b.voices[i].code(link)
		b.hear(orderCode, &b.voices[i], said.Words)
		says = append(says, said)
	}
	b.add(scene.Group{
		ID: string(templates.LayerQR), Role: scene.RoleFigure, Order: orderCode, Alt: says[0].Words, Also: says[1:],
		Items: []scene.Item{
			scene.Shape{Path: scene.RectPath(card), Fill: scene.Solid(color.NRGBA{R: 255, G: 255, B: 255, A: 255})},
			scene.Shape{Path: code, Fill: scene.Solid(color.NRGBA{A: 255})},
		},
	})
	b.result.Wording[string(templates.LayerQR)] = link
	switch {
	case region.W >= 1.8*side:
		return b.qrBeside(l, link, region, card)
	case above > 0:
		return b.qrAbove(l, link, scene.Rect{X: region.X, Y: region.Y, W: region.W, H: above}, card)
	}
	return nil
}

// aboveCode is the gap between a code and the words above it, in sides of its card.
const aboveCode = 0.02

// qrBeside sets the heading, in each language of the piece, and the address beside a code.
func (b *builder) qrBeside(l *templates.Layer, link string, region, card scene.Rect) error {
	gap := 0.16 * card.W
	room := scene.Rect{X: card.Right() + gap, Y: region.Y, W: region.Right() - card.Right() - gap, H: region.H}
	if l.Across == "right" {
		room = scene.Rect{X: region.X, Y: region.Y, W: card.X - gap - region.X, H: region.H}
	}
	stack, lines := b.captions(l, link, room, 0.15*card.H)
	fitted, err := b.in.Shaper.Fit(stack)
	if err != nil {
		return err
	}
	b.addCaptions(fitted, lines, room, "middle")
	return nil
}

// qrAbove sets the same above a code, without the address where that is too long.
func (b *builder) qrAbove(l *templates.Layer, link string, room, card scene.Rect) error {
	stack, lines := b.captions(l, link, room, 0.12*card.H)
	fitted, err := b.in.Shaper.Fit(stack)
	var overflow *text.OverflowError
	if errors.As(err, &overflow) {
		n := len(lines) - 1
		stack.Slots, lines = stack.Slots[:n], lines[:n]
		fitted, err = b.in.Shaper.Fit(stack)
	}
	if err != nil {
		return err
	}
	b.addCaptions(fitted, lines, room, "bottom")
	return nil
}

// addCaptions paints words that are set, where they come to stand in room.
func (b *builder) addCaptions(fitted text.Fitted, lines []line, room scene.Rect, down string) {
	dy := sink(fitted, make([]float64, len(fitted.Blocks)), room, down)
	for i, block := range fitted.Blocks {
		block = block.Move(room.X, room.Y+dy)
		b.result.Texts = append(b.result.Texts, Words{Slot: lines[i].name, Box: block.Box(), Size: block.Size})
		b.add(paragraph(lines[i], block))
	}
}

// captions are the words beside a code, the address last, set in about the given size.
func (b *builder) captions(l *templates.Layer, link string, room scene.Rect, size float64) (text.Stack, []line) {
	least := SmallestText(b.in.Placement)
	size = max(size, least)
	stack := text.Stack{
		Where: text.Where{Brand: b.in.Brand.Name, Message: b.in.Message.ID, Placement: b.in.Placement.ID, Box: room},
		Width: room.W, Height: room.H,
	}
	var lines []line
	add := func(name, words, link, language string, style text.Style, gap float64) {
		words = text.Curly(words, language)
		style.Lang, style.Align, style.LineHeight, style.Optical = language, align(l.Across, language), 1.35, true
		stack.Slots = append(stack.Slots, text.Slot{Name: name, Wordings: []string{words}, Style: style, MinSize: least, GapBefore: gap})
		lines = append(lines, line{slot: &templates.Slot{}, name: name, role: scene.RoleP, order: orderCode, link: link, wordings: []string{words}})
	}
	bold := text.Style{Family: b.in.Brand.Heading, Weight: 700, Size: 1.15 * size, Paint: scene.Solid(b.readable(l.On, l.Colour))}
	for _, v := range b.voices {
		add(v.prefix+"qr heading", v.Campaign.Headings["intranet"], "", v.Campaign.Language, bold, 0.6*size)
	}
	plain := text.Style{Family: b.in.Brand.Body, Weight: 400, Size: size, Paint: scene.Solid(b.readable(l.On, "ink"))}
	address := scene.Isolated(shown(link), b.in.Campaign.Language)
	add("qr address", address, link, b.in.Campaign.Language, plain, 0.9*size)
	return stack, lines
}

// modules is the outline of a QR code's dark modules in a card, with the quiet zone left free. Runs of modules in a row
// are one box, so that no hairline parts them. zone is how wide that margin is.
func modules(content string, card scene.Rect) (p scene.Path, zone float64, err error) {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		return p, 0, err
	}
	n := code.Bounds().Dx()
	step := card.W / float64(n+2*quietZone)
	dark := func(x, y int) bool {
		if x >= n {
			return false
		}
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	for y := range n {
		for x := 0; x < n; x++ {
			from := x
			for dark(x, y) {
				x++
			}
			if x > from {
				p.Append(scene.RectPath(scene.Rect{
					X: card.X + float64(from+quietZone)*step, Y: card.Y + float64(y+quietZone)*step,
					W: float64(x-from) * step, H: step * 1.002,
				}))
			}
		}
	}
	return p, quietZone * step, nil
}
