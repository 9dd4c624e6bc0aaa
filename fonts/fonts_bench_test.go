package fonts

import "testing"

// BenchmarkDefault reads all shipped files.
func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, face := range Default().Faces() {
			face.Font()
		}
	}
}
