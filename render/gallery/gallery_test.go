package gallery

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"kic/render/pack"
	"kic/templates"
)

// square is a picture of message in the placement "square".
func square(message, words string) pack.File {
	return pack.File{
		Path: "social/square/" + message + "-bold.png",
		Asset: &pack.Asset{
			Material: "social", Placement: "square", Message: message, Look: "bold", Format: "png",
			Width: 1080, Height: 1080, Unit: "px", Alt: words, SafeMet: true, Wording: map[string]string{"headline": words},
		},
	}
}

func info() Info {
	return Info{
		Info: pack.Info{Generator: "kic test", Campaign: "Campaign", Brand: "Example", Slug: "example"}, Lang: "en-GB",
		Theme:    Theme{Band: "#003087", On: "#FFFFFF", Rule: "#FFB81C", Link: "#005EB8"},
		Messages: []Message{{ID: "phishing", Name: "Phishing"}, {ID: "screens", Name: "Screens"}},
		Channels: []Channel{{ID: "x", Name: "X", Family: "Social media"}, {ID: "social", Name: "Other"}},
		Places:   []Place{{ID: "square", Name: "Square post (1080 × 1080)", Channel: "x", Frame: FramePost}},
	}
}

// show is the gallery of a pack with files.
func show(t *testing.T, i Info, assets ...pack.Entry) string {
	t.Helper()
	return showWith(t, i, nil, assets...)
}

// showWith is the gallery of a pack that has other files, too.
func showWith(t *testing.T, i Info, files []string, assets ...pack.Entry) string {
	t.Helper()
	m := pack.Manifest{Assets: assets}
	for _, path := range files {
		m.Files = append(m.Files, pack.Entry{Path: path})
	}
	page, err := Page(i, m)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func entry(f pack.File) pack.Entry { return pack.Entry{Path: f.Path, Bytes: 1_234_567, Asset: f.Asset} }

func TestGalleryShowsEachPieceWithItsFacts(t *testing.T) {
	i := info()
	i.Messages[0].Texts = []Text{{Label: "Post for X", Words: "Stop. Look. Report."}}
	i.Messages[0].Files = []Named{{"copy/phishing.txt", "Plain text"}}
	svg := square("phishing", "A fish hook")
	svg.Path, svg.Asset.Format = "svg/social/square/phishing-bold.svg", "svg"
	page := showWith(t, i, []string{"copy/phishing.txt"}, entry(square("phishing", "A fish hook")), entry(svg))
	for _, want := range []string{
		"<title>Example: Campaign</title>", `alt="A fish hook"`, ">Square post<", "1080 × 1080 px, PNG 1.2 MB, SVG 1.2 MB", `loading="lazy"`,
		`href="social/square/phishing-bold.png" data-name="example-phishing-square-1080x1080-bold.png">Open PNG`,
		`href="svg/social/square/phishing-bold.svg" data-name="example-phishing-square-1080x1080-bold.svg">Open SVG`,
		"Copy alt text", "Stop. Look. Report.", `href="copy/phishing.txt"`, `class="skip"`, `lang="en-GB"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the gallery lacks %q", want)
		}
	}
	if n := strings.Count(page, `class="card"`); n != 1 {
		t.Errorf("a piece and its SVG are %d cards, want 1", n)
	}
}

func TestGalleryEscapesEverything(t *testing.T) {
	evil := `"><script>alert(1)</script>{{.}}&amp;'`
	f := square("phishing", evil)
	f.Asset.Alt = evil
	i := info()
	i.Brand, i.Campaign, i.Tagline, i.Generator, i.Lang = evil, evil, evil, evil, evil
	i.Theme = Theme{Band: "red}</style><script>alert(2)</script>", On: "#fff", Rule: "url(http://x.example)", Link: "#000"}
	i.Places[0].Name, i.Places[0].Frame, i.Places[0].Covered = evil, Frame(evil), []templates.Box{{W: 1, H: 1, What: evil}}
	i.Channels[0] = Channel{ID: i.Channels[0].ID, Name: evil, Family: evil}
	i.Messages[0] = Message{ID: "phishing", Name: evil, Headline: evil, Texts: []Text{{Label: evil, Lang: evil, Words: evil}}, Files: []Named{{"javascript:alert(3)", evil}}}
	page := show(t, i, entry(f))
	for _, bad := range []string{"<script>alert", `href="javascript:`, "url(http", "</style><script>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the gallery lets %q through", bad)
		}
	}
}

func TestGalleryShowsHowTheColoursWereChosen(t *testing.T) {
	i := info()
	if page := show(t, i, entry(square("phishing", "x"))); strings.Contains(page, "g_colours") {
		t.Error("there is a section of colours without any")
	}
	i.Colours = []Colour{{"accent", "#9F8E00", "changed", "darker than <your> accent"}, {"paper", "red}</style>", "given", ""}}
	page := show(t, i, entry(square("phishing", "x")))
	want := `<tr><th scope="row">accent</th><td><svg class="chip" aria-hidden="true"><rect width="100%" height="100%" fill="#9F8E00"></rect></svg> #9F8E00</td><td>changed</td><td>darker than &lt;your&gt; accent</td></tr>`
	if !strings.Contains(page, want) {
		t.Errorf("the gallery lacks %s", want)
	}
	if strings.Contains(page, "red}</style>") {
		t.Error("a colour that is none gets out of its place")
	}
}

func TestGalleryNeedsNothingFromElsewhere(t *testing.T) {
	page := show(t, info(), entry(square("phishing", "x")))
	if m := regexp.MustCompile(`(?i)(https?:|src="//|@import|url\()`).FindString(page); m != "" {
		t.Errorf("the gallery refers to %q", m)
	}
}

func TestGalleryHasNoIDTwice(t *testing.T) {
	i := info()
	i.Messages = append(i.Messages, Message{ID: "main", Name: "Named like a part of the page"}, Message{ID: "phishing-x", Name: "Like a message and a channel"})
	i.Messages[0].Texts = []Text{{Label: "Post", Words: "Stop.", Posts: []Post{{Channel: "x", Count: 5}}}, {Label: "Bulletin", Words: "Stop."}}
	page := show(t, i, entry(square("phishing", "x")), entry(square("screens", "y")), entry(square("main", "z")), entry(square("phishing-x", "z")))
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`\sid="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if seen[m[1]] {
			t.Errorf("id %q is there twice", m[1])
		}
		seen[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`(?:for|data-copy|aria-labelledby|href)="#?([a-z][a-z0-9_-]*)"`).FindAllStringSubmatch(page, -1) {
		if !seen[m[1]] {
			t.Errorf("something refers to %q, which is not there", m[1])
		}
	}
}

func TestGalleryShowsPostsBesideTheirPictures(t *testing.T) {
	i := info()
	i.Messages[0].Texts = []Text{
		{Label: "Post for X", Words: "Stop. Look.", Posts: []Post{{Channel: "x", Count: 11, Limit: 280}}},
		{Label: "Post for Elsewhere", Words: "Stop there.", Posts: []Post{{Channel: "elsewhere", Count: 11, Limit: 63_206}}},
		{Label: "Bulletin", Words: "Stop and look."},
	}
	page := show(t, i, entry(square("phishing", "x")))
	group := after(t, page, `data-channel="x"`)
	for _, want := range []string{"11 of 280 characters", "Stop. Look.</p>", "Copy post", `class="frame post"`} {
		if !strings.Contains(group, want) {
			t.Errorf("the pictures for X lack %q beside them", want)
		}
	}
	words := strings.TrimSuffix(after(t, page, "Words to paste"), group)
	for text, want := range map[string]bool{"Post for X": false, "Post for Elsewhere": true, "Stop and look.": true} {
		if strings.Contains(words, text) != want {
			t.Errorf("the words to paste have %q: %t, want %t: a post stands where its pictures are, if there are any", text, !want, want)
		}
	}
}

func TestGalleryMarksWhatCoversAPicture(t *testing.T) {
	i := info()
	if page := show(t, i, entry(square("phishing", "x"))); strings.Contains(page, `id="g_zones"`) {
		t.Error("there is a switch, but nothing to hide")
	}
	i.Places[0].Safe = templates.Box{X: 108, Y: 54, W: 864, H: 972}
	i.Places[0].Covered = []templates.Box{{Y: 810, W: 270, H: 270, What: "avatar"}, {X: 540, W: 540, H: 108, What: "clock"}, {W: 1, H: 1, What: "clock"}}
	page := show(t, i, entry(square("phishing", "x")))
	for _, want := range []string{
		`id="g_zones">`, ".s1 { left:10%;top:5%;width:80%;height:90% }", `<i class="margin s1">`,
		".s2 { left:0%;top:75%;width:25%;height:25% }", `<i class="covered s2"><b>avatar</b>`, "Covered in part by: avatar and clock<",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the gallery lacks %q", want)
		}
	}
}

func TestGalleryFiltersByChannel(t *testing.T) {
	page := show(t, info(), entry(square("phishing", "x")))
	for _, want := range []string{`<option value="x">X</option>`, `<optgroup label="Social media">`, `<option value="/Social media">`, `data-family="Social media"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the gallery lacks %q", want)
		}
	}
	if strings.Contains(page, `<option value="social">`) {
		t.Error("one can choose a channel of which there is nothing")
	}
}

func TestGalleryLosesNoPieceOfAnUnknownPlace(t *testing.T) {
	for name, places := range map[string][]Place{"no such place": nil, "no such channel": {{ID: "square", Name: "Square", Channel: "gone"}}} {
		i := info()
		i.Places = places
		if page := show(t, i, entry(square("phishing", "x"))); !strings.Contains(page, "social/square/phishing-bold.png") {
			t.Errorf("%s: the gallery doesn't show the piece", name)
		}
	}
}

func TestGalleryNamesEveryPicture(t *testing.T) {
	wide := square("phishing", "A fish hook on a wide screen")
	wide.Path, wide.Asset.Placement, wide.Asset.Width = "social/wide/phishing-bold.png", "wide", 1920
	page := show(t, info(), entry(square("phishing", "A fish hook")), entry(wide))
	pictures := regexp.MustCompile(`<img [^>]*>`).FindAllString(page, -1)
	if len(pictures) != 3 {
		t.Errorf("there are %d pictures, want two and the one that leads", len(pictures))
	}
	for _, p := range pictures {
		if !strings.Contains(p, `alt="A fish hook`) || !strings.Contains(p, `lang="`) || !strings.Contains(p, `loading="lazy"`) {
			t.Errorf("%s has no alternative text, or no language, or is loaded at once", p)
		}
	}
}

// after is what follows mark on a page.
func after(t *testing.T, page, mark string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, mark)
	if !ok {
		t.Fatalf("the gallery lacks %q", mark)
	}
	return rest
}

func TestSizeIsForPeople(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 999: "999 bytes", 1000: "1 KB", 149_600: "150 KB", 999_999: "1000 KB", 1_000_000: "1.0 MB", 2_460_000: "2.5 MB"} {
		if got := size(n); got != want {
			t.Errorf("size(%d) is %q, want %q", n, got, want)
		}
	}
}

func TestThousandsAreParted(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 63_206: "63,206", 1_000_001: "1,000,001"} {
		if got := thousands(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestPiecesAreSavedUnderNamesThatSayWhatTheyAre(t *testing.T) {
	piece := pack.Asset{Message: "passwords", Placement: "x-post", Look: "bold", Width: 1200, Height: 675, Unit: "px", Format: "png", Lang: "cy en-GB"}
	for want, change := range map[string]func(*pack.Asset, *Info){
		"north-passwords-x-post-1200x675-bold.png": func(*pack.Asset, *Info) {},
		"north-passwords-lock-screen-1920x1080-bold.png": func(a *pack.Asset, _ *Info) {
			a.Placement, a.Width, a.Height = "lock-screen-1920x1080", 1920, 1080
		},
		"north-passwords-insert-a4-half-210x148.5mm-bold-print.png": func(a *pack.Asset, _ *Info) {
			a.Placement, a.Width, a.Height, a.Unit, a.Format = "insert-a4-half", 210, 148.5, "mm", "print"
		},
		"north-passwords-x-post-1200x675-bold-cy-en-GB.png": func(_ *pack.Asset, i *Info) { i.Languages = map[string]string{"cy": "Cymraeg"} },
	} {
		a, i := piece, Info{Info: pack.Info{Slug: "north"}}
		change(&a, &i)
		if got := i.nameOf(pack.Entry{Path: "social/x-post/passwords-bold.png", Asset: &a}); got != want {
			t.Errorf("the name is %s, want %s", got, want)
		}
	}
}

func TestGalleryLeadsToTheListsThatThePackHas(t *testing.T) {
	i := info()
	i.Lists = []Named{{"campaign-plan.csv", "Campaign plan"}, {"campaign-plan.ics", "Calendar"}, {"copy/social.csv", "Posts"}}
	i.Messages[0].Files = []Named{{"copy/phishing.docx", "Word document"}, {"copy/phishing.html", "Web page"}, {"copy/gone.txt", "Text"}}
	page := showWith(t, i, []string{"campaign-plan.csv", "copy/social.csv", "copy/phishing.docx", "copy/phishing.html"}, entry(square("phishing", "x")))
	for part, want := range map[string]bool{
		`<a href="campaign-plan.csv" data-name="example-campaign-plan.csv">Campaign plan</a>`: true,
		`<a href="copy/social.csv" data-name="example-social.csv">Posts</a>`:                  true,
		`href="copy/phishing.docx" data-name="example-phishing.docx"`:                         true,
		`href="copy/phishing.html">`: true,
		"campaign-plan.ics":          false,
		"copy/gone.txt":              false,
	} {
		if strings.Contains(page, part) != want {
			t.Errorf("the gallery has %s: %t, want %t", part, !want, want)
		}
	}
	if page := show(t, i, entry(square("phishing", "x"))); strings.Contains(page, "For the whole campaign") {
		t.Error("there is a heading over no lists")
	}
}

func TestGalleryShowsOneMessageAtATime(t *testing.T) {
	page := show(t, info(), entry(square("phishing", "x")), entry(square("screens", "y")))
	for _, want := range []string{
		`<a class="tile" href="#phishing">`, `<a class="tile" href="#screens">`, `id="phishing" data-message="phishing" aria-labelledby="phishing_title" tabindex="-1" hidden="until-found"`,
		`<a class="next" href="#screens">`, `<a href="#phishing"><span class="size">Previous message</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the gallery lacks %q", want)
		}
	}
	page = show(t, info(), entry(square("phishing", "x")))
	for _, bad := range []string{`id="g_messages"`, `tabindex="-1" hidden="until-found">`, "Next message", "All messages</a>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the gallery of a single message has %q: there is nothing to choose from", bad)
		}
	}
}

func TestMessagesOfManyPiecesOpenOneChannelAtATime(t *testing.T) {
	for n, folded := range map[int]bool{11: false, 12: false, 13: true} {
		var all []pack.Entry
		for i := range n {
			f := square("phishing", "x")
			f.Asset.Look = strings.Repeat("l", i+1)
			all = append(all, entry(f))
		}
		page := show(t, info(), all...)
		if got := strings.Contains(page, `<details class="group social" data-channel="x" data-family="Social media" name="phishing">`); got != folded {
			t.Errorf("%d pieces are folded: %t, want %t", n, got, folded)
		}
	}
}

func TestGalleryAllowsItsOwnStyleAndScriptAlone(t *testing.T) {
	i := info()
	i.Places[0].Safe = templates.Box{X: 108, Y: 54, W: 864, H: 972}
	i.Colours = []Colour{{"accent", "#9F8E00", "given", ""}}
	page := show(t, i, entry(square("phishing", "x")))
	for _, element := range []string{"style", "script"} {
		_, text, _ := strings.Cut(page, "<"+element+">")
		text, _, _ = strings.Cut(text, "</"+element+">")
		sum := sha256.Sum256([]byte(text))
		if want := element + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(page, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	if m := regexp.MustCompile(`\s(style|on\w+)="[^"]*"`).FindString(page); m != "" {
		t.Errorf("the policy keeps %s from having any effect", m)
	}
}

func TestTheGalleryShowsAnAlternativeInEachLanguage(t *testing.T) {
	f := square("phishing", "")
	f.Asset.Lang = "cy en-GB"
	f.Asset.Tell([]pack.Said{{Lang: "cy", Alt: "Bachyn <pysgota>."}, {Lang: "en-GB", Alt: "A hook."}})
	page := show(t, info(), entry(f))
	for _, want := range []string{
		`alt="Bachyn &lt;pysgota&gt;." lang="cy"`, `<p lang="cy" dir="auto">Bachyn &lt;pysgota&gt;.</p>` + "\n" + `<p lang="en-GB" dir="auto">A hook.</p></div>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the gallery lacks %s", want)
		}
	}
}

func TestAPieceStandsBeforeItsCopies(t *testing.T) {
	page := square("phishing", "A fish hook")
	page.Path, page.Asset.Format = "inserts/square/phishing-bold.pdf", "pdf"
	copyOf := func(path, format string) pack.Entry {
		asset := *page.Asset
		asset.Format = format
		return pack.Entry{Path: path, Asset: &asset}
	}
	svg, printed := copyOf("svg/inserts/square/phishing-bold.svg", "svg"), copyOf("inserts/square/phishing-bold-print.pdf", "print")
	for _, order := range [][]pack.Entry{{svg, printed, entry(page)}, {printed, entry(page), svg}, {entry(page), svg, printed}} {
		all := cards(info(), order)
		var got []string
		for _, l := range all[0].Files {
			got = append(got, l.Label)
		}
		if strings.Join(got, "|") != "PDF|PDF for print|SVG" || all[0].Picture != svg.Path {
			t.Errorf("the files are %v, shown as %q; want the page, then what a printer gets, then what is edited, which is shown", got, all[0].Picture)
		}
	}
}

func TestALookIsNamedOnlyBesideAnother(t *testing.T) {
	i := info()
	i.Looks = map[string]string{"bold": "Bold and blue", "night": "By night", "light": "By day"}
	of := func(look string) pack.Entry {
		f := square("phishing", "A fish hook")
		f.Path, f.Asset.Look = "social/square/phishing-"+look+".png", look
		return entry(f)
	}
	for n, want := range map[int]bool{1: false, 2: true, 3: true} {
		page := show(t, i, []pack.Entry{of("bold"), of("night"), of("light")}[:n]...)
		if strings.Contains(page, "Bold and blue") != want {
			t.Errorf("with %d looks, the name of one is shown: %t", n, !want)
		}
	}
}
