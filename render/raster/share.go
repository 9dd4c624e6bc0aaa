package raster

import (
	"crypto/sha256"
	"encoding/binary"
	"image"
	"math"
	"slices"
	"sync"

	"kic/render/scene"
)

// Shared keeps what shapes cover, for pictures that have the same shapes in other colours: those of the next brand. The
// zero Shared is ready, and serves several engines at the same time. What a picture looks like doesn't depend on it.
type Shared struct {
	mu    sync.Mutex
	spans map[shapeKey][]span
	room  int // bytes taken
}

// sharedRoom bounds the memory, in bytes. What comes first stays: every brand asks for the same shapes in the same
// order, so that throwing out the oldest ones would throw out all before they are asked for again.
const sharedRoom = 96 << 20

// shapeKey is a hash of all that coverage depends on.
type shapeKey [sha256.Size]byte

func (s *Shared) find(k shapeKey) ([]span, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	spans, ok := s.spans[k]
	return spans, ok
}

// keep takes a copy of spans, as long as there is room.
func (s *Shared) keep(k shapeKey, spans []span) {
	const perSpan, perShape = 8, 128
	size := perSpan*len(spans) + perShape
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.room+size > sharedRoom {
		return
	}
	if _, ok := s.spans[k]; ok {
		return
	}
	if s.spans == nil {
		s.spans = map[shapeKey][]span{}
	}
	s.spans[k] = slices.Clone(spans)
	s.room += size
}

// covered is what a path covers inside visible when m maps it: filled, or, where there is a stroke, the pen's trace. It is
// worked out by work unless it is known already.
func (d *drawer) covered(visible image.Rectangle, m scene.Matrix, p scene.Path, evenOdd bool, s *scene.Stroke, work func() []span) []span {
	if d.shared == nil {
		return work()
	}
	k := d.key(visible, m, p, evenOdd, s)
	if spans, ok := d.shared.find(k); ok {
		return spans
	}
	spans := work()
	d.shared.keep(k, spans)
	return spans
}

func (d *drawer) key(visible image.Rectangle, m scene.Matrix, p scene.Path, evenOdd bool, s *scene.Stroke) shapeKey {
	b := d.hashed[:0]
	for _, v := range []int{visible.Min.X, visible.Min.Y, visible.Max.X, visible.Max.Y, len(p.Verbs)} {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	number := func(values ...float64) {
		for _, v := range values {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		}
	}
	for _, v := range p.Verbs {
		b = append(b, byte(v))
	}
	number(m.A, m.B, m.C, m.D, m.E, m.F)
	for _, pt := range p.Points {
		number(pt.X, pt.Y)
	}
	if evenOdd {
		b = append(b, 1)
	}
	if s != nil {
		b = append(b, 2, byte(s.Cap), byte(s.Join))
		number(s.Width, s.MiterLimit, s.DashOffset)
		number(s.Dash...)
	}
	d.hashed = b
	return sha256.Sum256(b)
}
