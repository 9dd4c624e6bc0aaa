package pdf

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kic/render/raster"
	"kic/render/scene"
)

// The tests in this file ask programs that others wrote, where they are installed: qpdf, and poppler's tools.

// tool runs a program, or skips the test where it isn't there.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s isn't installed", name)
	}
	var stderr bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Errorf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, &stderr)
	}
	return string(out)
}

// onDisk is the test pages as a file on disk.
func onDisk(t *testing.T, info Info, pages ...scene.Scene) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "pages.pdf")
	if err := os.WriteFile(name, write(t, newSetter(t), info, pages...), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestOtherReadersAgree(t *testing.T) {
	s := newSetter(t)
	screen := onDisk(t, Info{Author: "Northern Care", Created: day}, insert(s), welsh(s), nested(s))
	forPrint := onDisk(t, Info{Created: day, Print: true, Marks: true}, insert(s), welsh(s), nested(s))
	t.Run("qpdf finds nothing wrong", func(t *testing.T) {
		tool(t, "qpdf", "--check", screen)
		tool(t, "qpdf", "--check", forPrint)
	})
	t.Run("pdfinfo sees a tagged file with its title and boxes", func(t *testing.T) {
		out := tool(t, "pdfinfo", "-box", forPrint)
		for _, want := range []string{"Title:           Spot the fake email", "Tagged:          yes", "Pages:           3", "TrimBox:            22.68    22.68   617.95   864.57"} {
			if !strings.Contains(out, want) {
				t.Errorf("lacks %q:\n%s", want, out)
			}
		}
	})
	t.Run("pdffonts sees subsets that say their letters", func(t *testing.T) {
		lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", screen)), "\n")[2:]
		if len(lines) != 2 {
			t.Errorf("%d fonts", len(lines))
		}
		for _, l := range lines {
			if !strings.Contains(l, "CID TrueType      Identity-H       yes yes yes") {
				t.Error(l)
			}
		}
	})
	t.Run("pdftotext gives the words in order, none joined and none doubled", func(t *testing.T) {
		got := strings.Join(strings.Fields(tool(t, "pdftotext", "-l", "1", screen, "-")), " ")
		want := "AVATAR: spot the fake Criminals copy logos and names. Stop, check who really sent it, and report it to the team if anything is odd. " +
			"What to do 1 Don’t click the link. 2 Look at the sender’s full address. 3 Ask a colleague — ŵ ŷ café. " +
			"Report it: report@example.org Faded words are still words. DECORATION Northern"
		if got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
	t.Run("pdfinfo reads the structure", func(t *testing.T) {
		got := tool(t, "pdfinfo", "-struct-text", screen)
		for _, want := range []string{
			"H1 (block)\n    \"AVATAR: spot the fake\"",
			"\"Criminals copy logos and names. Stop, check who really sent it, and report it to the team if anything is odd.\"",
			"LBody (block)\n        \"Look at the sender’s full address.\"",
			"Link (inline)\n      \"report@example.org\"",
			"\"Faded words are still words.\"",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("lacks %s:\n%s", want, got)
			}
		}
	})
}

// TestPagesLookAsTheirPicturesDo compares a page, drawn by poppler, with the same scene drawn by our own raster.
func TestPagesLookAsTheirPicturesDo(t *testing.T) {
	s := newSetter(t)
	for name, page := range map[string]scene.Scene{"insert": insert(s), "nested": nested(s)} {
		t.Run(name, func(t *testing.T) {
			file := onDisk(t, Info{}, page)
			out := strings.TrimSuffix(file, ".pdf")
			tool(t, "pdftoppm", "-r", "144", "-png", "-singlefile", file, out)
			f, err := os.Open(out + ".png")
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			got, err := png.Decode(f)
			if err != nil {
				t.Fatal(err)
			}
			b := got.Bounds()
			paper := scene.Shape{Path: scene.RectPath(scene.Rect{W: page.W, H: page.H}), Fill: scene.Solid(white)}
			page.Items = append([]scene.Item{paper}, page.Items...)
			want, err := raster.Draw(page, b.Dx(), b.Dy(), s.outline)
			if err != nil {
				t.Fatal(err)
			}
			mean, off := difference(got, want)
			if mean > 2 || off > 0.02 {
				t.Errorf("on average %.2f of 255 off, and %.1f%% of the page by more than 48", mean, 100*off)
			}
		})
	}
}

// difference is the mean difference of a colour component, and the share of pixels that are more than 48 off in one.
func difference(a image.Image, b *image.RGBA) (mean, off float64) {
	box := b.Bounds()
	sum, far := 0.0, 0
	for y := range box.Dy() {
		for x := range box.Dx() {
			r, g, bl, _ := a.At(x, y).RGBA()
			i := b.PixOffset(x, y)
			worst := 0
			for c, v := range []uint32{r, g, bl} {
				d := int(v>>8) - int(b.Pix[i+c])
				if d < 0 {
					d = -d
				}
				sum += float64(d)
				worst = max(worst, d)
			}
			if worst > 48 {
				far++
			}
		}
	}
	n := float64(box.Dx() * box.Dy())
	return sum / n / 3, float64(far) / n
}
