package raster

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"kic/render/raster/png"
)

// Shared keeps what repeats in the bands of pictures, for those that show the same in other colours: the pictures of the
// next brand. The zero Shared is ready, and serves several engines at the same time. What a file holds doesn't depend on it:
// it is only made sooner.
//
// Most of the work on a picture, in drawing it and in finding what repeats in it, is the same for every brand. A brand has
// its own colours, its own logo and, in a few lines, its own words; the art, the layout and most of the words are the
// campaign's. So this is how a picture that was drawn once gives another one:
//
//   - Rows are painted not in colours but in shades (shades). A shade says how its colour comes about: it is a paint of the
//     scene, or one shade over another at such a strength. Two pixels painted in the same way have the same shade. Which
//     pixels those are doesn't depend on the colours of the paints.
//   - A picture is cut into bands of rows ([png.Band]). What repeats in a band is found by comparing shades. So it holds
//     in any colours, and is told in the band's own numbers for its shades.
//   - Those numbers need colours again for each brand. So a kept band has a recipe for each (recipe): a paint, by its place
//     among the paints of the band, or two recipes ahead of it and how to blend them. With the next brand's paints, a
//     band of thousands of pixels gets its colours from some hundred blends (keptBand.colors).
//   - Before anything is drawn, each band gets a key (drawer.key): a hash of all that it depends on but its colours. These are
//     its rows, the size of the page, and every item that touches them: its outlines, how far each of its paints is
//     opaque, and which of them are the same, for two paints that happen to have one colour are one shade (likeness). An
//     item with a picture or a gradient has a new colour at every pixel; a band that it touches has no key.
//   - Bands with a key that is known are neither drawn nor matched again (sketch.draw, press.strip). In the picture of a further
//     brand, those are all but the ones that its logo or its own words touch.
//
// Memory is bounded. What comes first stays: every brand asks for the same bands in the same order, so that throwing
// out the oldest ones would throw out all of them before they are asked for again. And a band is kept only where it is likely to
// be asked for again: in the first picture of its kind ([Picture.First]), or when it has been looked up and missed before. A band
// with one brand's logo is looked up once.
type Shared struct {
	mu    sync.Mutex
	bands map[bandKey]*keptBand
	met   []uint64 // how keys begin that were looked up and missed, by some bits of that
	room  int      // bytes taken
	store png.Store
	made  []recipe // of many bands
}

// sharedRoom bounds the memory, in bytes: that of the bands of some 600 pictures.
const sharedRoom = 256 << 20

// metKeys is how many keys are remembered. It is a power of two.
const metKeys = 1 << 18

// bandKey is a hash of all that a band depends on but its colours.
type bandKey [sha256.Size]byte

// keptBand is a band with recipes for its shades.
type keptBand struct {
	png.Band
	made []recipe // by the numbers of the band
}

// recall gives the bands of a sketch their keys, and those that have been kept. A nil Shared has none.
func (s *Shared) recall(from *sketch, all []stretch) {
	if s == nil || from.drawer == nil {
		return
	}
	seen := from.drawer.likenesses()
	for i := range all {
		t := &all[i]
		var ok bool
		if t.key, t.paints, ok = from.drawer.key(seen, t.From, t.Y0, t.Y1); ok {
			t.kept, t.wanted = s.find(t.key, from.first)
		}
	}
}

// find is the band with the key k; nil where there is none. Then wanted says whether to keep it: where there is room, and
// it is the first of its kind or has been asked for before. A band with somebody's own words or logo is asked for once.
func (s *Shared) find(k bandKey, first bool) (b *keptBand, wanted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b = s.bands[k]; b != nil || s.room >= sharedRoom {
		return b, false
	}
	if s.met == nil {
		s.met = make([]uint64, metKeys)
	}
	start := binary.LittleEndian.Uint64(k[:])
	met := &s.met[start%metKeys]
	wanted = first || *met == start
	*met = start
	return nil, wanted
}

// keep takes a copy of a band with recipes for its shades, of which numbers has the one for each number of the band.
func (s *Shared) keep(k bandKey, b png.Band, made []recipe, numbers []uint16) {
	const each = 128
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bands == nil {
		s.bands = map[bandKey]*keptBand{}
	}
	if s.bands[k] != nil {
		return
	}
	kept, bytes := s.store.Copy(b, numbers, len(made))
	s.bands[k] = &keptBand{kept, s.heldRecipes(made)}
	s.room += each + bytes + 8*len(made)
}

// heldRecipes is a copy of list among many others.
func (s *Shared) heldRecipes(list []recipe) []recipe {
	const many = 1 << 16
	if len(s.made)+len(list) > cap(s.made) {
		s.made = make([]recipe, 0, max(many, len(list)))
	}
	n := len(s.made)
	s.made = append(s.made, list...)
	return s.made[n:len(s.made):len(s.made)]
}
