package brand

import (
	"fmt"
	"kic/brand/contact"
	"kic/render/definition"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

func (m *maker) contacts() {
	b, t := m.brand, m.file.Contact
	b.Fields, b.Links = map[string]string{}, map[string]string{}
	m.field("name", b.Name)
	m.field("short_name", b.ShortName)
	for _, f := range contact.Fields() {
		key := "contact." + f.Key
		s := m.words(key, *f.In(&t), maxField)
		switch f.Kind {
		case contact.Email:
			s = m.email(key, s)
		case contact.Page:
			s = m.page(key, s)
		}
		m.field(f.Key, s)
	}
}

// email is s where it is an email address.
func (m *maker) email(key, s string) string {
	if s != "" && !emailShape.MatchString(s) {
		m.add(key, `write it as "report@example.org"`, "%q is not an email address", s)
		return ""
	}
	return s
}

// page is s where it is the address of a page.
func (m *maker) page(key, s string) string {
	if s == "" || isPage(s) {
		return s
	}
	remedy := `write it as "https://intranet.example.org/security"`
	if isPage("https://" + s) {
		remedy = fmt.Sprintf("did you mean %q?", "https://"+s)
	}
	m.add(key, remedy, "%q is not the address of a page", s)
	return ""
}

// isPage reports whether s is an http or https address.
func isPage(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && strings.Contains(u.Host, ".") && !strings.ContainsAny(s, " <>\"")
}

// field keeps a placeholder's words, and where they lead.
func (m *maker) field(name, words string) {
	if words == "" {
		return
	}
	m.brand.Fields[name] = words
	if to := link(words); to != "" && name != "name" && name != "short_name" {
		m.brand.Links[name] = to
	}
}

// elsewhere is where in the file a placeholder has its place, if not under [fields].
func elsewhere(key string) string {
	switch {
	case key == "name", key == "short_name":
		return key
	case slices.Contains(contact.Keys(contact.Fields()), key):
		return key + " under [contact]"
	}
	return ""
}

var fieldShape = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func (m *maker) fields() {
	for _, key := range m.fieldKeys() {
		at := definition.Join("fields", key)
		words := m.words(at, m.file.Fields[key], maxField)
		switch place := elsewhere(key); {
		case place != "":
			m.add(at, "give it as "+place, "is not a field of its own")
		case !fieldShape.MatchString(key):
			m.add(at, "use lower-case letters, digits and _", "%q can't be a placeholder", key)
		default:
			m.field(key, words)
		}
	}
}

// fieldKeys are the keys under [fields], sorted.
func (m *maker) fieldKeys() []string {
	keys := make([]string, 0, len(m.file.Fields))
	for key := range m.file.Fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
