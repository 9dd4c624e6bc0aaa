package raster

// matcher finds what repeats in runs, and hands bytes and matches to a deflater. Flat art is long runs with a few pixels
// of changing shades at every edge: so it looks for repetitions only where a run begins, compares run by run, and
// chooses by what the codes of the last block made things cost.
type matcher struct {
	*runs
	out  *deflater
	last [1 << hashBits]int32 // the latest run of each pixel's hash, plus one
	pair [1 << hashBits]int32 // the same by a run's length and the pixel after it, too
	seen int                  // runs that can be found
}

const (
	hashBits = 14
	// longEnough is a match, in bytes, for which no better one is looked for.
	longEnough = 2 * maxMatch
	// aRun is about what it costs to carry on a run, and anEdge what it costs to code where it begins, in bits.
	aRun   = 10
	anEdge = 12
	// aFilter is the same for the byte between two rows.
	aFilter = 5
)

func (m *matcher) run() {
	clear(m.last[:])
	clear(m.pair[:])
	m.seen = 0
	at := 0 // the byte to go on with
	for i := 0; i < m.count(); {
		pending := int(m.list[i+1].at) - at // bytes of run i
		if at == int(m.list[i].at) {
			at += m.start(i, 0)
		} else if i+1 < m.count() {
			at += m.start(i+1, pending)
		} else {
			m.out.match(pending, pixelBytes)
			return
		}
		for i < m.count() && int(m.list[i+1].at) <= at {
			i++
		}
	}
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
	v := m.list[i].value
	best := choice{gain: m.plain(i)}
	nearest := int(m.last[hash(v)]) - 1
	m.try(i, nearest, pending, &best)
	// Besides the nearest place there is the nearest at which more than one run is the same.
	if k := int(m.pair[h]) - 1; k != nearest && best.n <= longEnough {
		m.try(i, k, pending, &best)
	}
	m.show(i, h)
	m.seen++
	if pending > 0 && best.before == 0 {
		m.out.match(pending, pixelBytes)
	}
	if best.n > 0 {
		m.out.match(best.before+best.n, best.back)
		return pending + best.n
	}
	m.out.literal(uint8(v))
	if v < isPixel {
		return pending + 1
	}
	m.out.literal(uint8(v >> 8))
	m.out.literal(uint8(v >> 16))
	return pending + pixelBytes
}

// try considers run k, where there is one within the window that is the same.
func (m *matcher) try(i, k, pending int, best *choice) {
	if k < 0 || m.list[k].value != m.list[i].value {
		return
	}
	if back := int(m.list[i].at - m.list[k].at); back <= window {
		m.consider(i, k, back, pending, best)
	}
}

// plain is what is gained by writing the first pixel of run i as it is.
func (m *matcher) plain(i int) int32 {
	v, price := m.list[i].value, &m.out.price.literal
	if v < isPixel {
		return aFilter - price[v]
	}
	return anEdge - price[v&0xff] - price[v>>8&0xff] - price[v>>16&0xff]
}

// consider looks at the match of run i with run k, so many bytes ahead, whole or without its end: the last run that it
// covers may be cheaper to code as a run.
func (m *matcher) consider(i, k, back, pending int, best *choice) {
	n, covered := 0, int32(0) // before the last run that matches
	last, gain := 0, int32(0) // of that run
	here, there := m.list[i:], m.list[k:][:len(m.list)-i]
	for a := 0; a+1 < len(here); a++ {
		v := here[a].value
		if there[a].value != v {
			break
		}
		n, covered = n+last, covered+gain
		size, size2 := int(here[a+1].at-here[a].at), int(there[a+1].at-there[a].at)
		last, gain = min(size, size2), anEdge
		switch {
		case v < isPixel:
			gain = aFilter
		case size > pixelBytes && last == size:
			gain += aRun
		}
		if size != size2 || size > maxMatch {
			break // a long run is cheaper to carry on than to repeat from afar
		}
	}
	ahead := 0
	if pending > 0 && k > 0 && m.list[k-1].value == m.list[i-1].value && m.bytes(k-1) >= pending {
		ahead = pending
		covered += aRun
	}
	c := choice{back: back, before: ahead}
	far := m.out.price.far[farCode(back)]
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
	c.n, c.gain = n, worth-m.out.price.match(n+c.before, far)
	if c.gain > best.gain || c.gain == best.gain && n > best.n {
		*best = c
	}
}

// show lets run i be found, whose pairHash is h.
func (m *matcher) show(i int, h uint32) {
	m.last[hash(m.list[i].value)] = int32(i) + 1
	m.pair[h] = int32(i) + 1
}

func (m *matcher) pairHash(i int) uint32 {
	return hash(m.list[i].value ^ (m.list[i+1].value+m.list[i+1].at-m.list[i].at)*0x85ebca6b)
}

func hash(v uint32) uint32 { return v * 2654435761 >> (32 - hashBits) }
