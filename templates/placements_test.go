package templates

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kic/render/definition"
)

func shipped(t testing.TB) []Placement {
	t.Helper()
	ps, err := Placements()
	if err != nil {
		t.Fatalf("the shipped placements don't load:\n%v", err)
	}
	return ps
}

func TestEveryPlaceThatTheCampaignPromisesIsThere(t *testing.T) {
	sizes := map[string]string{ // id → width x height, with mm for pages
		"sharepoint-hero": "1920x1080", "sharepoint-hero-tile": "1600x1200", "sharepoint-news": "2560x1438",
		"email-header": "1200x400", "email-banner": "600x150", "email-signature": "600x100", "open-graph": "1200x630",
		"x-post": "1200x675", "facebook-portrait": "1080x1350", "facebook-square": "1080x1080", "facebook-link": "1200x630",
		"facebook-cover": "851x315", "story-1080x1920": "1080x1920", "reel-1080x1920": "1080x1920",
		"instagram-portrait": "1080x1350", "instagram-tall": "1080x1440", "instagram-square": "1080x1080",
		"linkedin-landscape": "1200x627", "linkedin-portrait": "1080x1350", "linkedin-page-cover": "4200x700",
		"threads-post": "1080x1350", "bluesky-post": "1600x900", "youtube-thumbnail": "1280x720", "youtube-banner": "2560x1440",
		"tiktok-1080x1920": "1080x1920", "whatsapp-status-1080x1920": "1080x1920", "whatsapp-square": "1080x1080",
		"nextdoor-square": "1200x1200", "viva-engage-post": "1200x675", "teams-background": "1920x1080",
		"insert-a4": "210x297mm", "insert-a5": "148x210mm", "insert-a4-half": "210x148.5mm", "insert-a4-quarter": "105x148.5mm",
		"insert-dl": "99x210mm", "poster-a4": "210x297mm", "poster-a3": "297x420mm",
	}
	families := map[string]string{
		"screensaver": "1024x768 1366x768 1280x1024 1536x864 1600x900 1920x1080 1920x1200 2256x1504 2560x1080 2560x1440 2560x1600 " +
			"2880x1920 3440x1440 3840x2160 5120x1440 1080x1920 2160x3840 2048x2732 1290x2796",
		"lock-screen": "1366x768 1920x1080 2560x1440 3840x2160 2048x2732 1290x2796",
		"banner":      "300x250 336x280 728x90 970x90 970x250 300x600 160x600 120x600 320x50 320x100 468x60 250x250 200x200",
	}
	for family, list := range families {
		for _, size := range strings.Fields(list) {
			sizes[family+"-"+size] = size
		}
	}
	got := map[string]string{}
	for _, p := range shipped(t) {
		got[p.ID] = fmt.Sprintf("%vx%v", p.Width, p.Height)
		if p.Unit == Millimetres {
			got[p.ID] += "mm"
		}
	}
	for id, size := range sizes {
		if got[id] != size {
			t.Errorf("%s: got size %q, wanted %q (templates/placements.toml)", id, got[id], size)
		}
	}
	if len(got)*8 <= 450 {
		t.Errorf("%d placements of 8 messages are not over 450 pieces", len(got))
	}
}

func TestEveryFigureSaysWhereItComesFrom(t *testing.T) {
	for _, p := range shipped(t) {
		if p.Source == "" || p.Grade == "" || p.Checked == "" {
			t.Errorf("%s: source %q, grade %q, checked %q: one is missing", p.ID, p.Source, p.Grade, p.Checked)
		}
		_, banded := p.Band()
		covers := p.Safe != Insets{} || len(p.Covered) > 0 || banded
		if covers != (p.SafeGrade != "") {
			t.Errorf("%s: has safe insets or covered boxes: %t, but safe_grade %q", p.ID, covers, p.SafeGrade)
		}
	}
	channels, err := Channels()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range channels {
		if c.Source == "" || c.Grade == "" || c.Checked == "" {
			t.Errorf("channel %s: source %q, grade %q, checked %q: one is missing", c.ID, c.Source, c.Grade, c.Checked)
		}
	}
}

// primary are where makers themselves, or their code, say what they take.
var primary = []string{
	"github.com/bluesky-social/", "github.com/mastodon/", "developers.google.com/", "about.nextdoor.com/", "business.nextdoor.com/", "learn.microsoft.com",
}

// ungraded is what is wrong with a grade and the source that it stands for; empty where nothing is.
func ungraded(g Grade, source string) string {
	verified, doubts := []string{}, false
	for _, part := range strings.Split(source, "; ") {
		if strings.HasPrefix(part, "U: ") {
			doubts = true
		} else {
			verified = append(verified, part)
		}
	}
	said := strings.Join(verified, "; ")
	named := page.MatchString(said)
	switch {
	case strings.Contains(said, "not verified"):
		return "says that something is not verified, and not which after \"U: \""
	case g == Vendor && !slices.ContainsFunc(primary, func(s string) bool { return strings.Contains(said, s) }):
		return "is graded V, and names no primary source"
	case (g == Secondary || g == Derived) && !named:
		return "is graded " + string(g) + ", and names no page"
	case g == Unverified && named && !doubts:
		return "is graded U, and names a page without saying what that leaves open"
	}
	return ""
}

var page = regexp.MustCompile(`[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\b`)

func TestEveryGradeIsEarned(t *testing.T) {
	for _, p := range shipped(t) {
		if wrong := ungraded(p.Grade, p.Source); wrong != "" {
			t.Errorf("%s: %s: %q", p.ID, wrong, p.Source)
		}
		if p.SafeGrade == Vendor || p.SafeGrade == Secondary || p.SafeGrade == Derived {
			if wrong := ungraded(p.SafeGrade, p.Source); wrong != "" {
				t.Errorf("%s: the safe area %s: %q", p.ID, wrong, p.Source)
			}
		}
		if len(p.Covered) > 0 && p.SafeGrade != Unverified && p.SafeGrade != Vendor {
			t.Errorf("%s: nobody has measured what covers it, so its safe area is graded U and not %s", p.ID, p.SafeGrade)
		}
	}
	channels, err := Channels()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range channels {
		if wrong := ungraded(c.Grade, c.Source); wrong != "" {
			t.Errorf("channel %s: %s: %q", c.ID, wrong, c.Source)
		}
	}
}

func TestGradesThatAreNotEarnedAreFound(t *testing.T) {
	for _, c := range []struct {
		grade  Grade
		source string
		good   bool
	}{
		{Vendor, "github.com/mastodon/mastodon app/models/media_attachment.rb", true},
		{Vendor, "some-blog.example/image-sizes", false},
		{Vendor, "general knowledge", false},
		{Secondary, "some-blog.example/image-sizes", true},
		{Secondary, "some-blog.example/image-sizes; U: the byte limit", true},
		{Secondary, "some-blog.example/image-sizes; the byte limit is not verified", false},
		{Secondary, "a public plan", false},
		{Derived, "general knowledge", false},
		{Unverified, "general knowledge", true},
		{Unverified, "some-blog.example/image-sizes", false},
		{Unverified, "some-blog.example/image-sizes; U: that screens have this size", true},
	} {
		if wrong := ungraded(c.grade, c.source); (wrong == "") != c.good {
			t.Errorf("%s, %q: %q", c.grade, c.source, wrong)
		}
	}
}

// TestNothingUnverifiedIsToldAsAFact holds the notes above the placements: a note that says what a place does has a grade
// with it.
func TestNothingUnverifiedIsToldAsAFact(t *testing.T) {
	graded := regexp.MustCompile(`\((?:V|S|D|U)[:;)]`)
	tells := regexp.MustCompile(`(?i)\b(shows?|shown|covers?|crops?|draws|fills|pads?|blurred|loads)\b`)
	for note := range strings.SplitSeq(string(placementsTOML), "\n\n") {
		var lines []string
		for line := range strings.Lines(note) {
			if strings.HasPrefix(line, "#") {
				lines = append(lines, strings.Trim(line, "#- \n"))
			}
		}
		said := strings.Join(lines, " ")
		if strings.Contains(said, "every figure says where it comes from") || strings.Contains(said, "min_text") { // how to read the file, and our own rule
			continue
		}
		if tells.MatchString(said) && !graded.MatchString(said) {
			t.Errorf("no grade says how sure this is: %q", said)
		}
	}
}

func TestPlacementsBelongToTheirFamily(t *testing.T) {
	for _, p := range shipped(t) {
		switch p.Material {
		case Inserts:
			if p.Format != PDF || p.Unit != Millimetres || p.Bleed != 3 || p.Safe != (Insets{5, 5, 5, 5}) {
				t.Errorf("%s: %s in %s, bleed %v, safe %v: pages are PDF in mm with 3 mm of bleed and 5 mm kept clear", p.ID, p.Format, p.Unit, p.Bleed, p.Safe)
			}
		case Social:
			if p.Channel == "" && p.Kind != MeetingBackground {
				t.Errorf("%s: a social placement without a channel", p.ID)
			}
		case WebBanners:
			if strings.HasPrefix(p.ID, "banner-") && p.MaxBytes != 150_000 {
				t.Errorf("%s: at most %d bytes, wanted 150,000", p.ID, p.MaxBytes)
			}
		}
		if p.Kind == LockScreen != strings.HasPrefix(p.ID, "lock-screen-") {
			t.Errorf("%s: kind %q", p.ID, p.Kind)
		}
	}
}

func TestEveryPlacementLeavesRoomForWords(t *testing.T) {
	for _, p := range shipped(t) {
		box := p.ClearBox()
		if share := box.W * box.H / (p.Width * p.Height); share < 0.10 {
			t.Errorf("%s: the largest clear box is %v, %.0f%% of the piece", p.ID, box, share*100)
		}
		if p.covers(box) {
			t.Errorf("%s: the clear box %v is covered", p.ID, box)
		}
	}
}

func TestTheLimitsOfAChannelReachItsPlacements(t *testing.T) {
	want := map[string][2]int{ // id → text, alt
		"x-post": {280, 1000}, "bluesky-post": {300, 2000}, "mastodon-post": {500, 1500}, "threads-post": {500, 1000},
		"linkedin-portrait": {3000, 1000}, "tiktok-1080x1920": {2200, 300}, "teams-background": {0, 0},
	}
	for _, p := range shipped(t) {
		if w, ok := want[p.ID]; ok && w != [2]int{p.Text, p.Alt} {
			t.Errorf("%s: text and alt limits %v, wanted %v", p.ID, [2]int{p.Text, p.Alt}, w)
		}
	}
	channels, _ := Channels()
	i := slices.IndexFunc(channels, func(c Channel) bool { return c.ID == "x" })
	if x := channels[i]; x.Link != 23 || x.Counts != Weighted {
		t.Errorf("X counts a link as %d and its characters as %q, wanted 23 and weighted", x.Link, x.Counts)
	}
}

func TestSafeAreasOfTheTallPlacementsDiffer(t *testing.T) {
	want := map[string]Box{
		"story-1080x1920":           {X: 0, Y: 269, W: 1080, H: 1267},
		"reel-1080x1920":            {X: 65, Y: 269, W: 950, H: 979},
		"tiktok-1080x1920":          {X: 150, Y: 150, W: 780, H: 1330},
		"whatsapp-status-1080x1920": {X: 0, Y: 285, W: 1080, H: 1350},
		"youtube-banner":            {X: 507, Y: 508.5, W: 1546, H: 423},
		"facebook-cover":            {X: 145.5, Y: 1.5, W: 560, H: 312},
	}
	for _, p := range shipped(t) {
		if w, ok := want[p.ID]; ok && p.SafeBox() != w {
			t.Errorf("%s: safe box %v, wanted %v", p.ID, p.SafeBox(), w)
		}
	}
}

func TestTheClearBoxIsTheLargestThatNothingCovers(t *testing.T) {
	cases := []struct {
		name string
		p    Placement
		want Box
	}{
		{"all of it", Placement{Width: 100, Height: 50}, Box{W: 100, H: 50}},
		{"inside the insets", Placement{Width: 100, Height: 50, Safe: Insets{5, 10, 5, 20}}, Box{X: 20, Y: 5, W: 70, H: 40}},
		{"beside an avatar", Placement{Width: 300, Height: 100, Covered: []Box{{X: 0, Y: 50, W: 100, H: 50}}}, Box{X: 100, W: 200, H: 100}},
		{"left of what sits in the middle", Placement{Width: 300, Height: 100, Covered: []Box{{X: 100, Y: 0, W: 100, H: 100}}}, Box{W: 100, H: 100}},
		{"nothing", Placement{Width: 10, Height: 10, Covered: []Box{{W: 10, H: 10}}}, Box{}},
	}
	for _, c := range cases {
		if got := c.p.ClearBox(); got != c.want {
			t.Errorf("%s: got %v, wanted %v", c.name, got, c.want)
		}
	}
}

func TestEveryMistakeIsFoundWithItsPlace(t *testing.T) {
	const good = "[[channel]]\nid = \"x\"\nname = \"X\"\n\n[[placement]]\nid = \"a\"\nname = \"A\"\nmaterial = \"social\"\nwidth = 100\nheight = 50\n"
	if _, err := ParsePlacements("p.toml", []byte(good)); err != nil {
		t.Fatalf("the file that the cases are made from is refused: %v", err)
	}
	replace := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	cases := map[string]struct{ file, want string }{
		"an unknown key":        {good + "hight = 3\n", `p.toml:11: placement[1].hight: no such key; did you mean "height"?`},
		"a wrong type":          {replace("100", `"100"`), "p.toml:9: placement[1].width: is text, but a number is wanted here"},
		"no id":                 {replace("id = \"a\"\n", ""), "placement[1].id: is missing"},
		"an id in capitals":     {replace(`"a"`, `"A_b"`), `p.toml:6: placement[1].id: "A_b" is not an id`},
		"another size in an id": {replace(`"a"`, `"a-50x100"`), `"a-50x100" ends in a size that is not 100 × 50`},
		"a material unknown":    {replace("social", "socials"), `p.toml:8: placement[1].material: "socials" is not a material; did you mean "social"?`},
		"a kind unknown":        {good + `kind = "covers"`, `did you mean "cover"?`},
		"a unit unknown":        {good + `unit = "cm"`, `"cm" is not a unit`},
		"a format unknown":      {good + `format = "jpg"`, `did you mean "jpeg"?`},
		"pdf in pixels":         {good + "unit = \"px\"\nformat = \"pdf\"", `"pdf" does not go with the unit "px"`},
		"no width":              {replace("width = 100\n", ""), "placement[1].width: is missing; say how large it is, in px"},
		"nothing wide":          {replace("100", "0"), "0 px is not from 16 to 16384"},
		"half a pixel":          {replace("100", "100.5"), "100.5 is not a whole number of pixels"},
		"too many pixels":       {replace("width = 100\nheight = 50", "width = 16000\nheight = 16000"), "are too many"},
		"an inset below nought": {good + "safe = { top = -1 }", "p.toml:11: placement[1].safe.top: -1 is not from 0 to 50"},
		"insets that meet":      {good + "safe = { left = 50, right = 50 }", "leaves nothing of 100 × 50"},
		"a box outside":         {good + "covered = [{ x = 90, y = 0, w = 20, h = 5, what = \"avatar\" }]", "placement[1].covered[1]: lies outside the 100 × 50"},
		"a box without size":    {good + "covered = [{ what = \"avatar\" }]", "covers nothing"},
		"a box without name":    {good + "covered = [{ w = 5, h = 5 }]", "placement[1].covered[1].what: is missing"},
		"all covered":           {good + "covered = [{ w = 100, h = 50, what = \"clock\" }]", "covers everything inside the safe insets"},
		"a limit below nought":  {good + "max_bytes = -5", "-5 is less than nothing"},
		"a unit far from any":   {good + `unit = "furlong"`, `"furlong" is not a unit; use one of px, mm`},
		"an unknown channel":    {good + `channel = "y"`, `"y" is not a channel; did you mean "x"?`},
		"a grade unknown":       {good + `grade = "A"`, `"A" is not a grade`},
		"a day unknown":         {good + `checked = "yesterday"`, `"yesterday" is not a day; write it as 2026-11-23`},
		"an id twice":           {good + good[strings.Index(good, "[[placement"):], `p.toml:12: placement[2].id: "a" is there already, in line 6`},
		"a channel twice":       {good[:strings.Index(good, "[[placement")] + good, `channel[2].id: "x" is there already`},
	}
	for name, c := range cases {
		_, err := ParsePlacements("p.toml", []byte(c.file))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s:\n  got    %v\n  wanted %s", name, err, c.want)
		}
	}
}

func TestSizesAndIDsAreTakenUpToTheirLimitsAndRefusedJustBeyond(t *testing.T) {
	placement := func(id, size string) string {
		return "[[placement]]\nid = \"" + id + "\"\nname = \"A\"\nmaterial = \"social\"\n" + size + "\n"
	}
	pixels := func(w, h int) string { return placement("a", fmt.Sprintf("width = %d\nheight = %d", w, h)) }
	page := func(w, h float64) string {
		return placement("a", fmt.Sprintf("width = %v\nheight = %v\nunit = \"mm\"\nformat = \"pdf\"", w, h))
	}
	covered := func(n int) string {
		return pixels(500, 500) + "covered = [" + strings.Repeat(`{ x = 0, y = 0, w = 5, h = 5, what = "avatar" },`, n) + "]\n"
	}
	for name, c := range map[string]struct{ taken, refused string }{
		"16 pixels":                       {pixels(16, 100), pixels(15, 100)},
		"16 pixels high":                  {pixels(100, 16), pixels(100, 15)},
		"two 8K screens side by side":     {pixels(16384, 4320), pixels(16384, 4321)},
		"16384 pixels":                    {pixels(16384, 100), pixels(16385, 100)},
		"two 8K screens above each other": {pixels(4320, 16384), pixels(4320, 16385)},
		"20 mm":                           {page(20, 100), page(19.9, 100)},
		"A0":                              {page(841, 1189), page(841, 1189.1)},
		"12 covered boxes":                {covered(12), covered(13)},
		"60 letters of an id":             {placement(strings.Repeat("a", 60), "width = 100\nheight = 100"), placement(strings.Repeat("a", 61), "width = 100\nheight = 100")},
	} {
		if _, err := ParsePlacements("p.toml", []byte(c.taken)); err != nil {
			t.Errorf("%s: is refused: %v", name, err)
		}
		if _, err := ParsePlacements("p.toml", []byte(c.refused)); err == nil {
			t.Errorf("%s: a little beyond is taken", name)
		}
	}
}

// Screens of 5:4 keep 14.8 to 85.2 % of the width of a 16:9 picture, those of 32:9 keep 25 to 75 % of its height, and the clocks
// of Windows lie above 33 % and below 69 %.
func TestTheBandOfALockScreenIsWhatEveryScreenShowsWithoutAClock(t *testing.T) {
	p := Placement{Kind: LockScreen, Width: 1920, Height: 1080}
	b, ok := p.Band()
	near := func(got, want float64) bool { return math.Abs(got-want) < 0.005 }
	if !ok || !near(b.X/1920, 0.148) || b.X/1920 < 0.148 || !near((b.X+b.W)/1920, 0.852) || (b.X+b.W)/1920 > 0.852 {
		t.Errorf("from %.3f to %.3f of the width, want what a screen of 5:4 keeps", b.X/1920, (b.X+b.W)/1920)
	}
	if !near(b.Y/1080, 0.33) || !near((b.Y+b.H)/1080, 0.69) {
		t.Errorf("from %.3f to %.3f of the height, want 0.33 to 0.69", b.Y/1080, (b.Y+b.H)/1080)
	}
}

func TestAllMistakesComeTogether(t *testing.T) {
	_, err := ParsePlacements("p.toml", []byte("[[placement]]\nid = \"A\"\nmaterial = \"x\"\nwide = 5\nchecked = \"no\"\n"))
	ps, rest := definition.Collect(err)
	if rest != nil || len(ps) < 6 {
		t.Errorf("got %d problems and %v, wanted at least 6:\n%v", len(ps), rest, ps)
	}
}

const fewPlacements = `[[channel]]
id = "x"
name = "X"
text_limit = 280
source = "a"
grade = "S"
checked = "2026-11-23"
[[placement]]
id = "b"
name = "B"
material = "social"
channel = "x"
width = 90
height = 90
format = "jpeg"
max_bytes = 8_000
safe = { top = 9 }
covered = [{ x = 0, y = 0, w = 9, h = 9, what = "avatar" }]
source = "a"
grade = "S"
safe_grade = "S"
checked = "2026-11-23"
`

func TestTheFuzzersSeedIsSound(t *testing.T) {
	if _, err := ParsePlacements("few.toml", []byte(fewPlacements)); err != nil {
		t.Error(err)
	}
}

func FuzzParsePlacements(f *testing.F) {
	f.Add([]byte(fewPlacements)) // not the whole file, which the fuzzer would spend its time on shortening
	f.Add([]byte("[[placement]]\nid = \"a\"\nwidth = -1\ncovered = [{}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ParsePlacements("p.toml", data)
		if err == nil {
			for i := range c.Placements {
				if p := &c.Placements[i]; p.ID == "" || p.Width <= 0 || p.Format == "" {
					t.Errorf("accepted %+v", p)
				}
			}
		}
	})
}
