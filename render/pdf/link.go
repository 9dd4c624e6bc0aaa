package pdf

import (
	"fmt"
	"strings"

	"kic/render/scene"
)

// annotate lays a link over g's words, or over all of it where it is a picture. N is its Link element.
func (p *painter) annotate(g scene.Group, at place, n *node) {
	var areas []scene.Rect
	if g.Role != scene.RoleFigure && g.Role != scene.RoleLogo {
		areas = wordAreas(nil, g.Items, at.toPage.Mul(g.Transform))
	}
	if len(areas) == 0 {
		areas = []scene.Rect{at.toPage.ApplyRect(scene.Ink(g))}
	}
	var all scene.Rect
	var quads []float64
	for _, r := range areas {
		r = r.Intersect(p.page.media)
		if r.Empty() {
			continue
		}
		all = all.Union(r)
		quads = append(quads, r.X, r.Bottom(), r.Right(), r.Bottom(), r.X, r.Y, r.Right(), r.Y)
	}
	if all.Empty() {
		return
	}
	key := p.doc.key(parent{owners: []*node{n}, single: true})
	annot := p.doc.add(fmt.Sprintf("<</Type/Annot/Subtype/Link/P %s/Rect%s/QuadPoints[%s]/Border[0 0 0]/F 4/H/I/Contents%s/StructParent %d/A<</S/URI/URI%s>>>>",
		p.page.ref, box(all), numbers(3, quads...), textString(first(g.Alt, words(g.Items), g.Link)), key, literal(address(g.Link))))
	p.page.annots = append(p.page.annots, annot)
	n.add(&node{annot: annot, on: p.page})
}

// wordAreas are the boxes of the texts among items, on the sheet.
func wordAreas(areas []scene.Rect, items []scene.Item, toPage scene.Matrix) []scene.Rect {
	for _, it := range items {
		switch it := it.(type) {
		case scene.Text:
			areas = append(areas, toPage.ApplyRect(it.Bounds))
		case scene.Group:
			areas = wordAreas(areas, it.Items, toPage.Mul(it.Transform))
		}
	}
	return areas
}

// address is link as PDF takes it, in ASCII: whatever lies outside is percent-encoded byte by byte.
func address(link string) string {
	var b strings.Builder
	for i := range len(link) {
		if ch := link[i]; ch > ' ' && ch <= '~' {
			b.WriteByte(ch)
		} else {
			fmt.Fprintf(&b, "%%%02X", ch)
		}
	}
	return b.String()
}
