package sheet

import (
	"bytes"
	_ "embed" // for the page
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"

	"kic/render/csp"
	"kic/render/scene"
)

//go:embed page.html
var pageTemplate string

//go:embed page.css
var pageStyle string

// pageView is what the template shows.
type pageView struct {
	Content
	Head          string
	Style         template.CSS
	Accent        string
	Guides        bool
	Safe, Covered string // what the outlines mean, where there are such
	Parts         []partView
	Columns       []int // the numbers of columns that there are, in ascending order
}

type partView struct {
	Name   string
	Blocks []blockView
}

type blockView struct {
	Name, Detail string
	Cols         int
	Pieces       []pieceView
}

type pieceView struct {
	Name, Link, Alt string
	Lang            string
	W, H            int
	Picture         template.URL
	Box             string // of the overlay, in the units of the piece; empty: no overlay
	Safe            *scene.Rect
	Covered         []scene.Rect
}

// page is the sheet for a browser. The copies come block by block, as paint gives them.
func (s *Sheet) page(copies [][]small) ([]byte, error) {
	t, err := template.New("sheet").Funcs(template.FuncMap{"number": scene.Number}).Parse(pageTemplate)
	if err != nil {
		return nil, err
	}
	v := pageView{Content: s.content, Head: s.title(), Style: template.CSS(pageStyle), Accent: scene.Hex(s.content.accent())}
	shown := s.content.guides()
	if v.Guides = shown != (guides{}); shown.safe {
		v.Safe = legendSafe
	}
	if shown.covered {
		v.Covered = legendCovered
	}
	for i, section := range s.content.Sections {
		part := partView{Name: section.Name}
		for j := range s.plan.blocks {
			if b := &s.plan.blocks[j]; b.section == i {
				part.Blocks = append(part.Blocks, viewOf(b, copies[j]))
				v.Columns = append(v.Columns, b.cols)
			}
		}
		v.Parts = append(v.Parts, part)
	}
	slices.Sort(v.Columns)
	v.Columns = slices.Compact(v.Columns)
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		return nil, err
	}
	return csp.Add(out.Bytes(), csp.Policy{Pictures: []string{"data:"}})
}

func viewOf(b *block, copies []small) blockView {
	g := b.group
	v := blockView{Name: g.Name, Detail: g.Detail, Cols: b.cols}
	for i, p := range g.Pieces {
		pv := pieceView{
			Name: p.Name, Link: p.Link, Alt: copies[i].alt, Lang: p.Lang, W: b.tw, H: b.th,
			// The bytes are a JPEG that this package wrote, in an alphabet that needs no escaping.
			Picture: template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(copies[i].jpeg)),
			Covered: g.Covered,
		}
		if g.insets() {
			pv.Safe = &g.Safe
		}
		if g.outlined() {
			pv.Box = fmt.Sprintf("0 0 %s %s", scene.Number(g.W), scene.Number(g.H))
		}
		v.Pieces = append(v.Pieces, pv)
	}
	return v
}
