package plan

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"kic/brand"
)

// Source is a brand that is loaded only when its turn comes, so that a network of any size fits into memory.
type Source struct {
	Slug string // of the brand: the folder of its pack, and what its shard goes by
	Name string // the organisation's, as far as it is known before loading
	From string // where it is defined, as the user named it: "network/north", "network.csv, row 12"
	File string // that defines it, as the user named it
	Load func() (*brand.Brand, error)
	Err  error // why it can't be loaded, where that is known already
}

// Loaded is the source of a brand that is in memory already.
func Loaded(b *brand.Brand) Source {
	return Source{Slug: b.Slug, Name: b.Name, From: b.Dir, File: filepath.Join(b.Dir, brand.FileName), Load: func() (*brand.Brand, error) { return b, nil }}
}

// MaxShards is the largest number of shards.
const MaxShards = 10_000

// Shard is one of several parts of a network that are made apart from each other. The zero Shard is the whole.
type Shard struct{ Index, Count int } // Index counts from 1

// String is how a shard is named: "2-of-4"; empty for the whole.
func (s Shard) String() string {
	if s.Count == 0 {
		return ""
	}
	return fmt.Sprintf("%d-of-%d", s.Index, s.Count)
}

// has reports whether the brand called slug belongs to s. It goes by a hash of the slug alone, so that a brand stays in
// its shard whatever becomes of the others, and the shards of a large network are about equal.
func (s Shard) has(slug string) bool {
	if s.Count == 0 {
		return true
	}
	sum := sha256.Sum256([]byte(slug))
	return binary.BigEndian.Uint64(sum[:])%uint64(s.Count) == uint64(s.Index-1)
}

// digest tells one list of brands from another.
func digest(brands []Source) string {
	slugs := make([]string, len(brands))
	for i, s := range brands {
		slugs[i] = s.Slug
	}
	slices.Sort(slugs)
	sum := sha256.Sum256([]byte(strings.Join(slugs, "\n")))
	return hex.EncodeToString(sum[:16])
}

// apart gives every brand a slug of its own. Of two that have the same, whose packs would lie in the same folder, the
// first keeps it, and the other is an error.
func apart(brands []Source) []Source {
	out, first := slices.Clone(brands), map[string]Source{}
	for i, s := range out {
		if s.Err != nil {
			continue
		}
		if other, twice := first[s.Slug]; twice {
			out[i].Err = fmt.Errorf("%s: %q has the slug %q, which names the folder of a pack, and so has %q (%s), which is made; set another slug",
				s.From, s.Name, s.Slug, other.Name, other.From)
			continue
		}
		first[s.Slug] = s
	}
	for i, s := range out {
		if s.Err == nil {
			continue
		}
		for n := 2; first[out[i].Slug].Slug != ""; n++ {
			out[i].Slug = fmt.Sprintf("%s-%d", s.Slug, n)
		}
		first[out[i].Slug] = out[i]
	}
	return out
}

// Brand loads the brand of s, and makes sure that it is the one that was planned.
func (s Source) Brand() (*brand.Brand, error) {
	if s.Err != nil {
		return nil, s.Err
	}
	b, err := s.Load()
	if err != nil {
		return nil, err
	}
	if b.Slug != s.Slug {
		return nil, errors.New(s.From + " changed while it was being read; run again")
	}
	return b, nil
}
