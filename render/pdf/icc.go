package pdf

import (
	"encoding/binary"
	"math"
)

// sRGB is a small ICC profile (version 2.1) of the colour space of IEC 61966-2-1: the primaries brought to the D50 white of
// profiles, as ICC publishes them, and its curve in 1024 steps.
func sRGB() []byte {
	curve := make([]byte, 12, 12+2*1024)
	copy(curve, "curv")
	binary.BigEndian.PutUint32(curve[8:], 1024)
	for i := range 1024 {
		v := float64(i) / 1023
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		curve = binary.BigEndian.AppendUint16(curve, uint16(math.Round(v*65535)))
	}
	tags := []struct {
		names []string
		data  []byte
	}{
		{[]string{"desc"}, profileName("sRGB IEC61966-2.1")},
		{[]string{"cprt"}, append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{[]string{"wtpt"}, xyz(0.9642, 1, 0.8249)},
		{[]string{"rXYZ"}, xyz(0.43607, 0.22249, 0.01392)},
		{[]string{"gXYZ"}, xyz(0.38515, 0.71687, 0.09708)},
		{[]string{"bXYZ"}, xyz(0.14307, 0.06061, 0.71410)},
		{[]string{"rTRC", "gTRC", "bTRC"}, curve},
	}
	const entries = 9
	table := binary.BigEndian.AppendUint32(nil, entries)
	var data []byte
	for _, t := range tags {
		at := 128 + 4 + 12*entries + len(data)
		for _, name := range t.names {
			table = append(table, name...)
			table = binary.BigEndian.AppendUint32(table, uint32(at))
			table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
		}
		data = append(data, t.data...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
	}
	profile := append(append(profileHeader(), table...), data...)
	binary.BigEndian.PutUint32(profile, uint32(len(profile)))
	return profile
}

// profileHeader is the first 128 bytes: a display profile from RGB to XYZ, dated 2000.
func profileHeader() []byte {
	h := make([]byte, 128)
	copy(h[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	copy(h[24:], "\x07\xd0\x00\x01\x00\x01")
	copy(h[36:], "acsp")
	copy(h[68:], xyz(0.9642, 1, 0.8249)[8:])
	return h
}

// profileName is a textDescriptionType, its Unicode and Macintosh parts left empty.
func profileName(name string) []byte {
	b := []byte("desc\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(name)+1))
	b = append(append(b, name...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...)
}

// xyz is an XYZType of one colour.
func xyz(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}
