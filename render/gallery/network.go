package gallery

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"

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

// Index is the page over the packs of a network.
func Index(n Network) ([]byte, error) {
	t, err := template.New("network").Parse(networkPage)
	if err != nil {
		return nil, err
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
		return nil, fmt.Errorf("index page: %w", err)
	}
	return csp.Add(b.Bytes(), csp.Policy{})
}
