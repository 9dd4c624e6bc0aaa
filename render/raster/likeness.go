package raster

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"kic/render/scene"
)

// likeness is what an item of a scene looks like but for its colours.
type likeness struct {
	digest [sha256.Size]byte
	paints []uint32 // its colours, each once, in the order in which it uses them
	y0, y1 int      // the rows that it may touch
	alone  bool     // it has pictures or gradients, and no other item is taken for one like it
}

// likenesses are those of the items of the scene at hand.
func (d *drawer) likenesses() []likeness {
	all := make([]likeness, len(d.scene.Items))
	for i, it := range d.scene.Items {
		box := pixels(d.reachOf(d.toPixels, it), d.page)
		v := viewer{drawer: d, buf: d.hashed[:0]}
		v.item(it)
		d.hashed = v.buf
		all[i] = likeness{sha256.Sum256(v.buf), v.paints, box.Min.Y, box.Max.Y, v.alone}
	}
	return all
}

// key is that of a band whose matches look back as far as row from, and its paints; ok is false when no other picture
// has a band like it.
func (d *drawer) key(all []likeness, from, y0, y1 int) (k bandKey, paints []uint32, ok bool) {
	v := viewer{buf: d.hashed[:0]}
	v.numbers(d.scene.W, d.scene.H)
	v.counts(d.page.Max.X, d.page.Max.Y, from, y0, y1)
	for _, l := range all {
		if l.y1 <= from || l.y0 >= y1 {
			continue
		}
		if l.alone {
			return k, nil, false
		}
		v.buf = append(v.buf, l.digest[:]...)
		for _, c := range l.paints {
			v.paint(c)
		}
	}
	d.hashed = v.buf
	return sha256.Sum256(v.buf), v.paints, true
}

// viewer writes down what it sees.
type viewer struct {
	*drawer
	buf    []byte
	paints []uint32
	alone  bool
}

func (v *viewer) counts(all ...int) {
	for _, n := range all {
		v.buf = binary.LittleEndian.AppendUint32(v.buf, uint32(n))
	}
}

func (v *viewer) numbers(all ...float64) {
	for _, n := range all {
		v.buf = binary.LittleEndian.AppendUint64(v.buf, math.Float64bits(n))
	}
}

func (v *viewer) matrix(m scene.Matrix) { v.numbers(m.A, m.B, m.C, m.D, m.E, m.F) }

// paint writes down which of the paints so far it is, and how far it is opaque.
func (v *viewer) paint(c uint32) {
	n := slices.Index(v.paints, c)
	if n < 0 {
		n = len(v.paints)
		v.paints = append(v.paints, c)
	}
	v.counts(n, int(c>>24))
}

func (v *viewer) fill(p scene.Paint) {
	if p.Gradient != nil {
		v.alone = true
		return
	}
	v.paint(word(p.Color))
}

func (v *viewer) path(p scene.Path) {
	v.counts(len(p.Verbs))
	for _, verb := range p.Verbs {
		v.buf = append(v.buf, byte(verb))
	}
	for _, pt := range p.Points {
		v.numbers(pt.X, pt.Y)
	}
}

func (v *viewer) rule(evenOdd bool) {
	n := 0
	if evenOdd {
		n = 1
	}
	v.counts(n)
}

func (v *viewer) item(it scene.Item) {
	switch it := it.(type) {
	case scene.Shape:
		v.counts(1)
		v.shape(it)
	case scene.Text:
		v.counts(2)
		words, err := v.words(it)
		v.alone = v.alone || err != nil
		v.path(words)
		v.fill(it.Paint)
	case scene.Group:
		v.counts(3, len(it.Items))
		v.group(it)
	default:
		v.alone = true
	}
}

func (v *viewer) shape(s scene.Shape) {
	v.path(s.Path)
	v.rule(s.EvenOdd)
	v.fill(s.Fill)
	if s.Stroke == nil {
		v.counts(0)
		return
	}
	v.counts(1, int(s.Stroke.Cap), int(s.Stroke.Join), len(s.Stroke.Dash))
	v.numbers(s.Stroke.Width, s.Stroke.MiterLimit, s.Stroke.DashOffset)
	v.numbers(s.Stroke.Dash...)
	v.fill(s.Stroke.Paint)
}

func (v *viewer) group(g scene.Group) {
	v.matrix(g.Transform)
	v.numbers(g.Opacity)
	if g.Clip == nil {
		v.counts(0)
	} else {
		v.counts(1)
		v.path(g.Clip.Path)
		v.rule(g.Clip.EvenOdd)
	}
	v.alone = v.alone || g.Mask != nil
	for _, it := range g.Items {
		v.item(it)
	}
}
