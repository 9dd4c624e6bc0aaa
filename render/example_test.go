package render_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/jpeg"
	"log"
	"os"
	"path/filepath"

	"kic/render"
	"kic/render/campaign"
)

// One piece in memory: the campaign that ships, for the sample organisation, as a square for Instagram.
func Example() {
	c, err := render.Campaign()
	if err != nil {
		log.Fatal(err)
	}
	b, err := render.Sample()
	if err != nil {
		log.Fatal(err)
	}
	p, err := render.NewPlan(render.Request{Campaign: c, Select: render.Selection{
		Messages: []string{"phishing"}, Placements: []string{"instagram-square"}, Looks: []string{"bold"},
	}})
	if err != nil {
		log.Fatal(err)
	}
	jobs, err := render.Jobs(p, b)
	if err != nil {
		log.Fatal(err)
	}
	piece := render.Make(b, jobs[0])
	picture, _, err := image.DecodeConfig(bytes.NewReader(piece.Files[0].Data))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(piece.Files[0].Path, picture.Width, picture.Height)
	fmt.Println(piece.Pages[0].Wording["headline"])
	// Output:
	// social/instagram-square/phishing-bold.jpg 1080 1080
	// Good bait looks real. Look twice before you bite.
}

// What is wrong with a request comes back at once, with what was probably meant.
func ExampleNewPlan() {
	c, err := render.Campaign()
	if err != nil {
		log.Fatal(err)
	}
	_, err = render.NewPlan(render.Request{Campaign: c, Select: render.Selection{
		Messages: []string{"fishing"}, Placements: []string{"instagram-sqare"},
	}})
	fmt.Println(err)
	// Output:
	// there is no placement "instagram-sqare"; did you mean "instagram-square"?
	// there is no message "fishing"; did you mean "phishing"?
}

// A campaign of one's own, and everything that it comes to in one size. A Maker keeps the artwork between pieces.
func ExampleMaker() {
	c, err := campaign.Parse("mine.toml", []byte(`
name = "Lock it"
language = "en-GB"

[[message]]
id = "lock"
name = "Lock your screen"
headline = ["Lock your screen before you leave it", "Lock your screen", "Lock it"]
art = "screens"
alt = "A screen with a padlock."
`))
	if err != nil {
		log.Fatal(err)
	}
	b, err := render.Sample()
	if err != nil {
		log.Fatal(err)
	}
	p, err := render.NewPlan(render.Request{Campaign: c, Select: render.Selection{Placements: []string{"banner-320x50", "banner-300x250"}, Looks: []string{"bold"}}})
	if err != nil {
		log.Fatal(err)
	}
	jobs, err := render.Jobs(p, b)
	if err != nil {
		log.Fatal(err)
	}
	maker := render.NewMaker(c)
	for _, j := range jobs {
		piece := maker.Make(b, j)
		fmt.Printf("%s: %s\n", j.Placement.ID, piece.Pages[0].Wording["headline"])
	}
	// Output:
	// banner-300x250: Lock your screen
	// banner-320x50: Lock your screen before you leave it
}

// A whole pack on disk. A second run writes nothing.
func ExampleRun() {
	out, err := os.MkdirTemp("", "packs")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(out)
	c, err := render.Campaign()
	if err != nil {
		log.Fatal(err)
	}
	b, err := render.Sample()
	if err != nil {
		log.Fatal(err)
	}
	p, err := render.NewPlan(render.Request{Campaign: c, Brands: []render.Source{render.Loaded(b)}, Select: render.Selection{Placements: []string{"banner-300x250"}, Looks: []string{"bold"}}})
	if err != nil {
		log.Fatal(err)
	}
	for range 2 {
		report, err := render.Run(context.Background(), p, render.Options{Out: out})
		if err != nil {
			log.Fatal(err)
		}
		for _, pack := range report.Packs {
			fmt.Println(pack.Name, pack.Pieces, pack.Status)
		}
	}
	// Output:
	// Example Care Partnership 8 made
	// Example Care Partnership 8 unchanged
}

// A campaign and a brand in files of their own, and their pack held against its checksums.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "ours")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for name, words := range map[string]string{
		"brand.toml":    "name = \"Our Sample Surgery\"\n[colours]\nprimary = \"#00703C\"\n",
		"campaign.toml": "name = \"Look\"\nlanguage = \"en-GB\"\n[[message]]\nid = \"look\"\nname = \"Look\"\nheadline = [\"Look twice\"]\nart = \"phishing\"\nalt = \"A hook.\"\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	c, err := render.Open(filepath.Join(dir, "campaign.toml"))
	if err != nil {
		log.Fatal(err)
	}
	b, err := render.OpenBrand(dir)
	if err != nil {
		log.Fatal(err)
	}
	p, err := render.NewPlan(render.Request{Campaign: c, Brands: []render.Source{render.Loaded(b)}, Select: render.Selection{Placements: []string{"banner-300x250"}, Looks: []string{"bold"}}})
	if err != nil {
		log.Fatal(err)
	}
	report, err := render.Run(context.Background(), p, render.Options{Out: filepath.Join(dir, "out")})
	if err != nil {
		log.Fatal(err)
	}
	damage, err := render.Verify(context.Background(), report.Packs[0].Dir)
	fmt.Println(report.Packs[0].Status, len(damage), err)
	// Output: made 0 <nil>
}
