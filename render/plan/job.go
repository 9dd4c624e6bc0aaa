package plan

import (
	"fmt"
	"slices"
	"strings"

	"kic/render/campaign"
	"kic/templates"
)

// Job is one piece to be made.
type Job struct {
	Campaign  *campaign.Campaign // in the language of the piece
	Message   *campaign.Message
	Placement *templates.Placement
	Look      *templates.Look
	Also      []campaign.Voice // further languages that the piece speaks

	Ending string // of the file's name: the language, where each language has a piece
}

// Path is where the piece lies in its pack: a folder for each placement, ready for a slideshow.
func (j Job) Path() string { return j.file("", j.Placement.Format.Extension()) }

// SVGPath is where the editable copy of the piece lies, apart from the pictures so that a slideshow doesn't meet it.
func (j Job) SVGPath() string { return j.file("svg/", "svg") }

// PrintPath is where the copy for a printer lies that a page has beside it; empty for a picture. Crop marks show in its
// name, so that a file with them is never taken for one without.
func (j Job) PrintPath(marks bool) string {
	switch {
	case !j.Placement.Format.Document():
		return ""
	case marks:
		return strings.TrimSuffix(j.Path(), ".pdf") + "-print-marks.pdf"
	}
	return strings.TrimSuffix(j.Path(), ".pdf") + "-print.pdf"
}

func (j Job) file(under, ext string) string {
	return fmt.Sprintf("%s%s/%s/%s-%s%s.%s", under, j.Placement.Material, j.Placement.ID, j.Message.ID, j.Look.ID, j.Ending, ext)
}

// Pages are the jobs of the pages of a file: one, unless it has a page for each language.
func (j Job) Pages() []Job {
	if len(j.Also) == 0 || j.Placement.Passed() {
		return []Job{j}
	}
	first := j
	first.Also = nil
	pages := []Job{first}
	for _, v := range j.Also {
		page := first
		page.Campaign, page.Message, page.Ending = v.Campaign, v.Message, "-"+v.Campaign.Language
		pages = append(pages, page)
	}
	return pages
}

// Languages are those that a piece speaks.
func (j Job) Languages() string {
	all := []string{j.Campaign.Language}
	for _, v := range j.Also {
		all = append(all, v.Campaign.Language)
	}
	return strings.Join(all, " ")
}

// Review is what is still to be done to the words of a piece.
func (j Job) Review() string {
	all := []string{j.Message.Review}
	for _, v := range j.Also {
		all = append(all, v.Message.Review)
	}
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	return strings.Join(slices.Compact(all), "; ")
}
