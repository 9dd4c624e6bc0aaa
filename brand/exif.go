package brand

import (
	"bytes"
	"encoding/binary"
)

// orientation is the Exif orientation of a JPEG, 1 to 8; 1, upright, where it has none or none that makes sense.
func orientation(data []byte) int {
	for data = data[min(2, len(data)):]; len(data) >= 4 && data[0] == 0xFF; {
		marker, size := data[1], int(binary.BigEndian.Uint16(data[2:]))
		if marker == 0xDA || size < 2 || len(data) < 2+size { // the picture itself, or nonsense
			break
		}
		body := data[4 : 2+size]
		if tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); marker == 0xE1 && ok {
			return tiffOrientation(tiff)
		}
		data = data[2+size:]
	}
	return 1
}

// tiffOrientation looks for the tag 0x0112 in the first directory of a TIFF header.
func tiffOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == 0x0112 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
			break
		}
		entries = entries[12:]
	}
	return 1
}
