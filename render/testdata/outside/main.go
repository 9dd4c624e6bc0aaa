// Outside is a program of another module: it makes one piece in memory and writes its file to standard output.
package main

import (
	"log"
	"os"

	"kic/render"
)

func main() {
	c, err := render.Campaign()
	if err != nil {
		log.Fatal(err)
	}
	b, err := render.Sample()
	if err != nil {
		log.Fatal(err)
	}
	p, err := render.NewPlan(render.Request{Campaign: c, Select: render.Selection{
		Messages: []string{"screens"}, Placements: []string{"banner-300x250"}, Looks: []string{"bold"},
	}})
	if err != nil {
		log.Fatal(err)
	}
	jobs, err := render.Jobs(p, b)
	if err != nil {
		log.Fatal(err)
	}
	piece := render.Make(b, jobs[0])
	for _, f := range piece.Findings {
		log.Print(f)
	}
	if len(piece.Files) == 0 {
		os.Exit(1)
	}
	os.Stdout.Write(piece.Files[0].Data)
}
