package pack

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"os"
	"path/filepath"

	"kic/render/csp"
)

// Network is what the index page over many packs shows.
type Network struct {
	Generator string
	Campaign  string
	Lang      string
	Tally     string // "295 of 300 organisations have their materials"
	Members   []Member
}

// Member is one organisation of a network.
type Member struct {
	Slug   string // the folder of its pack beside the page
	Name   string
	Status string   // for people: "24 pieces", "failed"
	OK     bool     // the pack is as it should be
	There  bool     // there is a pack: the last good one where OK is false
	Thumb  string   // a picture of the pack, by its path in it; may be empty
	Why    []string // what is wrong, in sentences
}

//go:embed network.html
var networkPage string

//go:embed network.css
var networkStyle string

// networkMark is in every index page that kic wrote.
const networkMark = `<meta name="generator" content="kic`

// WriteIndex writes the index page over the packs in the folder out, unless it is there already. A page that kic didn't
// make is only replaced by force.
func WriteIndex(out string, n Network, force bool) error {
	t, err := template.New("network").Parse(networkPage)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	shown := struct {
		Network
		Style    template.CSS
		Failures []Member
	}{Network: n, Style: template.CSS(networkStyle)}
	for _, m := range n.Members {
		if len(m.Why) > 0 {
			shown.Failures = append(shown.Failures, m)
		}
	}
	if err := t.Execute(&b, shown); err != nil {
		return fmt.Errorf("index page: %w", err)
	}
	page, err := csp.Add(b.Bytes(), csp.Policy{})
	if err != nil {
		return fmt.Errorf("index page: %w", err)
	}
	name := filepath.Join(out, GalleryFile)
	if was, err := os.ReadFile(name); err == nil && !force && !bytes.Contains(was[:min(len(was), 1024)], []byte(networkMark)) {
		return fmt.Errorf("%s is in the way and wasn't made by kic; move it, or replace it with --force", name)
	}
	return Put(name, page)
}
