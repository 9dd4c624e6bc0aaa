package pdf

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kic/render/scene"
)

// Poppler paints a line that is thinner than a pixel by its direction, so that the marks of two directions would differ.
func TestCropMarksAreDrawnFromTheTopDownAndFromLeftToRight(t *testing.T) {
	s := newSetter(t)
	r := open(t, write(t, s, Info{Print: true, Marks: true}, sheet()))
	_, content := r.stream(r.pages()[0]["Contents"])
	var down, right int
	for _, m := range lines(t, content) {
		switch {
		case m.x0 == m.x1 && m.y1 < m.y0: // y points upwards
			down++
		case m.y0 == m.y1 && m.x1 > m.x0:
			right++
		default:
			t.Errorf("a mark goes from %g,%g to %g,%g", m.x0, m.y0, m.x1, m.y1)
		}
	}
	if down != 4 || right != 4 {
		t.Errorf("%d marks go down and %d to the right, want 4 each", down, right)
	}
}

// segment is a straight line that is decoration, in points from the lower left corner of the sheet.
type segment struct{ x0, y0, x1, y1 float64 }

// String is the line to a tenth of a point.
func (s segment) String() string {
	const up = 1e-3 // so that what is nearly 0 isn't -0.0
	return fmt.Sprintf("%.1f,%.1f to %.1f,%.1f", s.x0+up, s.y0+up, s.x1+up, s.y1+up)
}

func lines(t *testing.T, content []byte) []segment {
	t.Helper()
	var all []segment
	var at [2]float64
	for _, op := range operations(content) {
		if !slices.ContainsFunc(op.marks, func(m string) bool { return strings.Contains(m, "Artifact") }) || len(op.operands) != 2 {
			continue
		}
		var to [2]float64
		for i, operand := range op.operands {
			v, err := strconv.ParseFloat(operand, 64)
			if err != nil {
				t.Fatal(err)
			}
			to[i] = v
		}
		if op.name == "l" {
			all = append(all, segment{at[0], at[1], to[0], to[1]})
		}
		at = to
	}
	return all
}

// A mark must not touch what is cut: it begins 3 mm off, or where the bleed ends, and is 5 mm long and a quarter of a point wide.
func TestCropMarksBegin3MillimetresOffOrBeyondTheBleedAndAre5Long(t *testing.T) {
	s := newSetter(t)
	for bleed, off := range map[float64]float64{0: 3, 2: 3, 3: 3, 5: 5} { // millimetres
		page := sheet()
		page.Bleed = bleed * 72 / 25.4
		r := open(t, write(t, s, Info{Print: true, Marks: true}, page))
		var trim, media []float64
		for i := range 4 {
			trim = append(trim, r.number(r.array(r.pages()[0]["TrimBox"])[i]))
			media = append(media, r.number(r.array(r.pages()[0]["MediaBox"])[i]))
		}
		_, content := r.stream(r.pages()[0]["Contents"])
		var got, want []string
		for _, m := range lines(t, content) {
			got = append(got, m.String())
		}
		near, far := off*72/25.4, (off+5)*72/25.4
		for _, x := range []float64{trim[0], trim[2]} {
			want = append(want, segment{x, trim[3] + far, x, trim[3] + near}.String(), segment{x, trim[1] - near, x, trim[1] - far}.String())
		}
		for _, y := range []float64{trim[1], trim[3]} {
			want = append(want, segment{trim[0] - far, y, trim[0] - near, y}.String(), segment{trim[2] + near, y, trim[2] + far, y}.String())
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("a bleed of %g mm: the marks are\n%q, want\n%q", bleed, got, want)
		}
		if room := trim[0] - media[0]; math.Abs(room-far) > 0.01 {
			t.Errorf("a bleed of %g mm: the sheet has %.2f pt around the page, want %.2f", bleed, room, far)
		}
		if !strings.Contains(string(content), "\n0.25 w ") {
			t.Errorf("the marks aren't a quarter of a point wide:\n%s", content)
		}
	}
}

// A two-hundredth of a point is a twelfth of a printer's dot at 1200 to the inch: nobody sees it.
func TestCoordinatesAreAsExactAsATwoHundredthOfAPointAndNoMore(t *testing.T) {
	const least = 1.0 / 200
	for scale := 1e-2; scale < 1e4; scale *= 1.03 {
		for name, m := range map[string]scene.Matrix{"along": {A: scale, D: scale}, "turned": {B: scale, C: -scale}, "wide": {A: scale, D: scale / 5}, "tall": {A: scale / 5, D: scale}} {
			n := decimals(m)
			if step := scale * math.Pow10(-n); step > least*1.000001 {
				t.Errorf("scaled by %g, %s: %d decimals leave steps of %g pt, more than %g", scale, name, n, step, least)
			}
			if step := scale * math.Pow10(1-n); n > 0 && step <= least {
				t.Errorf("scaled by %g, %s: %d decimals are more than are needed", scale, name, n)
			}
		}
	}
	if got, want := newCanvas().prec, decimals(scene.Identity); got != want {
		t.Errorf("a page begins with %d decimals, want %d", got, want)
	}
	s := newSetter(t)
	const x, y = 10.1234, 20.5678
	line := scene.Path{}
	line.MoveTo(x, y)
	line.LineTo(x+100, y)
	mark := scene.Group{Role: scene.RoleArtifact, Items: []scene.Item{scene.Shape{Path: line, Stroke: &scene.Stroke{Paint: scene.Solid(navy), Width: 1}}}}
	r := open(t, write(t, s, Info{}, sheet(mark)))
	_, content := r.stream(r.pages()[0]["Contents"])
	found := lines(t, content)
	if len(found) != 1 || math.Abs(found[0].x0-x) > least/2 || math.Abs(found[0].x1-x-100) > least/2 {
		t.Errorf("the line from %g to %g is drawn as %v", x, x+100.0, found)
	}
}
