package png

// Store holds bands for as long as it lives. The zero Store is ready.
type Store struct {
	tokens slab[token]
	uses   slab[use]
}

// Copy is a copy of b with other numbers for its values, of which numbers has the new one of each. They are less than n. It
// takes so many bytes.
func (s *Store) Copy(b Band, numbers []uint16, n int) (c Band, bytes int) {
	c = Band{bytes: b.bytes, runs: b.runs, tokens: s.tokens.take(len(b.tokens)), uses: s.uses.take(n)}
	for i, t := range b.tokens {
		if t < isMatch {
			t = token(numbers[t])
		}
		c.tokens[i] = t
	}
	for i, n := range numbers {
		if n > 0 {
			c.uses[n] = b.uses[i]
		}
	}
	return c, 4*len(c.tokens) + 4*len(c.uses)
}

// slab holds many small lists in few large ones.
type slab[T any] []T

// take is a new list of n.
func (s *slab[T]) take(n int) []T {
	const many = 1 << 16
	if len(*s)+n > cap(*s) {
		*s = make([]T, 0, max(many, n))
	}
	at := len(*s)
	*s = (*s)[:at+n]
	return (*s)[at : at+n : at+n]
}
