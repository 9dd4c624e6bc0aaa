package run

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kic/render/pack"
	"kic/render/plan"
)

// Collection is what the shards of a network come to.
type Collection struct {
	Results *Results
	Missing []string // what isn't there, each in a sentence
}

var shardReport = regexp.MustCompile(`^report-([0-9]+)-of-([0-9]+)\.json$`)

// Collect brings together what the shards of a network have left in the folder out: it merges their reports and holds
// every file of every pack against its checksum, on jobs cores; 0 takes all. What is missing or damaged is part of the
// collection. The error says that there is nothing to collect, or that ctx has ended. The lock that it needs keeps
// shards from going on while it looks.
func Collect(ctx context.Context, out string, jobs int) (*Collection, error) {
	switch info, err := os.Stat(out); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such folder of packs; check the path", out)
	case err == nil && !info.IsDir():
		return nil, fmt.Errorf("%s is not a folder; name that of the packs", out)
	}
	lock, err := pack.Hold(out, "")
	if err != nil {
		return nil, err
	}
	defer lock.Release()
	shards, err := shardReports(out)
	if err != nil {
		return nil, err
	}
	c := &Collection{}
	for i, s := range shards {
		if s == nil {
			c.Missing = append(c.Missing, fmt.Sprintf("shard %d of %d left no report; run it again: kic build --shard %d/%d", i+1, len(shards), i+1, len(shards)))
		}
	}
	if err := c.merge(shards); err != nil {
		return nil, err
	}
	if err := c.verify(ctx, out, jobs); err != nil {
		return nil, err
	}
	c.Results.list()
	return c, nil
}

// shardReports are the reports in out by their shards; nil for those that aren't there.
func shardReports(out string) ([]*Results, error) {
	entries, err := os.ReadDir(out)
	if err != nil {
		return nil, fmt.Errorf("folder of packs: %w", err)
	}
	byCount := map[int][]*Results{}
	for _, e := range entries {
		m := shardReport.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		index, err1 := strconv.Atoi(m[1])
		count, err2 := strconv.Atoi(m[2])
		if err1 != nil || err2 != nil || index < 1 || index > count || count > plan.MaxShards {
			continue
		}
		r, err := readResults(filepath.Join(out, e.Name()))
		if err != nil {
			return nil, err
		}
		if byCount[count] == nil {
			byCount[count] = make([]*Results, count)
		}
		byCount[count][index-1] = r
	}
	if len(byCount) == 0 {
		return nil, fmt.Errorf("%s holds no report of a shard; kic build --shard 1/2 leaves report-1-of-2.json", out)
	}
	var counts []string
	for count := range byCount {
		counts = append(counts, strconv.Itoa(count))
	}
	if len(counts) > 1 {
		slices.Sort(counts)
		return nil, fmt.Errorf("%s holds reports of networks in %s shards; remove those that are out of date", out, strings.Join(counts, " and in "))
	}
	for _, shards := range byCount {
		return shards, nil
	}
	return nil, nil
}

// merge makes one list of those of the shards, by brand.
func (c *Collection) merge(shards []*Results) error {
	all := &Results{Schema: resultsSchema, of: map[string][]Result{}}
	for i, s := range shards {
		if s == nil {
			continue
		}
		if all.Network.Digest == "" {
			all.Network, all.Generator = s.Network, s.Generator
		}
		if s.Network != all.Network {
			return fmt.Errorf("shard %d is of another list of brands than those before it (%s, and %s); run all shards on the same list",
				i+1, counted(s.Network.Brands, "brand"), counted(all.Network.Brands, "brand"))
		}
		for _, b := range s.brands {
			if all.of[b.Slug] != nil {
				all.of[b.Slug] = []Result{{Brand: b.Slug, Name: b.Name, Status: OutcomeFailed, Code: Twice, Message: fmt.Sprintf("brand %q is in the reports of several shards; run them all again", b.Slug)}}
				continue
			}
			all.brands, all.of[b.Slug] = append(all.brands, b), s.of[b.Slug]
			if s.of[b.Slug][0].Status == OutcomeOpen {
				c.Missing = append(c.Missing, fmt.Sprintf("brand %q: shard %d was stopped before it was made; run the shard again", b.Slug, i+1))
			}
		}
	}
	slices.SortFunc(all.brands, func(a, b plan.Source) int { return cmp.Compare(a.Slug, b.Slug) })
	if !slices.Contains(shards, nil) && len(all.brands) != all.Network.Brands {
		c.Missing = append(c.Missing, fmt.Sprintf("the reports are about %d of %s; run all shards again", len(all.brands), counted(all.Network.Brands, "brand")))
	}
	c.Results = all
	return nil
}

// verify turns brands whose packs aren't as they were made into failed ones.
func (c *Collection) verify(ctx context.Context, out string, jobs int) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	slugs, found := make(chan string), make(chan []Result)
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() {
			for slug := range slugs {
				of := c.Results.of[slug][0]
				var wrong []Result
				if f := guard(func() { wrong = damages(ctx, out, of) }); f != nil {
					fault := f.finding(Program{Version: c.Results.Generator}, slug, "verifying the pack")
					wrong = []Result{{Brand: slug, Name: of.Name, Status: OutcomeFailed, Code: fault.Code, Message: fault.Error(), Trace: fault.Trace}}
				}
				found <- wrong
			}
		})
	}
	go func() {
		for _, b := range c.Results.brands {
			if c.Results.made(b.Slug) {
				slugs <- b.Slug
			}
		}
		close(slugs)
		workers.Wait()
		close(found)
	}()
	wrong := map[string][]Result{}
	for of := range found {
		if len(of) > 0 {
			wrong[of[0].Brand] = of
		}
	}
	for slug, of := range wrong {
		c.Results.of[slug] = of
	}
	return ctx.Err()
}

// damages are the results of a brand whose pack isn't as it was made; none when it is.
func damages(ctx context.Context, out string, done Result) []Result {
	wrong := Result{Brand: done.Brand, Name: done.Name, Status: OutcomeFailed, Code: Damaged}
	damage, err := pack.Verify(ctx, filepath.Join(out, done.Brand))
	if errors.Is(err, ctx.Err()) && err != nil {
		return nil
	}
	if err != nil {
		wrong.Message = err.Error() + "; build the brand again"
		return []Result{wrong}
	}
	var all []Result
	for _, d := range damage {
		one := wrong
		one.Asset = d.Path
		one.Message = fmt.Sprintf("brand %q: %s %s; kic build --verify makes it again", done.Brand, d.Path, d.What)
		all = append(all, one)
	}
	return all
}
