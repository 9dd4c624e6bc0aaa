package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"image"
	"image/draw"
	"slices"
	"sync"

	"kic/brand"
	"kic/render/campaign"
	"kic/templates"
)

// edition is raised when the files that earlier programs wrote should no longer be used, whatever version they bear: a rerun
// makes every piece of an earlier edition anew, and says so.
//
//	1  before editions were counted
//	2  no picture ends in a block that strict readers refuse: Chrome and Edge cut off some at the bottom
const edition = 2

// keyer works out keys: hashes over all that the bytes of a file depend on. The same key means the same bytes, so that a
// rerun can tell what is up to date without drawing anything. The looks, the artwork and the shipped fonts are part of the
// program, and so they count by its build. A keyer is safe for concurrent use.
type keyer struct {
	program    Program
	edition    int
	allowed    []Code                 // a piece that was only let pass is not up to date when that ends
	placements []*templates.Placement // all that the campaign has: the gallery shows their names

	mu   sync.Mutex
	memo map[any][]byte // what definitions have in common for all brands
}

func newKeyer(p *Plan, program Program, allowed []Code) *keyer {
	allowed = slices.Compact(slices.Sorted(slices.Values(allowed)))
	return &keyer{program: program, edition: edition, allowed: allowed, placements: p.placements, memo: map[any][]byte{}}
}

// keys are the key of a whole pack, with its copy and its gallery, and the keys of its pieces.
func (k *keyer) keys(p *Pack, jobs []Job) (whole string, pieces []string, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	h := hasher{Hash: sha256.New()}
	h.add("program", k.program)
	h.add("edition", k.edition)
	h.add("allowed", k.allowed)
	h.brand(p.Brand)
	own := h.Sum(nil)
	key := func(parts ...[]byte) string {
		h := sha256.New()
		h.Write(own)
		for _, part := range parts {
			h.Write(part)
		}
		return hex.EncodeToString(h.Sum(nil)[:16])
	}
	parts := hasher{memo: k.memo}
	var campaigns []byte
	for _, c := range p.speakers() {
		campaigns = append(campaigns, parts.sum(c, "all", func() any { all := *c; all.File = ""; return all })...)
	}
	shown := hasher{Hash: sha256.New()}
	shown.add("given", p.Brand.Given) // the gallery says which colours were changed
	whole = key(campaigns, shown.Sum(nil), parts.sum(k, "shown", func() any { return k.placements }))
	shared := func(c *campaign.Campaign) []byte {
		return parts.sum(c, "shared", func() any { return withoutPieces(c) })
	}
	pieces = make([]string, len(jobs))
	for i, j := range jobs {
		of := [][]byte{shared(j.Campaign), parts.of(j.Message), parts.of(j.Placement), parts.of(j.Look)}
		for _, v := range j.Also {
			of = append(of, shared(v.Campaign), parts.of(v.Message))
		}
		pieces[i] = key(of...)
	}
	if err := cmp.Or(h.err, parts.err, shown.err); err != nil {
		return "", nil, fmt.Errorf("brand %q: %w", p.Brand.Slug, err)
	}
	return whole, pieces, nil
}

// withoutPieces is what all pieces of a campaign have in common.
func withoutPieces(c *campaign.Campaign) campaign.Campaign {
	shared := *c
	shared.File, shared.Messages, shared.Placements, shared.Translations, shared.Looks = "", nil, nil, nil, nil
	shared.Schedule, shared.Channels = campaign.Schedule{}, nil
	return shared
}

// hasher hashes definitions. The first failure stays in err.
type hasher struct {
	hash.Hash
	memo map[any][]byte
	err  error
}

// add takes in a value as JSON, which writes the fields of a struct in their order and a map by sorted keys.
func (h *hasher) add(name string, v any) {
	data, err := json.Marshal(v)
	if err != nil && h.err == nil {
		h.err = fmt.Errorf("%s: %w", name, err)
	}
	fmt.Fprintf(h, "%s %d ", name, len(data))
	h.Write(data)
}

// of is the hash of what v points at, worked out once.
func (h *hasher) of(v any) []byte { return h.sum(v, "", func() any { return v }) }

// sum is the hash of what value makes of what v points at, worked out once for each name.
func (h *hasher) sum(v any, name string, value func() any) []byte {
	id := struct {
		v    any
		name string
	}{v, name}
	if h.memo[id] == nil {
		one := hasher{Hash: sha256.New()}
		one.add(fmt.Sprintf("%T %s", v, name), value())
		h.memo[id] = one.Sum(nil)
		h.err = cmp.Or(h.err, one.err)
	}
	return h.memo[id]
}

// brand takes in all of a brand that can be seen in a piece.
func (h *hasher) brand(b *brand.Brand) {
	h.add("names", []string{b.Slug, b.Name, b.ShortName, b.Heading, b.Body})
	h.add("languages", b.Languages)
	h.add("colours", b.Colours)
	h.add("fields", b.Fields)
	h.add("links", b.Links)
	for _, f := range b.Faces {
		h.add("face", f.ID)
		h.Write(f.Data())
	}
	h.mark("logo", b.Logo)
	h.mark("reversed", b.Reversed)
	for _, p := range b.Partners {
		h.mark("partner "+p.Name, p.Logo)
	}
}

func (h *hasher) mark(name string, m *brand.Mark) {
	if m == nil {
		h.add(name, nil)
		return
	}
	h.add(name, []any{m.Group, m.W, m.H, m.Alt, m.Box, m.Back})
	if m.Image == nil {
		return
	}
	px, ok := m.Image.(*image.NRGBA)
	if !ok {
		px = image.NewNRGBA(m.Image.Bounds())
		draw.Draw(px, px.Rect, m.Image, px.Rect.Min, draw.Src)
	}
	h.add("picture", px.Rect)
	h.Write(px.Pix)
}
