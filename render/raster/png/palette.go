package png

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// maxError is how far the colours of a reduced picture may be from the true ones: the root of the mean square over all
// pixels and channels, in levels of 255. At 1, or 48 dB, flat art looks the same; a gradient that would show bands
// comes out above it. No single pixel may stray by more than maxStray either, so that nothing small is lost.
const (
	maxError = 1.0
	maxStray = 24
)

// reduce is img with the 256 colours that stand for it best; ok is false when the difference could be seen.
func reduce(img *image.RGBA) (p pixmap, ok bool) {
	tallies := count(img)
	if len(tallies) > maxTallies {
		return pixmap{}, false
	}
	palette := medianCut(tallies, maxColors)
	numbers := make(map[[4]uint8]uint8, len(tallies))
	wrong, pixels := 0.0, 0.0
	for _, s := range tallies {
		n, distance := closest(palette, s.color)
		if distance > maxStray*maxStray {
			return pixmap{}, false
		}
		numbers[s.color] = n
		wrong += float64(distance) * float64(s.pixels)
		pixels += float64(s.pixels)
	}
	if math.Sqrt(wrong/pixels/4) > maxError {
		return pixmap{}, false
	}
	for i, c := range palette {
		palette[i] = straight(c)
	}
	return indexedBy(img, palette, func(c [4]uint8) uint8 { return numbers[c] }), true
}

// maxTallies bounds the work of reducing; a picture with more different colours is a photograph.
const maxTallies = 1 << 17

// tally is one colour of a picture, premultiplied, and how many pixels have it.
type tally struct {
	color  [4]uint8
	pixels int
}

// count is the colours of img, in an order that depends on nothing else.
func count(img *image.RGBA) []tally {
	seen := map[[4]uint8]int{}
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		line := row(img, y)
		for i := 0; i < len(line); {
			c, run := [4]uint8(line[i:]), 1
			for i += 4; i < len(line) && [4]uint8(line[i:]) == c; i += 4 {
				run++
			}
			seen[c] += run
		}
	}
	tallies := make([]tally, 0, len(seen))
	for c, n := range seen {
		tallies = append(tallies, tally{c, n})
	}
	slices.SortFunc(tallies, func(a, b tally) int { return slices.Compare(a.color[:], b.color[:]) })
	return tallies
}

// box is the colours that one entry of a palette stands for.
type box struct {
	tallies []tally
	error   float64 // squared, summed over pixels, of the worst channel
	channel int     // that channel
	mean    float64 // of that channel
}

// medianCut halves the box with the largest error, again and again, until there are as many as most. It sorts tallies.
func medianCut(tallies []tally, most int) [][4]uint8 {
	boxes := []box{newBox(tallies)}
	for len(boxes) < most {
		worst := 0
		for i, b := range boxes {
			if b.error > boxes[worst].error {
				worst = i
			}
		}
		b := boxes[worst]
		if b.error == 0 {
			break
		}
		slices.SortFunc(b.tallies, func(x, y tally) int {
			return cmp.Or(cmp.Compare(x.color[b.channel], y.color[b.channel]), slices.Compare(x.color[:], y.color[:]))
		})
		at, _ := slices.BinarySearchFunc(b.tallies, b.mean, func(s tally, mean float64) int {
			if float64(s.color[b.channel]) <= mean {
				return -1
			}
			return 1
		})
		boxes[worst] = newBox(b.tallies[:at])
		boxes = append(boxes, newBox(b.tallies[at:]))
	}
	palette := make([][4]uint8, len(boxes))
	for i, b := range boxes {
		palette[i] = b.color()
	}
	return palette
}

func newBox(tallies []tally) box {
	b := box{tallies: tallies}
	for c := range 4 {
		var n, sum, squares float64
		for _, s := range tallies {
			v, k := float64(s.color[c]), float64(s.pixels)
			n, sum, squares = n+k, sum+k*v, squares+k*v*v
		}
		if e := squares - sum*sum/n; e > b.error+1e-6 {
			b.error, b.channel, b.mean = e, c, sum/n
		}
	}
	return b
}

// color is what stands for the box: the colour that most of its pixels have, so that flat areas stay exact, or else the
// mean of them.
func (b box) color() [4]uint8 {
	var sum [4]int
	all, top := 0, b.tallies[0]
	for _, s := range b.tallies {
		for c := range sum {
			sum[c] += int(s.color[c]) * s.pixels
		}
		all += s.pixels
		if s.pixels > top.pixels {
			top = s
		}
	}
	if 2*top.pixels > all {
		return top.color
	}
	var mean [4]uint8
	for c := range sum {
		mean[c] = uint8((sum[c] + all/2) / all)
	}
	return mean
}

// closest is the number of the palette's colour that is nearest to c, and the square of the distance.
func closest(palette [][4]uint8, c [4]uint8) (number uint8, distance int) {
	distance = math.MaxInt
	for i, p := range palette {
		d := 0
		for k := range p {
			diff := int(p[k]) - int(c[k])
			d += diff * diff
		}
		if d < distance {
			number, distance = uint8(i), d
		}
	}
	return number, distance
}
