package prose

import (
	"fmt"
	"html/template"
	"image/color"
	"strings"

	"kic/brand"
	"kic/render/colour"
	"kic/render/csp"
)

// maxNewsletter is how long a newsletter may be: Gmail cuts longer ones off.
const maxNewsletter = 102 * 1000 // bytes

// newsletter is the email of a message as HTML that mail programs show alike: 600 px wide, styles in the elements, tables
// where Outlook needs them, and the words of the picture as text.
func newsletter(w *words) ([]byte, error) {
	p := paletteOf(w.Colours)
	// Programs that send newsletters put pictures on a server of their own, or into the mail.
	policy := csp.Policy{Inline: true, Pictures: []string{"data:", "https:", "cid:"}}
	data, err := w.html("newsletter.html", policy, template.FuncMap{
		"colour": func(name string) template.CSS { return css(p[name]) },
		// A template drops comments, and Outlook reads these: it knows no greatest width and needs a table of a fixed one.
		"outlook": func(markup string) template.HTML {
			return template.HTML("<!--[if mso]>" + markup + "<![endif]-->")
		},
		"height":  func() int { return w.Picture.Height * newsletterWidth / max(w.Picture.Width, 1) },
		"padding": func() template.HTML { return template.HTML(strings.Repeat("&#847;&zwnj;&nbsp;", 40)) },
	})
	if err == nil && len(data) > maxNewsletter {
		err = fmt.Errorf("has %d bytes, and mail programs cut what is over %d; shorten the tips of the message", len(data), maxNewsletter)
	}
	return data, err
}

const newsletterWidth = 600 // px

// paletteOf is a newsletter's colours by what they are for, each word with a contrast of 4.5:1 or more on its ground, on a
// light screen and on a dark one. Grounds are never pure white or black, which mail programs turn round hardest.
func paletteOf(r brand.Roles) map[string]string {
	white := color.NRGBA{255, 255, 255, 255}
	page := between(r.Paper, r.Tint)
	ink := colour.On(r.Paper, r.Ink)
	night := r.Deep
	pale := colour.On(night, r.Paper, white)
	return map[string]string{
		"page": hex(page), "on-page": hex(colour.On(page, r.Ink, r.Deep)),
		"paper": hex(r.Paper), "ink": hex(ink), "link": hex(readable(r.Paper, ink, r.Primary, r.PrimaryDark, r.Deep)),
		"band": hex(r.Primary), "on-band": hex(colour.On(r.Primary, white, r.Paper, r.Ink, r.Deep)),
		"accent": hex(r.Accent),
		"night":  hex(night), "pale": hex(pale), "night-link": hex(readable(night, pale, r.Accent, r.Tint)),
	}
}

// readable is the first wanted colour with a contrast of 4.5:1 (WCAG 2.2 AA) on a ground, or otherwise.
func readable(ground, otherwise color.NRGBA, wanted ...color.NRGBA) color.NRGBA {
	for _, c := range wanted {
		if colour.Contrast(c, ground) >= 4.5 {
			return c
		}
	}
	return otherwise
}

// between is a breath of b on a: what lies round the page and shouldn't be louder than it.
func between(a, b color.NRGBA) color.NRGBA {
	mix := func(x, y uint8) uint8 { return uint8((3*int(x) + int(y)) / 4) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}
