package prose

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"kic/brand"
	"kic/render/campaign"
)

// calendar is a plan in the form of RFC 5545: one event a message, on the first of its days.
type calendar struct {
	campaign *campaign.Campaign
	brand    *brand.Brand
	stamp    time.Time // when it was made, as far as a calendar is told: the campaign's first day
	events   []string  // content lines, not yet folded
}

// add adds the event of a message.
func (c *calendar) add(id string, w *words, s slot, todo []entry) {
	texts := []string{w.Headline}
	for _, e := range todo {
		texts = append(texts, e.lines())
	}
	c.events = append(c.events,
		"BEGIN:VEVENT",
		"UID:"+c.uid(id),
		"DTSTAMP:"+c.stamp.Format("20060102T150405Z"),
		"DTSTART;VALUE=DATE:"+s.from.Format("20060102"),
		"DTEND;VALUE=DATE:"+s.from.AddDate(0, 0, 1).Format("20060102"),
		"SUMMARY;LANGUAGE="+w.Language+":"+value(w.Campaign+": "+w.Name),
		"DESCRIPTION;LANGUAGE="+w.Language+":"+value(strings.Join(texts, "\n\n")),
		"TRANSP:TRANSPARENT",
		"END:VEVENT",
	)
}

// uid stays the same from run to run, so that a calendar moves an event which it has already.
func (c *calendar) uid(message string) string {
	sum := sha256.Sum256([]byte(c.brand.Slug + "\n" + c.campaign.Language + "\n" + c.campaign.Name + "\n" + message))
	return fmt.Sprintf("%x@%s.kic", sum[:12], c.brand.Slug)
}

func (c *calendar) bytes() []byte {
	name := value(c.campaign.Name + ", " + c.brand.ShortName)
	head := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kic//Campaign plan//EN", "CALSCALE:GREGORIAN", "NAME:" + name, "X-WR-CALNAME:" + name}
	var out strings.Builder
	for _, lines := range [][]string{head, c.events, {"END:VCALENDAR"}} {
		for _, line := range lines {
			out.WriteString(fold(line))
		}
	}
	return []byte(out.String())
}

// value escapes text as RFC 5545 wants it (3.3.11).
func value(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\r", "").Replace(text)
}

// fold cuts a content line so that none has more than 75 octets, and never inside a character (3.1).
func fold(line string) string {
	const most = 75
	var out strings.Builder
	room := most
	for line != "" {
		_, size := utf8.DecodeRuneInString(line)
		if size > room {
			out.WriteString("\r\n ")
			room = most - 1
		}
		out.WriteString(line[:size])
		line, room = line[size:], room-size
	}
	return out.String() + "\r\n"
}
