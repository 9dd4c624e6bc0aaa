package svg_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"kic/render/scene"
	"kic/render/svg"
)

// TestReadsWhatDesignersExport holds the scene, or the refusals, of every file in testdata/read.
func TestReadsWhatDesignersExport(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*.svg")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".svg")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := svg.Read(data, svg.Options{})
			if refuses := strings.HasPrefix(name, "refuses"); (err != nil) != refuses {
				t.Errorf("refused: %v, want %t", err, refuses)
			}
			golden(t, strings.TrimSuffix(file, ".svg")+".golden", describe(t, doc, err))
		})
	}
}

// describe is a document as text: the scene and the boxes, or the refusals.
func describe(t *testing.T, doc *svg.Document, err error) []byte {
	t.Helper()
	if err != nil {
		return []byte(err.Error() + "\n")
	}
	var b bytes.Buffer
	s := scene.Scene{Title: doc.Title, Unit: scene.Px, W: doc.W, H: doc.H, Items: []scene.Item{doc.Group}}
	if err := scene.Dump(&b, s); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "viewBox %s\nink %s\n", doc.ViewBox, scene.Ink(doc.Group))
	var ids []string
	for id := range doc.Boxes {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		fmt.Fprintf(&b, "box %s %s\n", id, doc.Boxes[id])
	}
	return b.Bytes()
}

// golden compares got with a file, or writes it when UPDATE=1.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("differs from %s (UPDATE=1 refreshes it)\ngot:\n%swant:\n%s", file, got, want)
	}
}

func TestRefusalsComeTogetherWithCodesLinesAndRemedies(t *testing.T) {
	_, err := svg.Read([]byte("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\n<text>a</text>\n<text>b</text>\n<rect width=\"5\" height=\"5\" fill=\"url(#x)\" id=\"r\"/></svg>"), svg.Options{})
	var all svg.Errors
	if !errors.As(err, &all) || len(all) != 2 {
		t.Fatalf("got %v, want two errors", err)
	}
	want := []svg.Error{{Code: "svg-text", Element: "text", Line: 2}, {Code: "svg-missing", Element: "rect#r", Line: 4}}
	for i, w := range want {
		g := all[i]
		if g.Code != w.Code || g.Element != w.Element || g.Line != w.Line || g.What == "" || g.Remedy == "" {
			t.Errorf("error %d is %+v, want %+v with a remedy", i, *g, w)
		}
	}
	var one *svg.Error
	if !errors.As(err, &one) || one.Code != "svg-text" {
		t.Errorf("errors.As finds %v, want the first refusal", one)
	}
}
