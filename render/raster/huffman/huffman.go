// Package huffman works out how many bits the code of each symbol gets, so that frequent symbols are short ([Lengths]). The
// deflate of PNG and JPEG share this; which bits stand for a symbol differs, and each decides that for itself.
package huffman

// MaxDepth bounds the depth of a tree before it is limited: the counts of one block are far too small for more.
const MaxDepth = 32

// MaxSymbols is how many symbols a code may have.
const MaxSymbols = 286

// Lengths is how many symbols get a code of each length, of which none is longer than most bits. sorted has how often each
// symbol occurs, above bit 16, the rarest first; the lower bits are the caller's.
func Lengths(sorted []uint64, most int) (ofLength [MaxDepth + 1]int) {
	n := len(sorted)
	if n < 2 {
		ofLength[1] = n
		return ofLength
	}
	// The two rarest become one, again and again. Joined ones come out in order, so that they queue behind the symbols.
	var count [2 * MaxSymbols]uint64
	var parent [2 * MaxSymbols]int16
	leaf, joined := 0, n
	rarest := func(top int) int {
		if leaf < n && (joined == top || sorted[leaf]>>16 <= count[joined]) {
			count[leaf] = sorted[leaf] >> 16
			leaf++
			return leaf - 1
		}
		joined++
		return joined - 1
	}
	root := 2*n - 2
	for top := n; top <= root; top++ {
		a := rarest(top)
		b := rarest(top)
		count[top] = count[a] + count[b]
		parent[a], parent[b] = int16(top), int16(top)
	}
	var depth [2 * MaxSymbols]uint8
	for i := root - 1; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
		if i < n {
			ofLength[min(int(depth[i]), MaxDepth)]++
		}
	}
	limit(&ofLength, most)
	return ofLength
}

// limit shortens codes that are longer than most, and makes room by lengthening others as little as it takes.
func limit(ofLength *[MaxDepth + 1]int, most int) {
	for length := most + 1; length <= MaxDepth; length++ {
		ofLength[most] += ofLength[length]
		ofLength[length] = 0
	}
	room := -(1 << most) // what the codes take beyond all that there is, in codes of the greatest length
	for length := 1; length <= most; length++ {
		room += ofLength[length] << (most - length)
	}
	for ; room > 0; room-- {
		ofLength[most]--
		for length := most - 1; length > 0; length-- {
			if ofLength[length] > 0 {
				ofLength[length]--
				ofLength[length+1] += 2
				break
			}
		}
	}
}
