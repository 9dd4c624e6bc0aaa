// Pixels decodes pictures with Go and says what their pixels are, a line a picture, in the order of the names that it reads
// from its standard input:
//
//	<number, from 0> <width> <height> <opaque> <SHA-256 of red, green, blue> <the same with alpha> <name>
//
// Colours aren't premultiplied. Of a JPEG it also writes the pixels, with alpha, into the given folder, as <number>.rgba. A
// picture that it can't decode has no line, and the exit code is 1.
//
//	go run pixels.go <folder>
package main

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"log"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: pixels <folder>")
	}
	var names []string
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		names = append(names, in.Text())
	}
	said, next := make([]string, len(names)), make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				line, err := describe(names[i], filepath.Join(os.Args[1], fmt.Sprint(i, ".rgba")))
				if err != nil {
					log.Printf("%s: Go doesn't show it: %v", names[i], err)
					continue
				}
				said[i] = fmt.Sprintln(i, line)
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	workers.Wait()
	fmt.Print(strings.Join(said, ""))
	if slices.Contains(said, "") {
		os.Exit(1)
	}
}

// describe is the line about one picture.
func describe(name, out string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	decode, isJPEG := png.Decode, strings.HasSuffix(name, ".jpg")
	if isJPEG {
		decode = jpeg.Decode
	}
	img, err := decode(bufio.NewReader(f))
	if err != nil {
		return "", err
	}
	rgb, rgba, opaque := pixels(img)
	if isJPEG {
		if err := os.WriteFile(out, rgba, 0o644); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%d %d %t %x %x %s", img.Bounds().Dx(), img.Bounds().Dy(), opaque, sha256.Sum256(rgb), sha256.Sum256(rgba), name), nil
}

// pixels is img byte by byte.
func pixels(img image.Image) (rgb, rgba []byte, opaque bool) {
	b := img.Bounds()
	rgb, opaque = make([]byte, 0, 3*b.Dx()*b.Dy()), true
	add := func(r, g, b, a uint8) {
		rgb, rgba = append(rgb, r, g, b), append(rgba, r, g, b, a)
		opaque = opaque && a == 255
	}
	if photo, ok := img.(*image.YCbCr); ok {
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				r, g, b := rounded(photo.YCbCrAt(x, y))
				add(r, g, b, 255)
			}
		}
		return rgb, rgba, opaque
	}
	if flat, ok := img.(*image.RGBA); ok && flat.Opaque() { // as nearly all are
		for i := 0; i < len(flat.Pix); i += 4 {
			rgb = append(rgb, flat.Pix[i], flat.Pix[i+1], flat.Pix[i+2])
		}
		return rgb, flat.Pix, true
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			add(c.R, c.G, c.B, c.A)
		}
	}
	return rgb, rgba, opaque
}

// rounded is c as JFIF has it (T.871, 7). Go's own conversion cuts off what is below a level, where other readers round.
func rounded(c color.YCbCr) (r, g, b uint8) {
	level := func(v float64) uint8 { return uint8(math.Round(min(max(v, 0), 255))) }
	y, blue, red := float64(c.Y), float64(c.Cb)-128, float64(c.Cr)-128
	return level(y + 1.402*red), level(y - 0.344136*blue - 0.714136*red), level(y + 1.772*blue)
}
