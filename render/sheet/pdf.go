package sheet

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"kic/fonts"
	"kic/render/raster"
	"kic/render/scene"
	"kic/render/text"
)

// leafDPI is the resolution of thumbnails: enough to read their headlines, in a file that can still be mailed. They are PNGs:
// smaller than JPEGs of flat art, and their edges have no fringes.
const leafDPI = 150

// PDF gives content as a document of A4 pages, for showing around and for print: thumbnails with their names under their
// sizes, by section, with an outline. It draws the pieces anew, one after another, and leaves out safe areas. The same
// content gives the same bytes.
//
// The document has no tags and so no alternative text, which fpdf doesn't write: the page for a browser has both.
func PDF(content Content, set *fonts.Set) (file []byte, err error) {
	pages, err := leaves(content, text.NewShaper(set))
	if err != nil {
		return nil, fmt.Errorf("contact sheet: %w", err)
	}
	w := newWriter(content, set)
	for _, l := range pages {
		if err := w.page(l); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := w.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("contact sheet: %w", err)
	}
	return out.Bytes(), nil
}

// writer writes pages.
type writer struct {
	pdf   *fpdf.Fpdf
	set   *fonts.Set
	names map[string]string // of the faces that are embedded, by face; empty: can't be
}

func newWriter(content Content, set *fonts.Set) *writer {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: leafW, Ht: leafH}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	f.SetCreationDate(time.Unix(0, 0).UTC())
	f.SetModificationDate(time.Unix(0, 0).UTC())
	f.SetTitle((&Sheet{content: content}).title(), true)
	f.SetLang(english)
	f.SetSubject("Small copies of all pieces, with their names and sizes", true)
	if content.Brand != nil {
		f.SetAuthor(content.Brand.Name, true)
	}
	f.SetCreator(content.Generator, true)
	f.SetProducer(content.Generator, true)
	return &writer{pdf: f, set: set, names: map[string]string{}}
}

func (w *writer) page(l leaf) error {
	w.pdf.AddPage()
	if err := w.thumbnails(l.thumbs); err != nil {
		return err
	}
	w.pdf.SetDrawColor(rgb(hairline))
	w.pdf.SetLineWidth(1)
	for _, y := range l.rules {
		w.pdf.Line(inner.X, y, inner.Right(), y)
	}
	for _, it := range l.words {
		if t, ok := it.(scene.Text); ok {
			w.text(t)
		}
	}
	for _, e := range l.entries { // after the words: the outline takes its encoding from the font
		w.pdf.Bookmark(e.name, e.level, e.y)
	}
	return nil
}

func rgb(c color.NRGBA) (r, g, b int) { return int(c.R), int(c.G), int(c.B) }

// thumbnails draws pieces, all of a page in one picture: fpdf writes pictures in the order of their widths, and those of
// the same width in any order. So each page's is a pixel wider than the last one's.
func (w *writer) thumbnails(list []thumbnail) error {
	if len(list) == 0 {
		return nil
	}
	var area scene.Rect
	for _, t := range list {
		area = area.Union(t.box)
	}
	width := int(math.Ceil(inner.W*leafDPI/72)) + w.pdf.PageNo()
	k := float64(width) / inner.W // pixels a point
	picture := image.NewRGBA(image.Rect(0, 0, width, int(math.Ceil(area.H*k))))
	draw.Draw(picture, picture.Rect, image.White, image.Point{}, draw.Src)
	var frames []scene.Rect
	for _, t := range list {
		x, y := int(math.Round((t.box.X-inner.X)*k)), int(math.Round((t.box.Y-area.Y)*k))
		small, _, err := t.piece.Thumb(max(1, int(math.Round(t.box.W*k))), max(1, int(math.Round(t.box.H*k))))
		if err != nil {
			return fmt.Errorf("%s: %w", t.piece.Link, err)
		}
		size := small.Rect.Size()
		draw.Draw(picture, image.Rectangle{Max: size}.Add(image.Pt(x, y)), small, small.Rect.Min, draw.Src)
		frames = append(frames, scene.Rect{X: inner.X + float64(x)/k, Y: area.Y + float64(y)/k, W: float64(size.X) / k, H: float64(size.Y) / k})
	}
	file, err := raster.PNG(picture, raster.Meta{})
	if err != nil {
		return fmt.Errorf("contact sheet: %w", err)
	}
	name, kind := fmt.Sprint(w.pdf.PageNo()), fpdf.ImageOptions{ImageType: "png"}
	w.pdf.RegisterImageOptionsReader(name, kind, bytes.NewReader(file))
	w.pdf.ImageOptions(name, inner.X, area.Y, inner.W, float64(picture.Rect.Dy())/k, false, kind, 0, "")
	w.pdf.SetDrawColor(rgb(quiet))
	w.pdf.SetLineWidth(0.3)
	for _, r := range frames {
		w.pdf.Rect(r.X, r.Y, r.W, r.H, "D")
	}
	return nil
}

// text writes words that fpdf can write: it sets one glyph a letter, next to each other. Others are drawn.
func (w *writer) text(t scene.Text) {
	face, _ := w.set.Face(t.Face)
	words := strings.TrimRight(t.String, " ")
	name := ""
	if oneByOne(words, face) {
		name = w.embed(face)
	}
	if name == "" {
		w.draw(t, face)
		return
	}
	w.pdf.SetFont(name, "", t.Size)
	w.pdf.SetTextColor(rgb(t.Paint.Color))
	start := 0
	for word := range strings.SplitAfterSeq(words, " ") { // each in its place, as fpdf doesn't kern
		if i := slices.IndexFunc(t.Glyphs, func(g scene.Glyph) bool { return g.Cluster == start }); i >= 0 && word != "" {
			w.pdf.Text(t.Origin.X+t.Glyphs[i].X, t.Origin.Y, word)
		}
		start += len(word)
	}
}

// draw paints the glyphs of t as shapes.
func (w *writer) draw(t scene.Text, face *fonts.Face) {
	w.pdf.SetFillColor(rgb(t.Paint.Color))
	for _, g := range t.Glyphs {
		at := scene.Matrix{A: t.Size, D: t.Size, E: t.Origin.X + g.X, F: t.Origin.Y + g.Y}
		w.path(face.Outline(g.ID).Transform(at))
	}
}

// path fills p.
func (w *writer) path(p scene.Path) {
	if p.Empty() {
		return
	}
	var pen scene.Point
	p.Walk(func(v scene.Verb, pts []scene.Point) {
		switch v {
		case scene.MoveTo:
			w.pdf.MoveTo(pts[0].X, pts[0].Y)
		case scene.LineTo:
			w.pdf.LineTo(pts[0].X, pts[0].Y)
		case scene.QuadTo:
			q, e := pts[0], pts[1]
			w.pdf.CurveBezierCubicTo(pen.X+(q.X-pen.X)*2/3, pen.Y+(q.Y-pen.Y)*2/3, e.X+(q.X-e.X)*2/3, e.Y+(q.Y-e.Y)*2/3, e.X, e.Y)
		case scene.CubeTo:
			w.pdf.CurveBezierCubicTo(pts[0].X, pts[0].Y, pts[1].X, pts[1].Y, pts[2].X, pts[2].Y)
		case scene.ClosePath:
			w.pdf.ClosePath()
			return
		}
		pen = pts[len(pts)-1]
	})
	w.pdf.DrawPath("F")
}
