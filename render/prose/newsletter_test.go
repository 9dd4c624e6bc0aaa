package prose_test

import (
	"encoding/xml"
	"image/color"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"kic/brand"
	"kic/render/colour"
)

// newsletterOf is the newsletter of a message as it is sent, and its elements.
func newsletterOf(t *testing.T, id string, b *brand.Brand) (string, []xml.StartElement) {
	t.Helper()
	text := message(t, defaultCampaign(t), id, b)["copy/"+id+"-newsletter.html"]
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var out []xml.StartElement
	for {
		token, err := d.Token()
		if err == io.EOF {
			return text, out
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			out = append(out, e.Copy())
		}
	}
}

func attr(e xml.StartElement, name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

func TestANewsletterKeepsToWhatMailProgramsShow(t *testing.T) {
	for _, b := range []*brand.Brand{full(), bare()} {
		for _, m := range defaultCampaign(t).Messages {
			text, elements := newsletterOf(t, m.ID, b)
			if len(text) > 102_000 {
				t.Errorf("%s: %d bytes, and Gmail shows 102 KB", m.ID, len(text))
			}
			count := map[string]int{}
			for _, e := range elements {
				count[e.Name.Local]++
				style, _ := attr(e, "style")
				switch e.Name.Local {
				case "table":
					if role, _ := attr(e, "role"); role != "presentation" {
						t.Errorf("%s: a table is heard as one", m.ID)
					}
				case "img":
					if alt, _ := attr(e, "alt"); alt != header().Alt {
						t.Errorf("%s: the picture has the alternative text %q", m.ID, alt)
					}
					if w, _ := attr(e, "width"); w != "600" {
						t.Errorf("%s: the picture is %s wide", m.ID, w)
					}
					if h, _ := attr(e, "height"); h != "200" {
						t.Errorf("%s: the picture is %s high", m.ID, h)
					}
					if src, _ := attr(e, "src"); src != "../"+header().Path {
						t.Errorf("%s: the picture is at %s", m.ID, src)
					}
				case "script", "link", "form", "video", "iframe", "svg":
					t.Errorf("%s: mail programs drop %s", m.ID, e.Name.Local)
				case "h1", "h2", "p", "ul", "li", "a", "body":
					if style == "" {
						t.Errorf("%s: %s has no style of its own", m.ID, e.Name.Local)
					}
				}
				for _, bad := range []string{"position:", "float:", "flex", "grid", "var(", "url("} {
					if strings.Contains(style, bad) {
						t.Errorf("%s: Outlook doesn't know %s", m.ID, bad)
					}
				}
			}
			if count["h1"] != 1 || count["title"] != 1 || count["img"] != 1 || count["style"] != 1 {
				t.Errorf("%s: got %v", m.ID, count)
			}
			if lang, _ := attr(elements[0], "lang"); lang != "en-GB" {
				t.Errorf("%s: the language is %q", m.ID, lang)
			}
			for _, want := range []string{"max-width:600px", `<!--[if mso]><table role="presentation" width="600"`, "<!--[if mso]></td></tr></table><![endif]-->", "mso-hide:all"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s: the newsletter lacks %s", m.ID, want)
				}
			}
		}
	}
}

func TestANewsletterReadsTheSameWithoutItsStyleSheet(t *testing.T) {
	text, _ := newsletterOf(t, "phishing", full())
	sheet := text[strings.Index(text, "<style>"):strings.Index(text, "</style>")]
	outside := strings.Replace(sheet, "<style>", "", 1)
	if i := strings.Index(outside, "@media"); strings.Contains(outside[:i], ".") {
		t.Errorf("classes do something on a light screen: %s", outside[:i])
	}
}

func TestANewsletterSaysInWordsWhatItsPictureSays(t *testing.T) {
	for _, m := range defaultCampaign(t).Messages {
		text, _ := newsletterOf(t, m.ID, full())
		for _, want := range []string{m.Headline[0], m.Tips[0]} {
			if !strings.Contains(strings.ReplaceAll(text, "&#39;", "'"), want) {
				t.Errorf("%s: the newsletter lacks %q", m.ID, want)
			}
		}
	}
}

var (
	inlineStyle = regexp.MustCompile(`style="([^"]*)"`)
	wordColour  = regexp.MustCompile(`(^|;)color:(#[0-9a-f]{6})`)
	darkRule    = regexp.MustCompile(`\.(\w+)[^{}]*\{ (?:background-)?color: (#[0-9a-f]{6})`)
)

func TestWordsOfANewsletterCanBeReadOnLightAndOnDarkScreens(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 60 {
		b := full()
		given := brand.Colours{Primary: color.NRGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), 255}}
		if i%2 == 0 {
			given.Paper = color.NRGBA{255, uint8(240 + random.IntN(16)), uint8(200 + random.IntN(56)), 255}
		}
		b.Colours = brand.Derive(given)
		text, _ := newsletterOf(t, "phishing", b)
		paper := hexOf(b.Colours.Paper)
		for _, style := range inlineStyle.FindAllStringSubmatch(text, -1) {
			words := wordColour.FindStringSubmatch(style[1])
			if words == nil {
				continue
			}
			ground := paper
			if g := regexp.MustCompile(`background-color:(#[0-9a-f]{6})`).FindStringSubmatch(style[1]); g != nil {
				ground = g[1]
			}
			if strings.Contains(style[1], "padding:0 24px 24px") { // below the page
				ground = regexp.MustCompile(`<body[^>]*background-color:(#[0-9a-f]{6})`).FindStringSubmatch(text)[1]
			}
			readable(t, given, words[2], ground)
		}
		dark := map[string]string{}
		for _, rule := range darkRule.FindAllStringSubmatch(text, -1) {
			dark[rule[1]] = rule[2]
		}
		readable(t, given, dark["words"], dark["page"])
		readable(t, given, dark["link"], dark["page"])
	}
}

func hexOf(c color.NRGBA) string {
	const digits = "0123456789abcdef"
	out := "#"
	for _, v := range []uint8{c.R, c.G, c.B} {
		out += string(digits[v>>4]) + string(digits[v&15])
	}
	return out
}

func readable(t *testing.T, given brand.Colours, words, ground string) {
	t.Helper()
	w, err := brand.ParseColour(words)
	g, err2 := brand.ParseColour(ground)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if c := colour.Contrast(w, g); c < 4.5 {
		t.Errorf("%s on %s has a contrast of %.2f, with the primary %s", words, ground, c, hexOf(given.Primary))
	}
}
