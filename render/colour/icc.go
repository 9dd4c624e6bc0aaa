package colour

import (
	"encoding/binary"
	"math"
)

// SRGB is a small ICC profile (version 2.1, ICC.1:2001-04) that says that colours are sRGB, IEC 61966-2-1. It has the
// primaries as adapted to D50, and one tone curve for all three channels: a table of 256 steps, as many as a channel of 8
// bits has.
func SRGB() []byte {
	curve := toneCurve()
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", description("sRGB")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", xyz(0.9642, 1, 0.8249)}, // D50, of the profile connection space
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
		{"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
	}
	u32 := binary.BigEndian.AppendUint32
	table := u32(nil, uint32(len(tags)))
	var body []byte
	start, at := 128+4+12*len(tags), 0
	for i, t := range tags {
		// The three channels share one curve.
		if i == 0 || t.name != "gTRC" && t.name != "bTRC" {
			at = start + len(body)
			body = append(body, t.data...)
			body = append(body, make([]byte, -len(body)&3)...)
		}
		table = append(table, t.name...)
		table = u32(u32(table, uint32(at)), uint32(len(t.data)))
	}
	profile := append(profileHead(start+len(body)), table...)
	return append(profile, body...)
}

func profileHead(size int) []byte {
	u32 := binary.BigEndian.AppendUint32
	head := u32(nil, uint32(size))
	head = append(head, 0, 0, 0, 0)                               // made by nobody's colour engine
	head = append(head, 2, 0x10, 0, 0)                            // version 2.1
	head = append(head, "mntrRGB XYZ "...)                        // a display, RGB in, XYZ out
	head = append(head, 0x07, 0xd0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0) // made on 1 January 2000, a date that never changes
	head = append(head, "acsp"...)
	head = append(head, make([]byte, 68-40)...) // no platform, flags, maker, model; perceptual intent
	head = append(head, xyz(0.9642, 1, 0.8249)[8:]...)
	return append(head, make([]byte, 128-len(head))...)
}

// xyz is a colour as an XYZType, in 16.16 fixed point.
func xyz(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(math.Round(v*65536)))
	}
	return b
}

// description is a textDescriptionType with its words in ASCII alone.
func description(words string) []byte {
	b := []byte("desc\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(words)+1))
	b = append(b, words...)
	return append(b, make([]byte, 1+4+4+2+1+67)...)
}

// toneCurve is a curveType of 256 steps from sRGB to light.
func toneCurve() []byte {
	b := []byte("curv\x00\x00\x00\x00\x00\x00\x01\x00")
	for i := range 256 {
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(linear(uint8(i))*65535)))
	}
	return b
}
