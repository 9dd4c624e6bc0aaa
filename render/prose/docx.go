package prose

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"

	"kic/render/scene"
)

// docx is all words of a message as a document for a word processor, in Office Open XML (ECMA-376): with real headings
// and lists, its languages, its title, links, and the picture with its alternative text.
func docx(w *words) ([]byte, error) {
	d := document{words: w}
	d.write()
	styles, err := styles(w)
	if err != nil {
		return nil, err
	}
	parts := []zipped{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"docProps/core.xml", properties(w)},
		{"docProps/app.xml", appProperties},
		{"word/document.xml", documentStart + d.body.String() + documentEnd},
		{"word/_rels/document.xml.rels", d.relations()},
		{"word/styles.xml", styles},
		{"word/numbering.xml", numbering},
		{"word/settings.xml", settings(w.Language)},
	}
	if d.media() != "" {
		parts = append(parts, zipped{"word/" + d.media(), string(w.Picture.Data)})
	}
	return archive(parts)
}

// document is the body of a document in the making.
type document struct {
	words *words
	body  strings.Builder
	links []string // addresses; that of the i-th is the relation "link<i>"
}

// span is a stretch of a paragraph.
type span struct {
	text  string
	label bool // in the language of labels
	bold  bool
	link  string // empty: nowhere
}

func (d *document) write() {
	w := d.words
	d.paragraph("Heading1", span{text: w.Name})
	d.paragraph("", span{text: w.Campaign + " – " + w.Organisation})
	d.picture()
	for _, p := range w.Parts() {
		d.paragraph("Heading2", span{text: p.Heading, label: true})
		if p.Note != "" {
			d.paragraph("Note", span{text: p.Note, label: true})
		}
		for _, b := range p.Blocks {
			d.block(b)
		}
	}
}

func (d *document) block(b block) {
	switch b.Kind {
	case heading:
		d.paragraph("Heading3", span{text: b.Text})
	case lead:
		d.paragraph("Lead", d.linked(b.Text)...)
	case field:
		d.paragraph("", append([]span{{text: b.Label + ": ", label: true, bold: true}}, d.linked(b.Text)...)...)
	case pasted:
		d.paragraph("Heading3", span{text: b.Label, label: true})
		for _, text := range b.paragraphs() {
			d.paragraph("Post", span{text: text})
		}
	case list:
		for _, item := range b.Items {
			d.paragraph("ListBullet", d.linked(item)...)
		}
	default:
		d.paragraph("", d.linked(b.Text)...)
	}
}

// linked are the spans of text, in which contacts lead to where they can be reached.
func (d *document) linked(text string) []span {
	var out []span
	for _, r := range d.words.linked(text) {
		out = append(out, span{text: r.Text, link: r.Link})
	}
	return out
}

// paragraph writes a paragraph; an empty style is that of running text.
func (d *document) paragraph(style string, spans ...span) {
	d.body.WriteString("<w:p>")
	if style != "" {
		fmt.Fprintf(&d.body, `<w:pPr><w:pStyle w:val="%s"/></w:pPr>`, style)
	}
	for _, s := range spans {
		if s.link == "" {
			d.run(s)
			continue
		}
		fmt.Fprintf(&d.body, `<w:hyperlink r:id="link%d" w:history="1">`, d.link(s.link))
		d.run(s)
		d.body.WriteString("</w:hyperlink>")
	}
	d.body.WriteString("</w:p>\n")
}

func (d *document) run(s span) {
	var p strings.Builder
	if s.link != "" {
		p.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
	}
	if s.bold {
		p.WriteString(`<w:b/><w:bCs/>`)
	}
	if scene.StartsRightToLeft([]rune(s.text)) {
		p.WriteString(`<w:rtl/>`)
	}
	if s.label && d.words.Language != labelLanguage {
		fmt.Fprintf(&p, `<w:lang w:val="%s"/>`, labelLanguage)
	}
	d.body.WriteString("<w:r>")
	if p.Len() > 0 {
		d.body.WriteString("<w:rPr>" + p.String() + "</w:rPr>")
	}
	for i, line := range strings.Split(s.text, "\n") {
		if i > 0 {
			d.body.WriteString("<w:br/>")
		}
		fmt.Fprintf(&d.body, `<w:t xml:space="preserve">%s</w:t>`, escaped(line))
	}
	d.body.WriteString("</w:r>")
}

// link is the number of the relation to an address.
func (d *document) link(address string) int {
	for i, known := range d.links {
		if known == address {
			return i
		}
	}
	d.links = append(d.links, address)
	return len(d.links) - 1
}

// media is the name of the picture inside the document; empty where there is none that a document can show.
func (d *document) media() string {
	switch http.DetectContentType(d.words.Picture.Data) {
	case "image/png":
		return "media/picture.png"
	case "image/jpeg":
		return "media/picture.jpeg"
	}
	return ""
}

// picture writes the picture as wide as the text.
func (d *document) picture() {
	p := d.words.Picture
	if d.media() == "" || p.Width <= 0 || p.Height <= 0 {
		return
	}
	const emu, width = 36000, 160 // English Metric Units in a millimetre; the width of the text, in mm
	cx := emu * width
	fmt.Fprintf(&d.body, drawing, cx, cx*p.Height/p.Width, escaped(p.Alt))
}

func (d *document) relations() string {
	var out strings.Builder
	out.WriteString(relationsStart)
	relation := func(id, kind, target, mode string) {
		fmt.Fprintf(&out, `<Relationship Id="%s" Type="%s/%s" Target="%s"%s/>`+"\n", id, relationTypes, kind, escaped(target), mode)
	}
	relation("styles", "styles", "styles.xml", "")
	relation("numbering", "numbering", "numbering.xml", "")
	relation("settings", "settings", "settings.xml", "")
	if d.media() != "" {
		relation("picture", "image", d.media(), "")
	}
	for i, address := range d.links {
		relation(fmt.Sprintf("link%d", i), "hyperlink", address, ` TargetMode="External"`)
	}
	out.WriteString("</Relationships>\n")
	return out.String()
}

// escaped is text as it stands in XML, in an element or an attribute. What XML can't hold becomes U+FFFD.
func escaped(text string) string {
	var out bytes.Buffer
	// A bytes.Buffer takes everything: there is no error to see to.
	_ = xml.EscapeText(&out, []byte(text))
	return out.String()
}
