package colour

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
)

func TestTheProfileHasTheNumbersOfSRGB(t *testing.T) {
	p := SRGB()
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(p[at:])) }
	if u32(0) != len(p) || string(p[12:24]) != "mntrRGB XYZ " || string(p[36:40]) != "acsp" || p[8] != 2 {
		t.Fatalf("the profile's head is wrong: %q", p[:128])
	}
	tags := map[string][]byte{}
	for i := range u32(128) {
		at := 132 + 12*i
		start, n := u32(at+4), u32(at+8)
		if start%4 != 0 || start+n > len(p) {
			t.Fatalf("the tag %s is at %d, %d bytes long, of %d", p[at:at+4], start, n, len(p))
		}
		tags[string(p[at:at+4])] = p[start : start+n]
	}
	for _, name := range strings.Fields("desc cprt wtpt rXYZ gXYZ bXYZ rTRC gTRC bTRC") {
		if tags[name] == nil {
			t.Errorf("the profile lacks the tag %s", name)
		}
	}
	// The three primaries add up to white, and the curve is sRGB's.
	for axis, want := range []float64{0.9642, 1, 0.8249} {
		sum := 0.0
		for _, name := range []string{"rXYZ", "gXYZ", "bXYZ"} {
			sum += float64(int32(binary.BigEndian.Uint32(tags[name][8+4*axis:]))) / 65536
		}
		if math.Abs(sum-want) > 0.0005 {
			t.Errorf("the primaries' axis %d adds up to %.4f, want %.4f", axis, sum, want)
		}
	}
	curve := tags["gTRC"]
	for level, want := range map[int]float64{0: 0, 10: 0.003035, 128: 0.215861, 255: 1} {
		if got := float64(binary.BigEndian.Uint16(curve[12+2*level:])) / 65535; math.Abs(got-want) > 1e-5 {
			t.Errorf("level %d gives %.6f light, want %.6f", level, got, want)
		}
	}
}
