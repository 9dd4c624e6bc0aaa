package check

import (
	"image"

	"kic/render/layout"
	"kic/render/scene"
	"kic/templates"
)

// paragraph is what is read together: the lines of one text of the piece.
type paragraph struct {
	slot  string
	lines []line
	box   scene.Rect // round the ink of all lines
}

// line is one line, or a run of one, where it stands on the page.
type line struct {
	text    scene.Text
	ink     scene.Rect
	size    float64 // em on the page
	opacity float64
	item    int // of the scene in which it lies
}

// mark is a logo with its drawing. Names that stand for a logo are paragraphs and no marks.
type mark struct {
	layout.Mark
	group   scene.Group // as it lies on the page; empty where the scene has none
	item    int         // of the scene in which it lies
	picture *image.RGBA // of it alone, small; nil where there is nothing to show
}

// collect finds the words, the logos and the codes of the scene.
func (p *piece) collect() {
	for _, m := range p.laid.Marks {
		if m.Logo != nil {
			p.marks = append(p.marks, mark{Mark: m, item: -1})
		}
	}
	for i, it := range p.laid.Scene.Items {
		p.item(it, place{to: scene.Identity, opacity: 1, item: i, paragraph: -1})
	}
}

// place is what an item is told of the groups round it.
type place struct {
	to        scene.Matrix
	opacity   float64
	slot      string
	item      int
	paragraph int // -1: none
}

func (p *piece) item(it scene.Item, at place) {
	switch it := it.(type) {
	case scene.Text:
		p.text(it, at)
	case scene.Group:
		p.group(it, at)
	}
}

func (p *piece) group(g scene.Group, at place) {
	switch {
	case g.Role == scene.RoleLogo:
		p.logo(g, at)
		return
	case g.Role == scene.RoleFigure && g.ID == string(templates.LayerQR):
		g.Transform = at.to.Mul(g.Transform)
		p.codes = append(p.codes, scene.Ink(g))
		return
	case g.Role == scene.RoleArtifact:
		return
	case g.Role != "" && at.paragraph < 0 && g.Role != scene.RoleSection && g.Role != scene.RoleList:
		p.paragraphs = append(p.paragraphs, paragraph{})
		at.paragraph = len(p.paragraphs) - 1
	}
	if g.ID != "" {
		at.slot = g.ID
	}
	at.to = at.to.Mul(g.Transform)
	if g.Opacity > 0 {
		at.opacity *= g.Opacity
	}
	for _, it := range g.Items {
		p.item(it, at)
	}
}

func (p *piece) text(t scene.Text, at place) {
	if t.Ink.Empty() || t.Paint.IsZero() {
		return
	}
	if at.paragraph < 0 {
		p.paragraphs = append(p.paragraphs, paragraph{})
		at.paragraph = len(p.paragraphs) - 1
	}
	to := &p.paragraphs[at.paragraph]
	to.slot = at.slot
	l := line{text: t, ink: at.to.ApplyRect(t.Ink), size: t.Size * at.to.MeanScale(), opacity: at.opacity, item: at.item}
	to.lines = append(to.lines, l)
	to.box = to.box.Union(l.ink)
}

// logo gives a drawing to the first mark that has none: layout notes them in the order in which it paints them.
func (p *piece) logo(g scene.Group, at place) {
	g.Transform = at.to.Mul(g.Transform)
	for i := range p.marks {
		if p.marks[i].item < 0 {
			p.marks[i].group, p.marks[i].item = g, at.item
			return
		}
	}
}
