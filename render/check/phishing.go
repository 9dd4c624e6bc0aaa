package check

import (
	"fmt"
	"net"
	"regexp"
	"slices"
	"strings"

	"kic/brand"
	"kic/brand/contact"
	"kic/render/campaign"
)

// Words that press people, as scam messages do. A campaign about them should not.
var pressing = phrases(
	"urgent", "urgently", "immediately", "act now", "act immediately", "straight away", "right away", "last chance", "final notice", "final warning",
	"before it's too late", "within 24 hours", "within 48 hours", "expires today", "expires soon", "will be suspended", "will be locked", "will be closed",
	"has been suspended", "has been locked", "verify your account", "verify your password", "verify your identity", "confirm your password", "confirm your account",
	"update your password now", "log in now", "sign in now", "you have won", "failure to comply", "disciplinary action",
)

// Addresses that hide where a link leads.
var shorteners = strings.Fields("bit.ly buff.ly cutt.ly goo.gl is.gd lnkd.in ow.ly rb.gy rebrand.ly shorturl.at t.co t.ly tiny.cc tinyurl.com v.gd")

// Mail that anybody can have.
var freeMail = strings.Fields("aol.com btinternet.com gmail.com gmx.com googlemail.com hotmail.co.uk hotmail.com icloud.com live.co.uk live.com mail.com outlook.com proton.me protonmail.com yahoo.co.uk yahoo.com")

// Names under which public bodies alone are found; whoever is there is trusted.
var publicBodies = strings.Fields("gov.uk nhs.uk nhs.net gov.wales gov.scot llyw.cymru police.uk")

// suspicious finds what makes a message read like a scam, whichever organisation sends it.
func (r *reader) suspicious(s said) {
	if m := pressing.FindString(s.text); r.english && m != "" {
		r.add(ReadsLikePhishing, s, "say calmly what helps and why", "puts pressure on people with %q, as scam messages do", m)
	}
	for _, host := range hosts(s.text) {
		if within(host, shorteners) {
			r.add(ReadsLikePhishing, s, "give the address itself, or say where to find the page", "hides where a link leads behind %s", host)
		}
	}
}

// Addresses is what is wrong with where a brand's words lead: addresses in the campaign that are neither the brand's own nor
// a public body's, and contacts that look like a scammer's. File is the brand's or the campaign's.
func Addresses(c *campaign.Campaign, b *brand.Brand) []Finding {
	a := &addresses{brand: b, own: own(b)}
	for _, name := range contact.Keys(contact.Last(contact.Number, contact.Shown())) {
		a.contact(name, b.Fields[name])
	}
	for i := range c.Messages {
		for _, s := range wordings(&c.Messages[i]) {
			for _, host := range hosts(s.text) {
				if !within(host, a.own) && !within(host, publicBodies) && !within(host, shorteners) {
					f := a.add(ForeignAddress, "leave it out, or have the organisation's own page lead there", "%s leads to %s, which isn't an address of %s", s.key, host, b.ShortName)
					f.Message, f.File, f.Line = s.message, c.File, c.Line(s.message, s.key)
				}
			}
		}
	}
	return a.found
}

// addresses looks at the addresses of one brand.
type addresses struct {
	brand *brand.Brand
	own   []string
	found []Finding
}

func (a *addresses) add(code Code, remedy, format string, args ...any) *Finding {
	kind, _ := Known(code)
	a.found = append(a.found, Finding{Code: code, Severity: kind.Severity, Brand: a.brand.Slug, What: fmt.Sprintf(format, args...), Remedy: remedy})
	return &a.found[len(a.found)-1]
}

// contact finds contacts that staff were told to be wary of.
func (a *addresses) contact(name, value string) {
	for _, host := range hosts(value) {
		switch {
		case within(host, shorteners):
			a.add(ReadsLikePhishing, "give the address itself", "contact.%s hides where it leads behind %s", name, host)
		case within(host, freeMail):
			a.add(ReadsLikePhishing, "use an address of the organisation's own", "contact.%s is at %s, where anybody can have an address", name, host)
		case net.ParseIP(host) != nil:
			a.add(ReadsLikePhishing, "give it a name", "contact.%s leads to the number %s, which nobody can check", name, host)
		case strings.Contains(host, "xn--") || strings.IndexFunc(host, func(r rune) bool { return r > 0x7F }) >= 0:
			a.add(ReadsLikePhishing, "use an address in plain letters", "contact.%s leads to %s, whose letters may look like others", name, host)
		}
	}
	if strings.HasPrefix(value, "http://") {
		a.add(ReadsLikePhishing, "use https://", "contact.%s isn't secure: browsers warn of http://", name)
	}
}

// own are the names under which a brand is found.
func own(b *brand.Brand) []string {
	var out []string
	for _, values := range []map[string]string{b.Fields, b.Links} {
		for _, v := range values {
			for _, host := range hosts(v) {
				out = append(out, registered(host))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// secondLevel are the parts under which names in the United Kingdom are given out.
var secondLevel = strings.Fields("ac co gov ltd me net nhs org plc police sch")

// registered is the name that somebody registered: "example.org.uk" for "intranet.example.org.uk".
func registered(host string) string {
	labels := strings.Split(host, ".")
	keep := 2
	if n := len(labels); n > 2 && labels[n-1] == "uk" && slices.Contains(secondLevel, labels[n-2]) {
		keep = 3
	}
	if net.ParseIP(host) != nil || len(labels) <= keep {
		return host
	}
	return strings.Join(labels[len(labels)-keep:], ".")
}

// within reports whether a host is one of those, or below one.
func within(host string, of []string) bool {
	return slices.ContainsFunc(of, func(o string) bool { return host == o || strings.HasSuffix(host, "."+o) })
}

// address is a web address or one for mail, with the host in one of its groups. Without a scheme a host has to end in a name
// that is one, lest a full stop without a space behind it be taken for a dot.
var address = regexp.MustCompile(`(?i)\bhttps?://(?:[^\s/@]*@)?([^\s/:?#<>"]+)(?:[^\s<>"]*)|\b[\w.%+-]+@([\w-]+(?:\.[\w-]+)+)|\b((?:[\w-]+\.)+(?:cc|co|com|cymru|gd|gl|gy|ly|net|org|scot|uk|wales)|lnkd\.in)\b(?:/[^\s<>"]*)?`)

// hosts are the hosts of the addresses in a text, in small letters, each once.
func hosts(text string) []string {
	var out []string
	for _, m := range address.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.ToLower(strings.TrimRight(m[1]+m[2]+m[3], ".,;:!?)]'’”")))
	}
	return unique(out)
}

// withoutAddresses is text without its addresses and hashtags, which have a spelling of their own.
func withoutAddresses(text string) string {
	return hashtag.ReplaceAllString(address.ReplaceAllString(text, " "), " ")
}

var hashtag = regexp.MustCompile(`#[\pL\pN_]+`)
