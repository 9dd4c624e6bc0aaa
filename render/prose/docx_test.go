package prose_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"kic/brand"
	"kic/render/campaign"
	"kic/render/prose"
	"kic/render/scene"
)

// node is an element of XML with its names without their spaces.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []node     `xml:",any"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all are the elements of a name, at any depth, in their order.
func (n *node) all(name string) []*node {
	var out []*node
	for i := range n.Nodes {
		if n.Nodes[i].XMLName.Local == name {
			out = append(out, &n.Nodes[i])
		}
		out = append(out, n.Nodes[i].all(name)...)
	}
	return out
}

func (n *node) words() string {
	var out strings.Builder
	for _, t := range n.all("t") {
		out.WriteString(t.Text)
	}
	return out.String()
}

func (n *node) style() string {
	for _, s := range n.all("pStyle") {
		return s.attr("val")
	}
	return "Normal"
}

// wordDocument is the docx of a message, by the names of its files.
func wordDocument(t testing.TB, c *campaign.Campaign, id string, b *brand.Brand, picture prose.Picture) (files map[string]*node, raw []byte) {
	t.Helper()
	docs, err := prose.Message(c, c.Message(id), b, prose.Pictures{Header: picture})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(docs, func(d prose.Document) bool { return d.Path == "copy/"+id+".docx" })
	raw = docs[i].Data
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]*node{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = &node{}
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			if err := xml.Unmarshal(data, files[f.Name]); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return files, raw
}

func TestADocumentHasRealHeadingsAndLists(t *testing.T) {
	c := defaultCampaign(t)
	for _, b := range []*brand.Brand{full(), bare()} {
		for _, m := range c.Messages {
			files, _ := wordDocument(t, c, m.ID, b, header())
			defined := map[string]string{}
			for _, s := range files["word/styles.xml"].all("style") {
				defined[s.attr("styleId")] = s.all("name")[0].attr("val")
			}
			var headings, bullets []string
			for _, p := range files["word/document.xml"].all("p") {
				style := p.style()
				if defined[style] == "" {
					t.Fatalf("%s: the style %s is not defined", m.ID, style)
				}
				if strings.HasPrefix(style, "Heading") {
					headings = append(headings, style)
				}
				if style == "ListBullet" {
					bullets = append(bullets, p.words())
				}
				if words := p.words(); strings.HasPrefix(words, "- ") || strings.HasPrefix(words, "•") {
					t.Errorf("%s: a list that is none: %s", m.ID, words)
				}
			}
			if headings[0] != "Heading1" || slices.Contains(headings[1:], "Heading1") {
				t.Errorf("%s: the headings are %v", m.ID, headings)
			}
			for i := range headings[1:] {
				if headings[i+1] > headings[i] && headings[i+1][7]-headings[i][7] > 1 {
					t.Errorf("%s: %s follows %s", m.ID, headings[i+1], headings[i])
				}
			}
			if !slices.Contains(bullets, m.Tips[0]) {
				t.Errorf("%s: %q is not in a list", m.ID, m.Tips[0])
			}
			for id, name := range map[string]string{"Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3", "ListBullet": "List Bullet"} {
				if defined[id] != name {
					t.Errorf("%s is called %q, not %q as word processors know it", id, defined[id], name)
				}
			}
		}
	}
	files, _ := wordDocument(t, c, "phishing", full(), header())
	levels := files["word/numbering.xml"].all("lvl")
	if len(levels) != 1 || levels[0].all("numFmt")[0].attr("val") != "bullet" || levels[0].all("pStyle")[0].attr("val") != "ListBullet" {
		t.Error("the style of lists has no bullets")
	}
}

func TestADocumentSaysItsTitleAndItsLanguage(t *testing.T) {
	c := defaultCampaign(t)
	files, _ := wordDocument(t, c, "phishing", full(), header())
	core := files["docProps/core.xml"]
	for name, want := range map[string]string{"title": "Phishing – Example Hospice & Friends", "language": "en-GB", "creator": "Example Hospice & Friends"} {
		if got := core.all(name); len(got) != 1 || got[0].Text != want {
			t.Errorf("%s is %+v, want %q", name, got, want)
		}
	}
	if got := files["word/styles.xml"].all("lang"); len(got) != 1 || got[0].attr("val") != "en-GB" || got[0].attr("bidi") != "en-GB" {
		t.Errorf("the language of the words is %+v", got)
	}
	if got := files["word/document.xml"].all("lang"); len(got) > 0 {
		t.Errorf("%d stretches of an English document say that they are English", len(got))
	}
	cy := *c
	cy.Language = "cy"
	files, _ = wordDocument(t, &cy, "phishing", full(), header())
	if got := files["word/styles.xml"].all("lang")[0].attr("val"); got != "cy" {
		t.Errorf("the language of a Welsh document is %s", got)
	}
	labels := 0
	for _, p := range files["word/document.xml"].all("p") {
		if p.style() == "Heading2" {
			if lang := p.all("lang"); len(lang) != 1 || lang[0].attr("val") != "en-GB" {
				t.Errorf("the English heading %q in a Welsh document has the language %v", p.words(), lang)
			}
			labels++
		}
	}
	if labels < 5 {
		t.Errorf("found %d labels", labels)
	}
}

func TestADocumentShowsItsPictureWithItsAlternativeText(t *testing.T) {
	c := defaultCampaign(t)
	files, _ := wordDocument(t, c, "phishing", full(), header())
	pictures := files["word/document.xml"].all("docPr")
	if len(pictures) != 1 || pictures[0].attr("descr") != header().Alt {
		t.Fatalf("got %+v", pictures)
	}
	extent := files["word/document.xml"].all("extent")[0]
	if extent.attr("cx") != "5760000" || extent.attr("cy") != "1920000" {
		t.Errorf("1200 × 400 px became %s × %s EMU", extent.attr("cx"), extent.attr("cy"))
	}
	if files["word/media/picture.png"] == nil {
		t.Error("the picture is missing")
	}
	for _, none := range []prose.Picture{{}, {Path: "a.pdf", Width: 1, Height: 1, Data: []byte("%PDF-1.7")}, {Path: "a.png", Data: header().Data}} {
		files, _ := wordDocument(t, c, "phishing", full(), none)
		if len(files["word/document.xml"].all("drawing")) > 0 {
			t.Errorf("%+v was drawn", none)
		}
	}
}

func TestLinksOfADocumentLeadSomewhere(t *testing.T) {
	c := defaultCampaign(t)
	files, _ := wordDocument(t, c, "phishing", full(), header())
	targets := map[string]*node{}
	for _, r := range files["word/_rels/document.xml.rels"].all("Relationship") {
		targets[r.attr("Id")] = r
		if r.attr("TargetMode") == "" && files["word/"+r.attr("Target")] == nil {
			t.Errorf("%s is not in the document", r.attr("Target"))
		}
	}
	found := map[string]string{}
	for _, link := range files["word/document.xml"].all("hyperlink") {
		target := targets[link.attr("id")]
		if target == nil || target.attr("TargetMode") != "External" {
			t.Fatalf("%q leads to %+v", link.words(), target)
		}
		found[link.words()] = target.attr("Target")
	}
	for words, want := range full().Links {
		if got := found[full().Fields[words]]; got != want {
			t.Errorf("%s leads to %q, want %q", words, got, want)
		}
	}
	for _, r := range files["_rels/.rels"].all("Relationship") {
		if files[r.attr("Target")] == nil {
			t.Errorf("%s is not in the document", r.attr("Target"))
		}
	}
	for _, o := range files["[Content_Types].xml"].all("Override") {
		if files[strings.TrimPrefix(o.attr("PartName"), "/")] == nil {
			t.Errorf("%s is not in the document", o.attr("PartName"))
		}
	}
}

func TestADocumentIsWrittenFromRightToLeftWhereItsLanguageIs(t *testing.T) {
	c := *defaultCampaign(t)
	c.Language = "ur"
	m := c.Messages[0]
	m.ID, m.Tips = "ur", []string{"تین بے ترتیب الفاظ چنیں۔"}
	c.Messages = []campaign.Message{m}
	files, _ := wordDocument(t, &c, "ur", full(), prose.Picture{})
	if len(files["word/styles.xml"].all("bidi")) != 1 {
		t.Error("paragraphs run from left to right")
	}
	found := false
	for _, r := range files["word/document.xml"].all("r") {
		arabic := r.words() == m.Tips[0]
		found = found || arabic
		if rtl := len(r.all("rtl")) > 0; rtl != arabic {
			t.Errorf("right to left is %v for %q", rtl, r.words())
		}
	}
	if page := message(t, &c, "ur", full())["copy/ur.html"]; !found || !strings.Contains(page, `<html lang="ur" dir="rtl">`) {
		t.Error("the Urdu tip or the page's direction is missing")
	}
}

func TestADocumentIsTheSameFromRunToRun(t *testing.T) {
	c := defaultCampaign(t)
	_, a := wordDocument(t, c, "phishing", full(), header())
	_, b := wordDocument(t, c, "phishing", full(), header())
	if !bytes.Equal(a, b) {
		t.Error("two documents of the same words differ")
	}
}

func FuzzADocumentHoldsWhateverABrandSays(f *testing.F) {
	for _, seed := range []string{"plain", `<w:p/>"&'`, "\x00\x0b", "日本 👨‍👩‍👧", "\u202e"} {
		f.Add(seed)
	}
	c := defaultCampaign(f)
	f.Fuzz(func(t *testing.T, name string) {
		b := full()
		b.Name, b.Fields["helpdesk"] = name, name
		picture := header()
		picture.Alt = name
		files, _ := wordDocument(t, c, "screens", b, picture)
		if len(files["word/document.xml"].all("drawing")) != 1 {
			t.Fatal("the name has changed the document")
		}
	})
}

func TestCopyRunsTheWayThatPicturesDo(t *testing.T) {
	c := *defaultCampaign(t)
	for _, tag := range []string{"en-GB", "cy", "ar", "prs", "pa", "pa-PK", "uz-AF", "ckb", "he", "iw", "pnb", "azb", "ur-Latn", "ur-Aran"} {
		c.Language = tag
		page := message(t, &c, "phishing", full())["copy/phishing.html"]
		if got := strings.Contains(page, `dir="rtl"`); got != scene.RightToLeft(tag) {
			t.Errorf("%s: copy from right to left is %v, and pictures are otherwise", tag, got)
		}
	}
}
