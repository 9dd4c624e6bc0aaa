package raster

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// xmp is m as an XMP packet, empty when there is nothing to say. The alternative text is there twice: as dc:description,
// which every program shows, and as the IPTC property made for it (IPTC Photo Metadata Standard 2021.1, 9.4).
func (m Meta) xmp() []byte {
	if m.Title == "" && m.Alt == "" {
		return nil
	}
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
	b.WriteString(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`)
	b.WriteString(`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"`)
	b.WriteString(` xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">`)
	if lang := m.lang(); lang != "" {
		b.WriteString("<dc:language><rdf:Bag><rdf:li>" + lang + "</rdf:li></rdf:Bag></dc:language>")
	}
	alternative(&b, "dc:title", m.Title)
	alternative(&b, "dc:description", m.Alt)
	alternative(&b, "Iptc4xmpCore:AltTextAccessibility", m.Alt)
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

// alternative writes words as a property of XMP's kind Language Alternative, of which the default is the one given.
func alternative(b *bytes.Buffer, property, words string) {
	if words == "" {
		return
	}
	b.WriteString("<" + property + `><rdf:Alt><rdf:li xml:lang="x-default">`)
	xml.EscapeText(b, []byte(plain(words))) // a bytes.Buffer never fails
	b.WriteString("</rdf:li></rdf:Alt></" + property + ">")
}

// plain is words as valid UTF-8 without control characters but line ends, as PNG wants it (11.3.3.4).
func plain(words string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(words, "\r\n", "\n"), "\ufffd"))
}

// lang is m.Lang where it is a language tag at all, else empty.
func (m Meta) lang() string {
	for _, part := range strings.Split(m.Lang, "-") {
		if len(part) < 1 || len(part) > 8 || strings.Trim(part, alphanumeric) != "" {
			return ""
		}
	}
	return m.Lang
}

const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
