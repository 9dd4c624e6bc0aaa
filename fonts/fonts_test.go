package fonts

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/go-text/typesetting/font/opentype"
)

// alphabet is what our own wordings need: English and Welsh, accents of names, and the signs that copy is set with.
var alphabet = func() string {
	var b strings.Builder
	for r := rune(0x20); r <= 0x7E; r++ { // Basic Latin
		b.WriteRune(r)
	}
	for r := rune(0xA0); r <= 0xFF; r++ { // Latin-1, but the soft hyphen, which is never drawn, and the micro sign, which Atkinson leaves to its chain
		if r != 0xAD && r != 'µ' {
			b.WriteRune(r)
		}
	}
	b.WriteString("ŵŷẁẅỳẃŴŶẀẄỲẂ" + "‘’“”–—…•" + "£€™")
	return b.String()
}()

func TestEveryShippedFaceLoadsUnderTheNameOfItsFamily(t *testing.T) {
	set := Default()
	n := 0
	for _, row := range shipped {
		for _, weight := range row.weights {
			n++
			face := set.Chain(row.family, weight)[0]
			if face.Family != row.family || face.Weight != weight || face.Italic {
				t.Errorf("%s %d: got %s", row.family, weight, face.ID)
			}
			if read, err := Parse(face.ID, face.Data()); err != nil || read.ID != face.ID {
				t.Errorf("%s: its file is that of %v, error %v", face.ID, read, err)
			}
			if got, ok := set.Face(face.ID); !ok || got != face {
				t.Errorf("%s isn't found by its ID", face.ID)
			}
		}
	}
	if got := len(set.Faces()); got != n {
		t.Errorf("%d faces, want %d", got, n)
	}
}

func TestTheShippedFamiliesAreReadOnceAndShared(t *testing.T) {
	set := Default()
	n := len(set.Faces())
	own := set.With(&Face{ID: "Own/400", Family: "Own", Weight: 400})
	set.Faces()[0] = nil // the slice is the caller's own
	if again := Default(); again != set || len(again.Faces()) != n || again.Faces()[0] == nil || again.HasFamily("Own") || !own.HasFamily("Own") {
		t.Errorf("the shipped families are %v, and were %d faces before a brand added its own", again.Families(), n)
	}
}

func TestEveryFontFileIsListedAndHasItsLicenceBesideIt(t *testing.T) {
	listed := map[string]bool{}
	for _, row := range shipped {
		listed[row.folder] = true
	}
	total := 0
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		total += int(info.Size())
		if path.Ext(name) != ".ttf" {
			return nil
		}
		if !listed[path.Dir(name)] {
			t.Errorf("%s isn't in the table of shipped fonts", name)
		}
		licence, err := fs.ReadFile(files, path.Join(path.Dir(name), "OFL.txt"))
		if err != nil || !strings.Contains(string(licence), "SIL OPEN FONT LICENSE Version 1.1") {
			t.Errorf("%s: no Open Font License beside it: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if total > 6<<20 {
		t.Errorf("the fonts take %d bytes of the program; at most 6 MB", total)
	}
}

func TestEveryShippedFaceHasTheLettersThatWeSet(t *testing.T) {
	for _, face := range Default().Faces() {
		if _, other := letters[face.Family]; other {
			continue
		}
		if missing := face.missing(alphabet); missing != "" {
			t.Errorf("%s lacks %s", face.ID, missing)
		}
	}
}

// letters are those of the languages for which a family of another script is shipped.
var letters = map[string]string{
	"Noto Sans Arabic":   "ابتثجحخدذرزسشصضطظعغفقكلمنهوىيءآأؤإئةپچژکگیٹڈڑںھہۂےۓ،؛؟۔٪٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u064b\u064e\u064f\u0650\u0651\u0652",
	"Noto Sans Bengali":  "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁািীুূৃেৈোৌ্০১২৩৪৫৬৭৮৯।",
	"Noto Sans Gurmukhi": "ਅਆਇਈਉਊਏਐਓਔਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸ਼ਸਹਖ਼ਗ਼ਜ਼ੜਫ਼ਾਿੀੁੂੇੈੋੌ੍ੰੱਂ੦੧੨੩੪੫੬੭੮੯।",
	"Noto Nastaliq Urdu": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےآؤئۂۓ،؛؟۔",
}

func TestEveryShippedScriptIsWhole(t *testing.T) {
	for _, face := range Default().Faces() {
		if missing := face.missing(letters[face.Family]); missing != "" {
			t.Errorf("%s lacks %s", face.ID, missing)
		}
	}
}

func TestShippedFacesHaveSoundMetrics(t *testing.T) {
	for _, face := range Default().Faces() {
		m := face.Metrics()
		if m.Ascent < m.CapHeight || m.CapHeight < 0.6 || m.CapHeight > 0.75 || m.XHeight < 0.45 || m.XHeight > 0.58 || m.Descent < 0.15 {
			t.Errorf("%s: %+v", face.ID, m)
		}
	}
}

func TestChainTakesTheNearestWeightOfEachFamilyInTheOrderOfTheTable(t *testing.T) {
	set := Default()
	tests := []struct {
		family string
		weight int
		want   string
	}{
		{"Atkinson Hyperlegible Next", 800, "Atkinson Hyperlegible Next/800, Source Sans 3/700, Noto Sans/700"},
		{"Atkinson Hyperlegible Next", 500, "Atkinson Hyperlegible Next/600, Source Sans 3/600, Noto Sans/400"},
		{"Source Sans 3", 400, "Source Sans 3/400, Atkinson Hyperlegible Next/400, Noto Sans/400"},
		{"source sans 3", 950, "Source Sans 3/700, Atkinson Hyperlegible Next/800, Noto Sans/700"},
		{"Noto Sans", 0, "Noto Sans/400, Atkinson Hyperlegible Next/400, Source Sans 3/400"},
		{"Unheard Of", 400, "Atkinson Hyperlegible Next/400, Source Sans 3/400, Noto Sans/400"},
	}
	for _, tt := range tests {
		var ids []string
		for _, f := range set.Chain(tt.family, tt.weight)[:3] {
			ids = append(ids, f.ID)
		}
		if got := strings.Join(ids, ", "); got != tt.want {
			t.Errorf("Chain(%q, %d)\n got %s\nwant %s", tt.family, tt.weight, got, tt.want)
		}
	}
}

func TestWithAddsAFamilyAtTheEndOfEveryChainAndLeavesTheSetAlone(t *testing.T) {
	set := Default()
	own := &Face{ID: "Own/400", Family: "Own", Weight: 400}
	with := set.With(own)
	if chain := with.Chain("Noto Sans", 400); chain[len(chain)-1] != own {
		t.Errorf("the chain of Noto Sans ends with %s", chain[len(chain)-1].ID)
	}
	if with.Chain("Own", 700)[0] != own {
		t.Error("the chain of the new family doesn't begin with it")
	}
	if set.HasFamily("Own") || !with.HasFamily("own") {
		t.Error("With changed the set that it was called on, or didn't add the family")
	}
	again := &Face{ID: "Own/400", Family: "Own", Weight: 400}
	if got := with.With(again).Chain("Own", 400)[0]; got != again {
		t.Error("a face with the same ID doesn't take the place of the first")
	}
}

func TestHasAllAcceptsWhatTheFaceCanCompose(t *testing.T) {
	face := Default().Chain(DefaultFamily, 400)[0]
	for cluster, want := range map[string]bool{
		"a": true, "ŵ": true, "w\u0302": true, "a\u200d": true, " ": true, "\u00a0": true, "\t": true,
		"Ж": false, "😀": false, "a\u0488": false,
	} {
		if got := face.HasAll(cluster); got != want {
			t.Errorf("HasAll(%+q) = %t, want %t", cluster, got, want)
		}
	}
}

func TestOutlineStandsOnTheBaselineWithYDownwards(t *testing.T) {
	face := Default().Chain(DefaultFamily, 700)[0]
	glyph, _ := face.Font().NominalGlyph('H')
	box := face.Outline(uint32(glyph)).Bounds()
	if box.Y < -face.Metrics().CapHeight-1e-6 || box.Y > -0.6 || box.Bottom() > 1e-6 || box.W < 0.4 || box.W > 0.9 {
		t.Errorf("H at an em of 1 has the box %s, cap height %g", box, face.Metrics().CapHeight)
	}
	space, _ := face.Font().NominalGlyph(' ')
	for _, id := range []uint32{uint32(space), 65535, 1 << 20} {
		if !face.Outline(id).Empty() {
			t.Errorf("glyph %d has an outline", id)
		}
	}
}

func TestOutlineIsSafeForConcurrentUse(t *testing.T) {
	face := Default().Chain(DefaultFamily, 600)[0]
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for id := range uint32(200) {
				face.Outline(id)
			}
		})
	}
	wg.Wait()
}

func TestParseSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	good, err := fs.ReadFile(files, "atkinson-hyperlegible-next/400.ttf")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"an empty file", nil, "isn't a font"},
		{"words", []byte("this is not a font at all"), "isn't a TrueType font"},
		{"PostScript outlines", append([]byte("OTTO"), good[4:]...), "PostScript (CFF) outlines"},
		{"a collection", append([]byte("ttcf"), good[4:]...), "collection"},
		{"a web font", append([]byte("wOF2"), good[4:]...), "web font"},
		{"a truncated file", good[:300], "damaged"},
		{"a table beyond the end", withByte(good, 12+12, 0x7F), "table is cut short"},
		{"no shapes", retable(t, good, "loca", make([]byte, 8)), "has no shapes for 'A'"},
		{"no glyf table", retable(t, good, "glyf", nil), "lacks its glyf table"},
		{"a variable font", retable(t, good, "fvar", make([]byte, 16)), "variable font"},
		{"embedding forbidden", withFSType(t, good, 0x0002), "forbids embedding in documents"},
		{"bitmaps only", withFSType(t, good, 0x0208), "forbids embedding its outlines"},
		{"no subsets", withFSType(t, good, 0x0108), "forbids embedding only the letters used"},
		{"too large", make([]byte, MaxBytes+1), "larger than 24 MB"},
		{"no letters", retable(t, good, "cmap", digitsOnly), "lacks 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', and"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			face, err := Parse("house.ttf", tt.data)
			if err == nil {
				t.Fatalf("no error, but %s", face.ID)
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "font house.ttf: ") || !strings.Contains(err.Error(), "; ") {
				t.Errorf("got  %v\nwant font house.ttf: …%s…; and a way out", err, tt.want)
			}
		})
	}
}

func TestAFontIsReadFromItsHeadUpTo24MB(t *testing.T) {
	for size, want := range map[int]string{0: "isn't a font", 11: "isn't a font", 12: "isn't a TrueType font", 24 << 20: "isn't a TrueType font", 24<<20 + 1: "is larger than 24 MB"} {
		if _, err := Parse("house.ttf", make([]byte, size)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a file of %d bytes: %v, want %q", size, err, want)
		}
	}
}

func TestAnErrorNamesUpToEightLetters(t *testing.T) {
	all := func(rune) bool { return true }
	for letters, want := range map[string]string{"abcdefgh": "'g', 'h'", "abcdefghi": "'h', and 1 more", "abcdefghij": "'h', and 2 more"} {
		if got := list(letters, all); !strings.HasSuffix(strings.TrimSuffix(got, " letters"), want) {
			t.Errorf("%d letters: %s", len(letters), got)
		}
	}
}

// What a font allows stands in the tenth byte of its OS/2 table.
func TestAnOS2TableThatIsCutShortIsDamaged(t *testing.T) {
	good, err := fs.ReadFile(files, "atkinson-hyperlegible-next/400.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for size, damaged := range map[int]bool{9: true, 10: false} {
		_, err := Parse("house.ttf", retable(t, good, "OS/2", make([]byte, size)))
		if got := err != nil && strings.Contains(err.Error(), "damaged OS/2 table"); got != damaged {
			t.Errorf("a table of %d bytes: %v", size, err)
		}
	}
}

// TrueType numbers its glyphs in 16 bits.
func TestAGlyphBeyondTheLastNumberHasNoOutline(t *testing.T) {
	set := Default()
	face, ok := set.Face("Atkinson Hyperlegible Next/400")
	if !ok {
		t.Fatal("the face isn't there")
	}
	for glyph := range uint32(100) {
		if o := face.Outline(1<<16 + glyph); !o.Empty() {
			t.Fatalf("glyph 65536 + %d has the outline of glyph %d", glyph, glyph)
		}
	}
}

func TestParseAcceptsPermissionToPrintAndPreview(t *testing.T) {
	good, _ := fs.ReadFile(files, "atkinson-hyperlegible-next/400.ttf")
	for _, fsType := range []uint16{0, 0x4, 0x8, 0x6} {
		if _, err := Parse("house.ttf", withFSType(t, good, fsType)); err != nil {
			t.Errorf("fsType %#x: %v", fsType, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	good, _ := fs.ReadFile(files, "atkinson-hyperlegible-next/400.ttf")
	f.Add(0, byte(0), len(good))
	f.Add(40, byte(255), len(good))
	f.Add(12, byte(1), 4000)
	f.Fuzz(func(t *testing.T, at int, with byte, size int) {
		data := append([]byte(nil), good[:max(0, min(size, len(good)))]...)
		for i := max(0, at); i < min(at+4, len(data)); i++ {
			data[i] = with
		}
		face, err := Parse("fuzz.ttf", data)
		if err == nil {
			for id := range uint32(20) {
				face.Outline(id)
			}
		}
	})
}

// digitsOnly is a cmap table with one format 4 subtable, which maps 0 to 9.
var digitsOnly = []byte{
	0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12,
	0, 4, 0, 32, 0, 0, 0, 4, 0, 4, 0, 1, 0, 0,
	0, '9', 0xFF, 0xFF, 0, 0, 0, '0', 0xFF, 0xFF, 0, 1, 0, 1, 0, 0, 0, 0,
}

// retable is a font file with one table added, replaced or, where content is nil, left out.
func retable(t *testing.T, data []byte, tag string, content []byte) []byte {
	t.Helper()
	loader := newLoader(t, data)
	var tables []opentype.Table
	for _, old := range loader.Tables() {
		raw, err := loader.RawTable(old)
		if err != nil {
			t.Fatal(err)
		}
		if old != opentype.MustNewTag(tag) {
			tables = append(tables, opentype.Table{Tag: old, Content: raw})
		}
	}
	if content != nil {
		tables = append(tables, opentype.Table{Tag: opentype.MustNewTag(tag), Content: content})
	}
	return opentype.WriteTTF(tables)
}

func withFSType(t *testing.T, data []byte, fsType uint16) []byte {
	t.Helper()
	os2, err := newLoader(t, data).RawTable(opentype.MustNewTag("OS/2"))
	if err != nil {
		t.Fatal(err)
	}
	os2 = append([]byte(nil), os2...)
	os2[8], os2[9] = byte(fsType>>8), byte(fsType)
	return retable(t, data, "OS/2", os2)
}

func newLoader(t *testing.T, data []byte) *opentype.Loader {
	t.Helper()
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return loader
}

func withByte(data []byte, at int, b byte) []byte {
	data = append([]byte(nil), data...)
	data[at] = b
	return data
}
