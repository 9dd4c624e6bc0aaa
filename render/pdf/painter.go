package pdf

import (
	"fmt"
	"math"

	"kic/render/scene"
)

// painter paints the items of one page.
type painter struct {
	doc  *document
	page *page
}

// place is where an item stands: in the structure, and on the sheet.
type place struct {
	node   *node
	read   bool // under a role: its words are read
	whole  bool // in a figure or a decoration, whose parts aren't told apart
	toPage scene.Matrix
}

// target is what a figure's parts belong to; nil for decoration. Words that are read are marked one by one.
func (at place) target() *node {
	if at.whole && at.read {
		return at.node
	}
	return nil
}

// items paints a list in order.
func (p *painter) items(c *canvas, items []scene.Item, at place) error {
	for _, it := range items {
		var err error
		switch it := it.(type) {
		case scene.Shape:
			c.mark(at.target())
			err = p.shape(c, it)
		case scene.Text:
			err = p.text(c, it, at)
		case scene.Image:
			err = p.image(c, it, at)
		case scene.Group:
			err = p.group(c, it, at)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// group paints g: plainly where it can, as a transparency group where it is faded or masked as a whole.
func (p *painter) group(c *canvas, g scene.Group, at place) error {
	m := g.Transform.OrIdentity()
	if m.Det() == 0 {
		return nil
	}
	inside, link := p.enter(g, at)
	if err := p.groupItems(c, g, m, inside); err != nil {
		return err
	}
	if link != nil {
		p.annotate(g, at, link)
	}
	return nil
}

func (p *painter) groupItems(c *canvas, g scene.Group, m scene.Matrix, at place) error {
	opacity := g.Opacity
	if opacity <= 0 || opacity > 1 {
		opacity = 1
	}
	layered := opacity < 1 || g.Mask != nil
	if m == scene.Identity && g.Clip == nil && !layered {
		return p.items(c, g.Items, at)
	}
	if at.whole { // one mark holds all of it
		c.mark(at.target())
	} else {
		c.unmark()
	}
	c.push()
	c.transform(m)
	if g.Clip != nil {
		c.clip(*g.Clip)
	}
	var err error
	if layered {
		err = p.layer(c, g, opacity, at)
	} else {
		err = p.items(c, g.Items, at)
	}
	if !at.whole {
		c.unmark()
	}
	c.pop()
	return err
}

// layer paints g's items as one picture, with its opacity and through its mask.
func (p *painter) layer(c *canvas, g scene.Group, opacity float64, at place) error {
	area := scene.Ink(scene.Group{Items: g.Items}).Grow(1)
	mask := ""
	if g.Mask != nil {
		through := newCanvas()
		through.mute, through.grey = true, !g.Mask.Alpha
		r, err := p.form(&through, g.Mask.Items, area, place{node: at.node, whole: true, toPage: at.toPage})
		if err != nil {
			return err
		}
		kind := "Luminosity"
		if g.Mask.Alpha {
			kind = "Alpha"
		}
		mask = fmt.Sprintf("/SMask<</S/%s/G %s>>", kind, r)
	}
	inner := newCanvas()
	inner.mute, inner.grey = c.mute || at.whole, c.grey
	r, err := p.form(&inner, g.Items, area, at)
	if err != nil {
		return err
	}
	if inner.mute {
		c.mark(at.target())
	} else {
		c.unmark()
	}
	c.graphicsState(p.doc, opacity, opacity, mask)
	c.draw(r)
	return nil
}

// form paints items on c, which is new, as a transparency group of its own.
func (p *painter) form(c *canvas, items []scene.Item, area scene.Rect, at place) (ref, error) {
	r := p.doc.reserve()
	c.stream = &stream{page: p.page, form: r}
	if err := p.items(c, items, at); err != nil {
		return 0, err
	}
	c.unmark()
	p.doc.setForm(r, c, area)
	return r, nil
}

// setForm writes what c painted as the form r.
func (d *document) setForm(r ref, c *canvas, area scene.Rect) {
	keys := fmt.Sprintf("/Type/XObject/Subtype/Form/BBox%s/Resources%s/Group<</S/Transparency/CS/DeviceRGB/I true>>", box(area), c.res)
	if len(c.owners) > 0 {
		keys += fmt.Sprintf("/StructParents %d", d.key(parent{owners: c.owners}))
	}
	d.set(r, d.stream(keys, c.buf))
}

// draw paints the form or picture r.
func (c *canvas) draw(r ref) {
	name := fmt.Sprintf("X%d", int(r))
	use(&c.res.xobjects, name, r.String())
	c.raw("/" + name + " Do")
}

// graphicsState sets the opacity of fills and strokes, and a soft mask where one is given.
func (c *canvas) graphicsState(d *document, fill, stroke float64, mask string) {
	wanted := ""
	if fill < 1 || stroke < 1 || mask != "" {
		wanted = d.name("G", fmt.Sprintf("<</ca %s/CA %s%s>>", numbers(3, fill), numbers(3, stroke), mask))
	}
	if c.state.transparent == wanted {
		return
	}
	c.state.transparent = wanted
	name := wanted
	if name == "" {
		name = d.name("G", "<</ca 1/CA 1/SMask/None>>")
	}
	use(&c.res.states, name, d.bodyOf[name])
	c.raw("/" + name + " gs")
}

// name is the resource name of body, the same for the same body all over the document.
func (d *document) name(letter, body string) string {
	if name, ok := d.named[body]; ok {
		return name
	}
	name := fmt.Sprintf("%s%d", letter, len(d.named)+1)
	d.named[body], d.bodyOf[name] = name, body
	return name
}

// enter finds g's place in the structure, and the Link element where it leads somewhere.
func (p *painter) enter(g scene.Group, at place) (inside place, link *node) {
	inside = at
	inside.toPage = at.toPage.Mul(g.Transform)
	leads := g.Link != "" && !p.doc.info.Print
	if at.whole {
		if leads {
			link = at.node.child("Link", g.Order)
		}
		return inside, link
	}
	role, n := roleOf(g), at.node
	if leads {
		switch role {
		case "", "Figure", "Artifact":
			n = n.inline(g.Order)
		case "Sect", "L", "LI": // they hold no links: one that leads nowhere by its words goes at the end
			inside.node, inside.read = n.child(role, g.Order), true
			return inside, inside.node.inline(math.MaxInt32).child("Link", 0)
		default:
			n, role = n.child(role, g.Order), ""
		}
		link = n.child("Link", g.Order)
		n, inside.read = link, true
	}
	switch role {
	case "Artifact":
		inside.whole, inside.read = true, false
	case "Figure":
		n = n.child(role, g.Order)
		n.alt, n.lang, n.also = g.Alt, g.Lang, g.Also
		n.bounds = at.toPage.ApplyRect(scene.Ink(g)).Intersect(p.page.media)
		inside.whole, inside.read = true, true
	default:
		if link == nil {
			n = n.child(role, g.Order)
		}
		inside.read = inside.read || role != ""
	}
	if role == "Lbl" {
		n.label = words(g.Items)
	}
	inside.node = n
	return inside, link
}

// roleOf is the structure type of g; empty where it only belongs to its parent. The Link element itself comes with g's address.
func roleOf(g scene.Group) string {
	switch g.Role {
	case scene.RoleLogo, scene.RoleFigure:
		if g.Alt == "" {
			return "Artifact"
		}
		return "Figure"
	case scene.RoleLink:
		if g.Link == "" {
			return "Span"
		}
		return ""
	default:
		return string(g.Role)
	}
}
