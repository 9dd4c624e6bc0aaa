package run

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kic/render/campaign"
	"kic/render/gallery"
	"kic/render/pack"
)

// WriteIndex writes the page over all brands of r, by their names, into the folder of their packs.
func (r *Results) WriteIndex(out string, c *campaign.Campaign, force bool) error {
	r.list()
	n := gallery.Network{Generator: r.Generator, Campaign: c.Name, Lang: c.Language, Tally: r.Brands.words()}
	for _, s := range r.brands {
		n.Members = append(n.Members, member(out, r.of[s.Slug]))
	}
	slices.SortStableFunc(n.Members, func(a, b gallery.Member) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Slug, b.Slug))
	})
	page, err := gallery.Index(n)
	if err != nil {
		return err
	}
	aside, err := pack.PutPage(filepath.Join(out, gallery.File), page, force)
	if aside.Of != "" {
		r.Aside = append(r.Aside, aside)
	}
	return err
}

// words is a tally for people.
func (t Tally) words() string {
	all := t.All()
	switch {
	case t.Done == all:
		return fmt.Sprintf("All %d organisations have their materials", all)
	case t.Incomplete > 0:
		return fmt.Sprintf("%d of %d organisations have all of their materials, and %d most of them", t.Done, all, t.Incomplete)
	}
	return fmt.Sprintf("%d of %d organisations have their materials", t.Done, all)
}

// member is what the page shows of a brand.
func member(out string, of []Result) gallery.Member {
	m := gallery.Member{Slug: of[0].Brand, Name: of[0].Name, Status: counted(of[0].Pieces, "piece"), OK: of[0].Status == OutcomeDone, Thumb: of[0].Thumb}
	if m.Name == "" {
		m.Name = m.Slug
	}
	m.There = isFile(filepath.Join(out, m.Slug, gallery.File))
	switch of[0].Status {
	case OutcomeIncomplete:
		m.Partly, m.Status = true, m.Status+fmt.Sprintf(", %d left out", len(of))
		for _, one := range of {
			m.Why = append(m.Why, one.Message)
		}
	case OutcomeFailed:
		m.Status = "failed"
		for _, one := range of {
			m.Why = append(m.Why, one.Message)
		}
	case OutcomeOpen:
		m.Status = "not made yet"
	}
	if !m.There {
		m.Thumb = ""
	}
	return m
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
