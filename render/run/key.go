package run

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"image"
	"image/draw"
	"reflect"
	"slices"
	"sync"

	"kic/brand"
	"kic/fonts"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/plan"
	"kic/templates"
)

// edition is raised when the files that earlier programs wrote should no longer be used, whatever version they bear: a rerun
// makes every piece of an earlier edition again, and says so.
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
	allowed    []check.Code           // a piece made only because its finding was allowed is out of date without that
	placements []*templates.Placement // all that the campaign has: the gallery shows their names

	mu   sync.Mutex
	memo map[any][]byte // what definitions have in common for all brands
}

func newKeyer(p *plan.Plan, program Program, allowed []check.Code) *keyer {
	allowed = slices.Compact(slices.Sorted(slices.Values(allowed)))
	return &keyer{program: program, edition: edition, allowed: allowed, placements: p.Known, memo: map[any][]byte{}}
}

// keys are the key of a whole pack, with its copy and its gallery, and the keys of its pieces.
func (k *keyer) keys(p *plan.Pack, jobs []plan.Job) (whole string, pieces []string, err error) {
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
	for _, c := range p.Speakers() {
		campaigns = append(campaigns, parts.sum("campaign "+c.Language, func() any { all := *c; all.File = ""; return all })...)
	}
	shown := hasher{Hash: sha256.New()}
	shown.add("given", p.Brand.Given) // the gallery says which colours were changed
	whole = key(campaigns, shown.Sum(nil), parts.sum("placements", func() any { return k.placements }))
	said := func(c *campaign.Campaign, m *campaign.Message) []byte {
		shared := parts.sum("shared "+c.Language, func() any { return withoutPieces(c) })
		return append(slices.Clone(shared), parts.sum("message "+m.ID+" "+c.Language, func() any { return m })...)
	}
	pieces = make([]string, len(jobs))
	for i, j := range jobs {
		of := [][]byte{said(j.Campaign, j.Message), parts.sum(j.Placement, func() any { return j.Placement }), parts.sum(j.Look, func() any { return j.Look })}
		for _, v := range j.Also {
			of = append(of, said(v.Campaign, v.Message))
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

// sum is the hash of a value that many pieces have in common, worked out once for what id tells it by.
func (h *hasher) sum(id any, value func() any) []byte {
	if h.memo[id] == nil {
		one := hasher{Hash: sha256.New()}
		one.add(fmt.Sprintf("%T", id), value())
		h.memo[id] = one.Sum(nil)
		h.err = cmp.Or(h.err, one.err)
	}
	return h.memo[id]
}

// unseen are the fields of a brand and of its marks that no piece and no copy depends on. All others enter its key, those that
// are still to come included.
var unseen = map[string]bool{
	"Brand.Dir":       true, // where it was read
	"Brand.Given":     true, // the colours are derived from it, and the gallery, which shows it, has a key of its own
	"Brand.Language":  true, // the first of Languages
	"Brand.Leftovers": true, // with any of them nothing is made
	"Mark.File":       true, // its name
	"Mark.Pixels":     true, // what a finding says of it
}

// brand takes in all of a brand that can be seen in a piece.
func (h *hasher) brand(b *brand.Brand) { h.fields("Brand", reflect.ValueOf(*b)) }

// fields takes in the exported fields of a struct.
func (h *hasher) fields(of string, v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name := of + "." + field.Name
		if !field.IsExported() || unseen[name] {
			continue
		}
		switch part := v.Field(i).Interface().(type) {
		case []*fonts.Face:
			for _, f := range part {
				h.add(name, f.ID)
				h.Write(f.Data())
			}
		case *brand.Mark:
			h.mark(name, part)
		case []brand.Partner:
			for _, p := range part {
				h.fields("Partner", reflect.ValueOf(p))
			}
		case image.Image:
			h.picture(name, part)
		default:
			h.add(name, part)
		}
	}
}

func (h *hasher) mark(name string, m *brand.Mark) {
	h.add(name, m != nil)
	if m != nil {
		h.fields("Mark", reflect.ValueOf(*m))
	}
}

func (h *hasher) picture(name string, of image.Image) {
	px, ok := of.(*image.NRGBA)
	if !ok {
		px = image.NewNRGBA(of.Bounds())
		draw.Draw(px, px.Rect, of, px.Rect.Min, draw.Src)
	}
	h.add(name, px.Rect)
	h.Write(px.Pix)
}
