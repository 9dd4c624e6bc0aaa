package png

// matcher finds what repeats in runs. Flat art is long runs with a few pixels of changing shades at every edge: so it
// looks for repetitions only where a run begins, compares run by run, and chooses by what things usually cost. It doesn't
// know any colour, and what it finds holds for all of them.
type matcher struct {
	*runs
	out  []token
	last []int32              // by the number of a shade: its latest run, plus base
	pair [1 << pairBits]int32 // the same by a run's length and the shade after it, too
	base int32                // whatever isn't above it was found in other rows
	seen int                  // runs that can be found
}

const (
	pairBits = 12
	// longEnough is a match, in bytes, for which no better one is looked for.
	longEnough = 2 * maxMatch
	// aRun is about what it costs to carry on a run, and anEdge what it costs to code where it begins, in bits.
	aRun   = 10
	anEdge = 10
	// aFilter is the same for the byte between two rows.
	aFilter = 5
	// aLiteral is what a pixel costs that is written as it is.
	aLiteral = 25
)

// match gives the tokens of the runs from the given one on; those ahead of it are only looked back at. The tokens are
// added to out.
func (m *matcher) match(first int, out []token) []token {
	if m.base > 1<<30 {
		clear(m.last)
		m.pair, m.base = [1 << pairBits]int32{}, 0
	}
	for len(m.last) < len(m.shown) {
		m.last = append(m.last, 0)
	}
	m.out, m.seen = out, 0
	at := int(m.list[first].At) // the byte to go on with
	for i := first; i < m.count(); {
		pending := int(m.list[i+1].At) - at // bytes of run i
		switch {
		case at == int(m.list[i].At):
			at += m.start(i, 0)
		case i+1 < m.count():
			at += m.start(i+1, pending)
		default:
			m.out = appendMatch(m.out, pending, pixelBytes)
			at += pending
		}
		for i < m.count() && int(m.list[i+1].At) <= at {
			i++
		}
	}
	m.base += int32(m.count()) + 1
	return m.out
}

// choice is a match.
type choice struct {
	gain   int32 // in bits
	n      int   // bytes, from the start of a run; 0: no match
	back   int
	before int // bytes ahead of it that it takes in too
}

// start writes the pending bytes that end the run ahead of run i, and what is best at the start of run i. It says how
// many bytes these are.
func (m *matcher) start(i, pending int) int {
	for ; m.seen < i; m.seen++ {
		m.show(m.seen, m.pairHash(m.seen))
	}
	h := m.pairHash(i)
	v := m.list[i].Value
	best := choice{gain: anEdge - aLiteral}
	if v == 0 {
		best.gain = aFilter - aLiteral/pixelBytes
	}
	nearest := int(m.last[v] - m.base)
	m.try(i, nearest, pending, &best)
	// Besides the nearest place there is the nearest at which more than one run is the same.
	if k := int(m.pair[h] - m.base); k != nearest && best.n <= longEnough {
		m.try(i, k, pending, &best)
	}
	m.show(i, h)
	m.seen++
	if pending > 0 && best.before == 0 {
		m.out = appendMatch(m.out, pending, pixelBytes)
	}
	if best.n > 0 {
		m.out = appendMatch(m.out, best.before+best.n, best.back)
		return pending + best.n
	}
	m.out = append(m.out, token(v))
	if v == 0 {
		return pending + 1
	}
	return pending + pixelBytes
}

// try considers the run ahead of k, where there is one within the window that is the same.
func (m *matcher) try(i, k, pending int, best *choice) {
	if k--; k < 0 || m.list[k].Value != m.list[i].Value {
		return
	}
	if back := int(m.list[i].At - m.list[k].At); back <= window {
		m.consider(i, k, back, pending, best)
	}
}

// consider looks at the match of run i with run k, so many bytes ahead, whole or without its end: the last run that it
// covers may be cheaper to code as a run.
func (m *matcher) consider(i, k, back, pending int, best *choice) {
	n, covered := 0, int32(0) // before the last run that matches
	last, gain := 0, int32(0) // of that run
	here, there := m.list[i:], m.list[k:][:len(m.list)-i]
	for a := 0; a+1 < len(here); a++ {
		v := here[a].Value
		if there[a].Value != v {
			break
		}
		n, covered = n+last, covered+gain
		size, size2 := int(here[a+1].At-here[a].At), int(there[a+1].At-there[a].At)
		last, gain = min(size, size2), anEdge
		switch {
		case v == 0:
			gain = aFilter
		case size > pixelBytes && last == size:
			gain += aRun
		}
		if size != size2 || size > maxMatch {
			break // a long run is cheaper to carry on than to repeat from afar
		}
	}
	ahead := 0
	if pending > 0 && k > 0 && m.list[k-1].Value == m.list[i-1].Value && m.bytes(k-1) >= pending {
		ahead = pending
		covered += aRun
	}
	c := choice{back: back, before: ahead}
	far := usual.far[farCode(back)]
	m.weigh(c, n+last, covered+gain, far, best)
	if last > pixelBytes {
		m.weigh(c, n+pixelBytes, covered+anEdge, far, best)
		m.weigh(c, n, covered, far, best)
	}
}

// weigh takes c with n bytes over as the best where it is better. Of two as good as each other, it is the longer one.
func (m *matcher) weigh(c choice, n int, worth, far int32, best *choice) {
	if n == 0 || n+c.before < minMatch {
		return
	}
	c.n, c.gain = n, worth-usual.match(n+c.before, far)
	if c.gain > best.gain || c.gain == best.gain && n > best.n {
		*best = c
	}
}

// show lets run i be found, whose pairHash is h.
func (m *matcher) show(i int, h uint32) {
	m.last[m.list[i].Value] = int32(i) + 1 + m.base
	m.pair[h] = int32(i) + 1 + m.base
}

func (m *matcher) pairHash(i int) uint32 {
	return (m.list[i].Value*0x9e3779b1 ^ (m.list[i+1].Value+m.list[i+1].At-m.list[i].At)*0x85ebca6b) * 2654435761 >> (32 - pairBits)
}
