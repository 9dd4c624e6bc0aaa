package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kic/brand"
)

func brands(n int) []Source {
	all := make([]Source, n)
	for i := range all {
		all[i].Slug = fmt.Sprintf("care-partner-%d", i+1)
	}
	return all
}

func TestShardsAreStableAndAboutEqual(t *testing.T) {
	const n = 16
	all := brands(20_000)
	in := map[string]int{}
	for i := 1; i <= n; i++ {
		p := &Plan{Brands: all, All: all}
		p.TakeShard(Shard{i, n})
		if got := len(p.Brands); got < 20_000/n*9/10 || got > 20_000/n*11/10 {
			t.Errorf("shard %d has %d brands, want about %d", i, got, 20_000/n)
		}
		for _, s := range p.Brands {
			if other := in[s.Slug]; other != 0 {
				t.Fatalf("%s is in the shards %d and %d", s.Slug, other, i)
			}
			in[s.Slug] = i
		}
	}
	if len(in) != len(all) {
		t.Errorf("%d brands are in a shard, want all %d", len(in), len(all))
	}
	// These may never change: a network that is half made would be torn apart.
	for slug, want := range map[string]int{"care-partner-1": 8, "care-partner-2": 12, "north-sample": 12} {
		i := 1
		for !(Shard{i, n}).has(slug) {
			i++
		}
		if i != want {
			t.Errorf("%s is in shard %d of %d, want %d", slug, i, n, want)
		}
	}
}

func TestEveryBrandHasASlugOfItsOwn(t *testing.T) {
	bad := errors.New("a mistake")
	all := apart([]Source{{Slug: "a", Err: bad}, {Slug: "b", Name: "First"}, {Slug: "b", Name: "Second"}, {Slug: "a"}, {Slug: "b-2"}})
	var got []string
	for _, s := range all {
		got = append(got, fmt.Sprint(s.Slug, s.Err == nil))
	}
	want := []string{"a-2false", "btrue", "b-3false", "atrue", "b-2true"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := all[2].Brand(); err == nil || !strings.Contains(err.Error(), `"First"`) || !strings.Contains(err.Error(), `"Second"`) {
		t.Errorf("the error is %v; want both named", err)
	}
}

func TestABrandThatChangesWhileItIsReadIsNotMade(t *testing.T) {
	s := Source{Slug: "old", From: "network/x", Load: func() (*brand.Brand, error) { return &brand.Brand{Slug: "new"}, nil }}
	if _, err := s.Brand(); err == nil {
		t.Error("it was loaded")
	}
}
