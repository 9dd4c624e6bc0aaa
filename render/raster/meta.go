package raster

import (
	"bytes"
	"encoding/xml"
	"strings"

	"kic/render/raster/png"
	"kic/render/scene"
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
		b.WriteString("<dc:language><rdf:Bag><rdf:li>" + lang + "</rdf:li>")
		for _, said := range m.Also {
			if lang := tag(said.Lang); lang != "" {
				b.WriteString("<rdf:li>" + lang + "</rdf:li>")
			}
		}
		b.WriteString("</rdf:Bag></dc:language>")
	}
	alternative(&b, "dc:title", []scene.Said{{Lang: m.Lang, Words: m.Title}})
	alt := append([]scene.Said{{Lang: m.Lang, Words: m.Alt}}, m.Also...)
	alternative(&b, "dc:description", alt)
	alternative(&b, "Iptc4xmpCore:AltTextAccessibility", alt)
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

// texts are m's words as text chunks, and as XMP.
func (m Meta) texts() []png.Text {
	all := []png.Text{{Keyword: "Title", Lang: m.lang(), Words: plain(m.Title)}, {Keyword: "Description", Lang: m.lang(), Words: plain(m.Alt)}}
	for _, said := range m.Also {
		all = append(all, png.Text{Keyword: "Description", Lang: tag(said.Lang), Words: plain(said.Words)})
	}
	return append(all, png.Text{Keyword: "XML:com.adobe.xmp", Words: string(m.xmp())})
}

// alternative writes words as a property of XMP's kind Language Alternative, of which the first is the default. Where there
// are others, it is there under its own language too (XMP specification part 1, 8.2.2.4).
func alternative(b *bytes.Buffer, property string, all []scene.Said) {
	if all[0].Words == "" {
		return
	}
	b.WriteString("<" + property + "><rdf:Alt>")
	item := func(lang, words string) {
		b.WriteString(`<rdf:li xml:lang="` + lang + `">`)
		xml.EscapeText(b, []byte(plain(words))) // a bytes.Buffer never fails
		b.WriteString("</rdf:li>")
	}
	item("x-default", all[0].Words)
	for _, said := range all {
		if lang := tag(said.Lang); lang != "" && len(all) > 1 {
			item(lang, said.Words)
		}
	}
	b.WriteString("</rdf:Alt></" + property + ">")
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

// lang is the tag of m's language.
func (m Meta) lang() string { return tag(m.Lang) }

// tag is lang where it is a language tag at all, else empty.
func tag(lang string) string {
	for _, part := range strings.Split(lang, "-") {
		if len(part) < 1 || len(part) > 8 || strings.Trim(part, alphanumeric) != "" {
			return ""
		}
	}
	return lang
}

const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
