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
	Partly bool     // the pack is new, and lacks pieces only
}

//go:embed network.html
var networkPage string

//go:embed network.css
var networkStyle string

// networkMark is in every index page that kic wrote.
const networkMark = `<meta name="generator" content="kic`

// WriteIndex writes the index page over the packs in the folder out, unless it is there already. A page that kic made and
// somebody has edited is put aside, and by force one that kic didn't make; WriteIndex says where it lies.
func WriteIndex(out string, n Network, force bool) (aside Edited, err error) {
	t, err := template.New("network").Parse(networkPage)
	if err != nil {
		return Edited{}, err
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
		return Edited{}, fmt.Errorf("index page: %w", err)
	}
	shows, err := csp.Add(b.Bytes(), csp.Policy{})
	if err != nil {
		return Edited{}, fmt.Errorf("index page: %w", err)
	}
	name, page := filepath.Join(out, GalleryFile), sign(shows)
	if was, err := os.ReadFile(name); exists(name) && !bytes.Equal(was, page) && !isSigned(was) {
		if ours := err == nil && bytes.Contains(was[:min(len(was), 1024)], []byte(networkMark)); !ours && !force {
			return Edited{}, fmt.Errorf("%s is in the way and wasn't made by kic; move it, or use --force, which keeps it beside the new one", name)
		}
		if aside, err = putAside(name); err != nil {
			return Edited{}, err
		}
	}
	return aside, Put(name, page)
}
