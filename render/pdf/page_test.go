package pdf

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Poppler paints a line that is thinner than a pixel by its direction, so that the marks of two directions would differ.
func TestCropMarksAreDrawnFromTheTopDownAndFromLeftToRight(t *testing.T) {
	s := newSetter(t)
	r := open(t, write(t, s, Info{Print: true, Marks: true}, sheet()))
	_, content := r.stream(r.pages()[0]["Contents"])
	number := func(operand string) float64 {
		v, err := strconv.ParseFloat(operand, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	var from []float64
	var down, right int
	for _, op := range operations(content) {
		if !slices.ContainsFunc(op.marks, func(m string) bool { return strings.Contains(m, "Artifact") }) || len(op.operands) != 2 {
			continue
		}
		at := []float64{number(op.operands[0]), number(op.operands[1])}
		switch {
		case op.name == "m":
			from = at
		case op.name != "l":
		case at[0] == from[0] && at[1] < from[1]: // y points upwards
			down++
		case at[1] == from[1] && at[0] > from[0]:
			right++
		default:
			t.Errorf("a mark goes from %v to %v", from, at)
		}
	}
	if down != 4 || right != 4 {
		t.Errorf("%d marks go down and %d to the right, want 4 each", down, right)
	}
}
