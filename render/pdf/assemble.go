package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
)

// parts are what is kept of the file that fpdf writes.
type parts struct {
	contents [][]byte // of the pages
	info     string   // the body of the document's information dictionary
}

// assemble has fpdf make a document of the pages, and takes it apart. The content streams and the information are kept;
// the page tree, resources and catalogue are ours, because fpdf rounds boxes to hundredths, writes them in random order and
// knows no tags.
func (d *document) assemble() (*parts, error) {
	f := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: d.pages[0].media.W, Ht: d.pages[0].media.H}})
	f.SetCompression(false)
	f.SetCatalogSort(true)
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetTitle(d.info.Title, true)
	if d.info.Author != "" {
		f.SetAuthor(d.info.Author, true)
	}
	if d.info.Subject != "" {
		f.SetSubject(d.info.Subject, true)
	}
	f.SetCreator(program, true)
	f.SetProducer(program, true)
	f.SetCreationDate(d.info.Created)
	f.SetModificationDate(d.info.Created)
	for _, pg := range d.pages {
		d.sheet(f, pg)
	}
	var file bytes.Buffer
	if err := f.Output(&file); err != nil {
		return nil, fmt.Errorf("assembling: %w", err)
	}
	p, err := takeApart(file.Bytes())
	if err == nil && len(p.contents) != len(d.pages) {
		err = errShape
	}
	return p, err
}

// program is the name that a file gives as its maker.
const program = "kic"

// sheet adds pg: for print, what is painted ends at the bleed, and the marks lie outside it.
func (d *document) sheet(f *fpdf.Fpdf, pg *page) {
	f.AddPageFormat("P", fpdf.SizeType{Wd: pg.media.W, Ht: pg.media.H})
	if !d.info.Print {
		f.RawWriteBuf(bytes.NewReader(pg.buf))
		return
	}
	f.ClipRect(pg.bleed.X, pg.media.H-pg.bleed.Bottom(), pg.bleed.W, pg.bleed.H, false)
	f.RawWriteBuf(bytes.NewReader(pg.buf))
	f.ClipEnd()
	if !d.info.Marks {
		return
	}
	f.RawWriteStr("/Artifact BMC")
	f.SetDrawColor(0, 0, 0)
	f.SetLineWidth(0.25)
	for _, l := range pg.cropMarks() {
		f.Line(l[0], l[1], l[2], l[3])
	}
	f.RawWriteStr("EMC")
}

var (
	pageContents = regexp.MustCompile(`(?s)^<<\s*/Type /Page\s.*/Contents (\d+) 0 R`)
	trailerInfo  = regexp.MustCompile(`(?s)trailer\s.*/Info (\d+) 0 R`)
	tableStart   = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
)

var errShape = errors.New("fpdf wrote a file of a shape that this version doesn't expect")

// takeApart reads a file that fpdf wrote: its objects lie one after another and its cross-reference table is plain.
func takeApart(file []byte) (*parts, error) {
	bodies, trailer, err := readObjects(file)
	if err != nil {
		return nil, err
	}
	var p parts
	for _, body := range bodies {
		m := pageContents.FindSubmatch(body)
		if m == nil {
			continue
		}
		n, _ := strconv.Atoi(string(m[1]))
		if n < 1 || n > len(bodies) {
			return nil, errShape
		}
		_, data, ok := bytes.Cut(bodies[n-1], []byte("stream\n"))
		if !ok {
			return nil, errShape
		}
		p.contents = append(p.contents, bytes.TrimSuffix(data, []byte("\nendstream")))
	}
	m := trailerInfo.FindSubmatch(trailer)
	if m == nil {
		return nil, errShape
	}
	if n, _ := strconv.Atoi(string(m[1])); n >= 1 && n <= len(bodies) {
		p.info = string(bodies[n-1])
		return &p, nil
	}
	return nil, errShape
}

// readObjects gives the bodies of all objects, the first being number 1, and what follows them.
func readObjects(file []byte) (bodies [][]byte, trailer []byte, err error) {
	m := tableStart.FindSubmatch(file)
	if m == nil {
		return nil, nil, errShape
	}
	start, _ := strconv.Atoi(string(m[1]))
	if start < 0 || start >= len(file) {
		return nil, nil, errShape
	}
	trailer = file[start:]
	lines := bytes.Split(trailer, []byte("\n"))
	for n := 1; n+2 < len(lines) && bytes.HasSuffix(lines[n+2], []byte("n ")); n++ {
		at, err := strconv.Atoi(string(lines[n+2][:10]))
		if err != nil || at < 0 || at >= start {
			return nil, nil, errShape
		}
		head := fmt.Sprintf("%d 0 obj\n", n)
		end := bytes.Index(file[at:], []byte("\nendobj\n"))
		if !bytes.HasPrefix(file[at:], []byte(head)) || end < len(head) {
			return nil, nil, errShape
		}
		bodies = append(bodies, file[at+len(head):at+end])
	}
	return bodies, trailer, nil
}
