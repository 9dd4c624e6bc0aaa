package pack

import "testing"

func TestPathsThatWindowsCannotWriteAreRefused(t *testing.T) {
	for path, fits := range map[string]bool{
		"social/x-post/phishing-bold.png": true,
		"copy/con.txt":                    false,
		"copy/CON":                        false,
		"copy/console.txt":                true,
		"lpt1/a.png":                      false,
		"a./b.png":                        false,
		"a /b.png":                        false,
		"a?.png":                          false,
		"a\x01.png":                       false,
		"../a.png":                        false,
		"a/b/c.d.e":                       true,
	} {
		if err := Fit("example", path); (err == nil) != fits {
			t.Errorf("%q: %v; fits: want %t", path, err, fits)
		}
	}
	long := make([]byte, 172)
	for i := range long {
		long[i] = 'a'
	}
	if err := Fit("example", string(long[:171])); err != nil {
		t.Errorf("179 characters: %v", err)
	}
	if Fit("example", string(long)) == nil {
		t.Error("180 characters fit")
	}
}
