package csp

import (
	"strings"
	"testing"
)

// The checksums are what `printf 'a{}' | openssl dgst -sha256 -binary | base64` says.
func TestAPolicyAllowsTheOwnStyleAndScriptAlone(t *testing.T) {
	const page = `<meta charset="utf-8"><meta name="viewport"><style>a{}</style><p>words</p><style>b{}</style><script>1</script>`
	for name, c := range map[string]struct {
		policy Policy
		want   string
	}{
		"no script":    {Policy{}, "default-src 'none'; img-src 'self' file:; style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; base-uri 'none'; form-action 'none'"},
		"a script":     {Policy{Script: "1"}, "default-src 'none'; img-src 'self' file:; style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='; base-uri 'none'; form-action 'none'"},
		"pictures":     {Policy{Pictures: []string{"data:", "https:"}}, "default-src 'none'; img-src 'self' file: data: https:; style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; base-uri 'none'; form-action 'none'"},
		"for an email": {Policy{Inline: true}, "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"},
	} {
		got, err := Add([]byte(page), c.policy)
		if err != nil {
			t.Fatal(err)
		}
		want := `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="` + c.want + `" />` + "\n" + strings.TrimPrefix(page, `<meta charset="utf-8">`)
		if string(got) != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestAPageWithoutAPlaceForAPolicyIsAnError(t *testing.T) {
	if page, err := Add([]byte("<p>words</p>"), Policy{}); err == nil {
		t.Errorf("got %s, want an error", page)
	}
}
