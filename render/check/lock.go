package check

import (
	"fmt"
	"regexp"
	"strings"

	"kic/brand/contact"
	"kic/render/scene"
	"kic/templates"
)

// outside reports whether words or a logo that fill box reach outside the part of the piece that is sure to be seen, which
// code says it is, and names that part. On a landscape lock screen that is [templates.Placement.Band], under a code of its own.
func (p *piece) outside(box scene.Rect, safe Code) (code Code, area string, out bool) {
	if b, ok := p.in.Placement.Band(); ok && !rect(b).Contains(box, slack) {
		return LockBand, fmt.Sprintf("the band %s, all that every screen shows of the picture", rect(b)), true
	}
	return safe, fmt.Sprintf("the safe area %s", p.laid.Scene.Safe), !p.laid.Scene.Safe.Contains(box, slack)
}

// private finds on a lock screen what only staff need: whoever walks past a locked screen can read it, and write to it.
func (p *piece) private() {
	if p.in.Placement.Kind != templates.LockScreen {
		return
	}
	const remedy = "leave it to the pieces that only staff see, or allow it where everybody may know it"
	for i := range p.paragraphs {
		w := &p.paragraphs[i]
		if w.slot != string(templates.TextName) && p.contact(w.said()) {
			p.add(LockPrivate, w.box, remedy, "%s has a number or an address, and whoever passes can read it", w)
		}
	}
	for _, c := range p.codes {
		p.add(LockPrivate, c, remedy, "there is a QR code, and whoever passes can scan it")
	}
}

var (
	// A number of five digits or more in one or more groups, or any after a word that announces one.
	phone     = regexp.MustCompile(`\p{Nd}(?:[ .()\x{a0}\x{202f}-]*\p{Nd}){4,}`)
	extension = regexp.MustCompile(`(?i)\b(?:ext|extension|estyniad|bleep|dial|ring|call|phone|text|ffoniwch)\b[.:]? *\p{Nd}`)
	date      = regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b`)
	mail      = regexp.MustCompile(`[^\s@]@[^\s@]+\.[^\s@]`)
	page      = regexp.MustCompile(`[\pL\pN-]{2,}\.\pL{2,}/\S`) // whatever its host ends in
	schemes   = strings.NewReplacer("https://", "", "http://", "")
)

// contact reports whether words hold a way to reach somebody: an address, a telephone number, or a contact of the brand as
// its file gives it.
func (p *piece) contact(words string) bool {
	if address.MatchString(words) || mail.MatchString(words) || page.MatchString(words) {
		return true
	}
	words = schemes.Replace(scene.Unisolated(words))
	for _, field := range contact.Keys(contact.Fields()) {
		value := strings.TrimSuffix(schemes.Replace(p.in.Brand.Fields[field]), "/")
		if strings.ContainsAny(value, "0123456789@.") && strings.Contains(words, value) {
			return true
		}
	}
	words = date.ReplaceAllString(words, " ")
	return phone.MatchString(words) || extension.MatchString(words)
}
