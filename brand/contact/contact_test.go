package contact_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kic/brand"
	"kic/brand/contact"
	"kic/fonts"
	"kic/render/campaign"
	"kic/render/check"
	"kic/render/layout"
	"kic/render/prose"
	"kic/render/text"
	"kic/templates"
)

func TestEveryKeyOfABrandFileIsAContact(t *testing.T) {
	table := reflect.TypeFor[contact.Table]()
	var keys []string
	for i := range table.NumField() {
		keys = append(keys, table.Field(i).Tag.Get("toml"))
	}
	if got := contact.Keys(contact.Fields()); !slices.Equal(got, keys) {
		t.Fatalf("the contacts are %q, and those of the file %q", got, keys)
	}
	for i, f := range contact.Fields() {
		var one contact.Table
		*f.In(&one) = "x"
		if got := reflect.ValueOf(one).Field(i).String(); got != "x" {
			t.Errorf("%s stands elsewhere in the table: %+v", f.Key, one)
		}
		if f.Label == "" || f.Example == "" || f.Kind == "" {
			t.Errorf("%s lacks something: %+v", f.Key, f)
		}
	}
}

func TestContactsKeepTheirOrder(t *testing.T) {
	for name, c := range map[string]struct {
		got  []contact.Field
		want string
	}{
		"in the file":            {contact.Fields(), "report_email helpdesk intranet governance"},
		"to people":              {contact.Shown(), "report_email helpdesk governance intranet"},
		"addresses in the front": {contact.Last(contact.Number, contact.Shown()), "report_email governance intranet helpdesk"},
	} {
		known := slices.DeleteFunc(contact.Keys(c.got), func(key string) bool { return !strings.Contains(c.want, key) })
		if got := strings.Join(known, " "); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// given is a brand that gives these contacts, by key.
func given(t *testing.T, contacts map[string]string) *brand.Brand {
	t.Helper()
	file := "name = \"Own\"\n[contact]\n"
	for _, key := range slices.Sorted(maps.Keys(contacts)) {
		file += fmt.Sprintf("%s = %q\n", key, contacts[key])
	}
	b, err := brand.Load(fstest.MapFS{brand.FileName: {Data: []byte(file)}}, ".")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryContactIsShownWithItsLabel(t *testing.T) {
	c, errC := campaign.Parse("c.toml", []byte("name = \"Small\"\n[[message]]\nid = \"one\"\nname = \"One\"\nheadline = [\"One\"]\nalt = \"A\"\nsupport = [\"Why\"]\ntips = [\"Do\"]\n"))
	looks, errL := templates.Looks()
	placements, errP := templates.Placements()
	if err := errors.Join(errC, errL, errP); err != nil {
		t.Fatal(err)
	}
	page := &placements[slices.IndexFunc(placements, func(p templates.Placement) bool { return p.ID == "insert-a4" })]
	for _, f := range contact.Fields() {
		b, shown := given(t, map[string]string{f.Key: f.Example}), strings.TrimPrefix(f.Example, "https://")
		docs, err := prose.Message(c, c.Message("one"), b, prose.Pictures{})
		if err != nil {
			t.Fatal(err)
		}
		if want := f.Label + ": " + f.Example; !strings.Contains(string(docs[0].Data), want) {
			t.Errorf("the copy lacks %q", want)
		}
		r, err := layout.NewKit(c.Messages).Lay(layout.Input{
			Campaign: c, Message: c.Message("one"), Brand: b, Placement: page, Look: looks[0], Shaper: text.NewShaper(b.Fonts(fonts.Default())),
		})
		if err != nil {
			t.Fatal(err)
		}
		if want := f.Label + ": " + shown; r.Wording[f.Key] != want {
			t.Errorf("a page says %q, want %q", r.Wording[f.Key], want)
		}
	}
}

func TestEveryContactCanBeNamedInWordingAndGivenInAList(t *testing.T) {
	for _, f := range contact.Fields() {
		file := fmt.Sprintf("name = \"Small\"\n[[message]]\nid = \"one\"\nname = \"One\"\nheadline = [\"Ask {%s}\"]\nalt = \"A\"\n[cy.headings]\n%s = \"Gofyn\"\n", f.Key, f.Key)
		c, err := campaign.Parse("c.toml", []byte(file))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, found := range check.Words(c) {
			t.Errorf("%s: with its example the wording has %v", f.Key, found)
		}
		entries, err := brand.LoadList(fstest.MapFS{"l.csv": {Data: []byte("name,contact." + f.Key + "\nOwn," + f.Example + "\n")}}, "l.csv")
		if err != nil {
			t.Error(err)
			continue
		}
		if b, err := entries[0].Load(); err != nil || b.Fields[f.Key] != f.Example {
			t.Errorf("the list gives %v, %v", b, err)
		}
		_, err = brand.Load(fstest.MapFS{brand.FileName: {Data: []byte("name = \"Own\"\n[fields]\n" + f.Key + " = \"x\"\n")}}, ".")
		if err == nil || !strings.Contains(err.Error(), "under [contact]") {
			t.Errorf("%s under [fields] gives %v", f.Key, err)
		}
	}
}

func TestEveryContactIsLookedAfter(t *testing.T) {
	sample, err := brand.Default()
	if err != nil {
		t.Fatal(err)
	}
	start, err := brand.Template()
	if err != nil {
		t.Fatal(err)
	}
	c, err := campaign.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range contact.Fields() {
		value := sample.Fields[f.Key]
		if value == "" {
			t.Errorf("the sample organisation gives no %s", f.Key)
			continue
		}
		if left := given(t, map[string]string{f.Key: value}).Leftovers; len(left) != 1 || left[0].Key != "contact."+f.Key {
			t.Errorf("the sample's %s in another brand is told as %v", f.Key, left)
		}
		if !strings.Contains(string(start[brand.FileName]), "\n# "+f.Key+" ") {
			t.Errorf("whoever starts a brand has the sample's %s in it", f.Key)
		}
		others := map[string]string{}
		for _, other := range contact.Fields() {
			if other.Key != f.Key {
				others[other.Key] = other.Example
			}
		}
		if found := check.Contacts(given(t, others)); len(found) != 1 || !strings.Contains(found[0].What, "gives no "+f.Key+",") {
			t.Errorf("without %s: %v", f.Key, found)
		}
		if f.Kind == contact.Number {
			continue
		}
		b := given(t, map[string]string{f.Key: strings.ReplaceAll(f.Example, "example.org", "gmail.com")})
		if found := check.Addresses(c, b); !slices.ContainsFunc(found, func(x check.Finding) bool { return strings.HasPrefix(x.What, "contact."+f.Key+" is at ") }) {
			t.Errorf("an address of anybody's as %s: %v", f.Key, found)
		}
	}
}
