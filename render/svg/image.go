package svg

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/jpeg"
	"image/png"
	"strings"

	"kic/render/scene"
)

// picture is an embedded picture, decoded once; nil inside where it was refused.
type picture struct{ image.Image }

// image draws an embedded PNG or JPEG.
func (r *reader) image(n *node, f frame) []scene.Item {
	if ref := n.attrs["href"]; f.hidden || strings.TrimSpace(ref) == "" || !inside(strings.TrimSpace(ref)) { // refused already
		return nil
	}
	x, _ := r.geometry(n, "x", f.vw, f)
	y, _ := r.geometry(n, "y", f.vh, f)
	w, hasW := r.geometry(n, "width", f.vw, f)
	h, hasH := r.geometry(n, "height", f.vh, f)
	pic := r.picture(n)
	if pic == nil {
		return nil
	}
	size := pic.Bounds()
	if size.Empty() {
		return nil
	}
	natural := scene.Rect{W: float64(size.Dx()), H: float64(size.Dy())}
	switch {
	case !hasW && !hasH:
		w, h = natural.W, natural.H
	case !hasW:
		w = h * natural.W / natural.H
	case !hasH:
		h = w * natural.H / natural.W
	}
	box := scene.Rect{X: x, Y: y, W: w, H: h}
	if box.Empty() || !r.inBounds(n, scene.RectPath(box), f) {
		return nil
	}
	r.box(n, scene.RectPath(box), f)
	if !f.st.visible {
		return []scene.Item{scene.Shape{Path: scene.RectPath(box)}}
	}
	drawn := fit(n.attrs["preserveAspectRatio"], natural, box).ApplyRect(natural)
	it := scene.Image{Source: pic, Box: drawn}
	if box.Contains(drawn, 1e-6*box.W) {
		return []scene.Item{it}
	}
	return []scene.Item{scene.Group{Clip: &scene.Clip{Path: scene.RectPath(box)}, Items: []scene.Item{it}}}
}

// picture decodes what n embeds, once for all uses.
func (r *reader) picture(n *node) image.Image {
	if p, known := r.pictures[n]; known {
		return p.Image
	}
	p := &picture{}
	r.pictures[n] = p
	data, ok := dataURI(n.attrs["href"])
	if !ok {
		r.refuse(n, "svg-image", "embed it as PNG or JPEG in base64", "an embedded picture that isn't PNG or JPEG")
		return nil
	}
	var config func() (image.Config, error)
	var decode func() (image.Image, error)
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		config = func() (image.Config, error) { return png.DecodeConfig(bytes.NewReader(data)) }
		decode = func() (image.Image, error) { return png.Decode(bytes.NewReader(data)) }
	case bytes.HasPrefix(data, []byte("\xFF\xD8")):
		config = func() (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(data)) }
		decode = func() (image.Image, error) { return jpeg.Decode(bytes.NewReader(data)) }
	default:
		r.refuse(n, "svg-image", "embed it as PNG or JPEG", "an embedded picture that isn't PNG or JPEG")
		return nil
	}
	c, err := config()
	if err == nil && (c.Width > r.opt.MaxPixels || c.Height > r.opt.MaxPixels || r.pixels+c.Width*c.Height > r.opt.MaxPixels) {
		r.stop(n, "embedded pictures with more than %d pixels together", r.opt.MaxPixels)
		return nil
	}
	r.pixels += c.Width * c.Height
	if err == nil {
		p.Image, err = decode()
	}
	if err != nil {
		p.Image = nil
		r.refuse(n, "svg-image", "export the file again", "an embedded picture that can't be read: %v", err)
	}
	return p.Image
}

// dataURI decodes a data: reference in base64.
func dataURI(ref string) (data []byte, ok bool) {
	head, body, found := strings.Cut(strings.TrimSpace(ref), ",")
	if !found || !strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), ";base64") {
		return nil, false
	}
	body = strings.Map(func(c rune) rune {
		if c < 128 && isSpace(byte(c)) || c == '=' {
			return -1
		}
		return c
	}, body)
	data, err := base64.RawStdEncoding.DecodeString(body)
	return data, err == nil
}
