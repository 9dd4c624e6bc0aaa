package run

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kic/render/plan"
)

// leave writes the report of one shard that says the brands' packs are not made yet.
func leave(t *testing.T, out string, shard plan.Shard, all []plan.Source, brands ...plan.Source) {
	t.Helper()
	p := planOf(t, all, plan.Selection{Messages: []string{"phishing"}})
	p.Shard, p.All = shard, brands
	if err := NewResults(p, Program{Version: "test"}, nil).Write(out); err != nil {
		t.Fatal(err)
	}
}

func TestABrandInTheReportsOfTwoShardsIsAFailure(t *testing.T) {
	out, all := t.TempDir(), lazily(t, 3, nil)
	leave(t, out, plan.Shard{Index: 1, Count: 2}, all, all[0], all[1])
	leave(t, out, plan.Shard{Index: 2, Count: 2}, all, all[1], all[2])
	c, err := Collect(context.Background(), out, 1)
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, r := range c.Results.Results {
		slugs = append(slugs, r.Brand)
		if twice := r.Brand == all[1].Slug; twice != (r.Code == Twice) || twice != (r.Status == OutcomeFailed) {
			t.Errorf("brand %q is %s, code %q: %s", r.Brand, r.Status, r.Code, r.Message)
		}
	}
	if want := []string{all[0].Slug, all[1].Slug, all[2].Slug}; !slices.Equal(slugs, want) {
		t.Errorf("the results are about %v, want each brand once: %v", slugs, want)
	}
}

func TestReportsOfShardsThatCannotBeAreNotCollected(t *testing.T) {
	all := lazily(t, 1, nil)
	for _, c := range []struct {
		name string
		want bool
	}{
		{"report-1-of-1.json", true}, {"report-0-of-1.json", false}, {"report-2-of-1.json", false},
		{"report-1-of-10000.json", true}, {"report-1-of-10001.json", false},
		{"report-1-of-99999999999999999999.json", false},
	} {
		out := t.TempDir()
		leave(t, out, plan.Shard{Index: 1, Count: 1}, all, all[0])
		if err := os.Rename(filepath.Join(out, "report-1-of-1.json"), filepath.Join(out, c.name)); err != nil {
			t.Fatal(err)
		}
		_, err := Collect(context.Background(), out, 1)
		if (err == nil) != c.want || err != nil && !strings.Contains(err.Error(), "holds no report of a shard") {
			t.Errorf("%s: error %v, collected should be %t", c.name, err, c.want)
		}
	}
}
