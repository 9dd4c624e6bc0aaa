package fonts

import "testing"

// BenchmarkShipped reads all shipped files.
func BenchmarkShipped(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, face := range newShipped().Faces() {
			face.Font()
		}
	}
}
