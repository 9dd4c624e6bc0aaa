package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"kic/render"
	"kic/render/definition"
)

// All words that a user sees stand in this file, but for those of errors, which stand where the error is found.
//
// Paths and results go to the standard output, so that they can be piped; words go to the standard error. Messages are
// sentences about what happened and what to do next. No colours: nothing depends on them, and so NO_COLOR is kept.

const (
	wordsAbout = "make a branded set of security-awareness materials: screensavers, banners, social graphics, inserts and copy"

	wordsExamples = `  kic init my-trust               a campaign and a brand to start from, in the new folder my-trust
  cd my-trust                     put your logo, colours and contacts into brand/brand.toml
  kic build                       every size of every message, in out/<brand>; open index.html there
  kic build --only social         just the social media graphics
  kic check                       find what doesn't fit or can't be read, and write nothing
  kic list placements             all sizes, with their ids`

	wordsBuildExamples = `  kic build                                        everything, with the brand in ./brand
  kic build --brand ~/brands/north --out packs     another brand, into another folder
  kic build --brand network                        every brand folder and every list in the folder network
  kic build --brand network.csv                    every organisation in a list
  kic build --brand network.csv --only-failed      once mended, those that failed last time
  kic build --brand network.csv --shard 2/4        the second of four parts, each on a machine of its own
  kic build --only screensavers --message phishing one message on all screens
  kic build --placement instagram-square,x-post    two sizes
  kic build --contact-sheet                        also all of it on one sheet, to show around
  kic build --dry-run                              what would be made`

	wordsCheckExamples = `  kic check                        the whole campaign with the brand in ./brand
  kic check --brand network        every brand in the folder network
  kic check --format github        findings as annotations of a GitHub workflow`

	wordsInitExamples = `  kic init               campaign.toml and brand/ in this folder
  kic init my-trust      the same in the folder my-trust
  kic init --network     campaign.toml and network/, with a list of organisations for a spreadsheet`

	wordsCollectExamples = `  kic collect out      when all shards of a network are done: one report and one page over all of them`

	wordsListExamples = `  kic list placements               every size: id, size, format, material, name
  kic list messages --json          the messages, for a program to read
  kic list brands --brand network   the brands in the folder network`

	wordsSchemaExamples = `  kic schema campaign > campaign.schema.json
  kic schema brand > brand.schema.json`

	wordsCompletionExamples = `  source <(kic completion bash)                      in ~/.bashrc
  source <(kic completion zsh)                       in ~/.zshrc, after compinit
  kic completion fish | source                       in ~/.config/fish/config.fish
  kic completion powershell | Out-String | iex       in $PROFILE`

	wordsBuild      = "make packs"
	wordsCollect    = "bring the shards of a network together: verify every file, and say what is missing"
	wordsCheck      = "find what doesn't fit or can't be read, and write nothing"
	wordsInit       = "start: write a campaign.toml and a brand folder that build at once"
	wordsList       = "show the placements, messages, looks, fonts, brands or codes of findings"
	wordsSchema     = "print a JSON Schema of campaign.toml or brand.toml, for editors"
	wordsCompletion = "print a script that completes commands in bash, zsh, fish or PowerShell"
	wordsVersion    = "print the version"

	wordsFlagCampaign  = "read the campaign from `FILE`; else ./campaign.toml, else the built-in one"
	wordsFlagBrand     = "the `FOLDER` of a brand, a folder of them, or a list (.csv); repeats; else ./brand, else a sample"
	wordsFlagOut       = "put the packs into `FOLDER`; else ./out"
	wordsFlagStart     = "the campaign starts on `DAY`, such as 2027-01-11: its plan gets dates, and a calendar beside it"
	wordsFlagOnly      = "only `MATERIAL`: screensavers, web-banners, social or inserts; repeats"
	wordsFlagMessage   = "only the message `ID`; repeats, or takes commas"
	wordsFlagPlacement = "only the placement `ID`; repeats, or takes commas"
	wordsFlagLook      = "the look `ID` in place of the campaign's own; repeats, or takes commas"
	wordsFlagJobs      = "make `N` pieces at the same time; else one for each core"
	wordsFlagDryRun    = "list what would be made, and write nothing"
	wordsFlagJSON      = "print the result as JSON"
	wordsFlagForce     = "make everything anew, and replace files that stand in the way"
	wordsFlagZip       = "also put every pack into a zip archive"
	wordsFlagPrint     = "also write every page for a printer, with 3 mm of bleed"
	wordsFlagMarks     = "with crop marks on the pages for a printer; implies --print"
	wordsFlagSheet     = "also put all pieces on contact-sheet.png and .html; of one placement for several brands, one sheet"
	wordsFlagSVG       = "also write every piece as SVG, for editing"
	wordsFlagAllow     = "let pieces with findings of `CODE` pass, and say so in the manifest; repeats"
	wordsFlagFormat    = "print findings as `FORM`: text, json or github; else text"
	wordsFlagHelp      = "show this"
	wordsFlagVerify    = "hold every file of the last packs against its checksum, and make damaged ones again"
	wordsFlagShard     = "make only part `I/N` of a network; else what the array job of a scheduler says"
	wordsFlagNetwork   = "start a network: a list of organisations in place of a brand"

	wordsFlagOnlyFailed = "make only the brands that failed, or weren't reached, in the last run"
	wordsFlagVerifyJobs = "read `N` packs at the same time; else one for each core"
	wordsFlagForceIndex = "replace an index.html that stands in the way"

	wordsLogos = `Logos go here, as SVG, PNG or JPEG. In network.csv, the column logo.file names that of an organisation:
logos/north.svg. The column logo.reversed names its version for dark grounds, where it has one.
`

	wordsExitCodes = `  0    done
  1    findings, or a pack that couldn't be made
  2    a mistake in the command or in a definition, or a place that can't be written
  3    some brands failed, the others are done
  130  interrupted`
)

// appHelp and commandHelp are templates of urfave/cli: examples come first.
const appHelp = `kic: ` + wordsAbout + `

EXAMPLES
` + wordsExamples + `

COMMANDS{{range .VisibleCommands}}
  {{printf "%-12s" .Name}}{{.Usage}}{{end}}

  kic COMMAND --help explains a command.

EXIT CODES
` + wordsExitCodes + `
`

const commandHelp = `{{.HelpName}}: {{.Usage}}

EXAMPLES
{{.Description}}
{{if .ArgsUsage}}
USAGE
  {{.HelpName}} [options] {{.ArgsUsage}}
{{end}}
OPTIONS
{{.UsageText}}`

// optionsHelp lists options with what they do: what is in back quotes there stands for a value.
func optionsHelp(flags []cli.Flag) string {
	var b strings.Builder
	for _, f := range flags {
		about := ""
		if d, ok := f.(cli.DocGenerationFlag); ok {
			about = d.GetUsage()
		}
		option := "--" + f.Names()[0]
		if _, value, ok := strings.Cut(about, "`"); ok {
			value, _, _ = strings.Cut(value, "`")
			option += " " + value
		}
		fmt.Fprintf(&b, "  %-18s %s\n", option, strings.ReplaceAll(about, "`", ""))
	}
	fmt.Fprintf(&b, "  %-18s %s\n", "--help", wordsFlagHelp)
	return b.String()
}

// maxLines is how many lines of mistakes are shown at once: about a screen.
const maxLines = 20

// tellError prints an error: each mistake on a line, no more than a screen of them.
func tellError(w io.Writer, err error) {
	if err == nil || err.Error() == "" {
		return
	}
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	tellLines(w, lines)
	if len(lines) > 1 {
		fmt.Fprintf(w, "kic: %s; nothing was written\n", count(len(lines), "mistake"))
	}
}

// tellLines prints no more than a screen of lines.
func tellLines[T any](w io.Writer, lines []T) {
	for i, line := range lines {
		if i == maxLines {
			fmt.Fprintf(w, "kic: and %d more\n", len(lines)-i)
			return
		}
		fmt.Fprintf(w, "kic: %v\n", line)
	}
}

// tellPack says in a sentence what became of a pack.
func tellPack(w io.Writer, p render.PackReport) {
	switch p.Status {
	case render.Made:
		fmt.Fprintf(w, "kic: %s: %s in %s: %s written, %d unchanged, %d removed\n",
			p.Name, count(p.Pieces, "piece"), p.Dir, count(len(p.Written), "file"), p.Kept, len(p.Removed))
	case render.Unchanged:
		fmt.Fprintf(w, "kic: %s: up to date, %s; nothing written\n", p.Name, count(p.Pieces, "piece"))
	case render.Planned:
		fmt.Fprintf(w, "kic: %s: would make %s in %s, %d are up to date; nothing written\n",
			p.Name, count(len(p.Written), "piece"), p.Dir, p.Kept)
	case render.Interrupted:
		fmt.Fprintf(w, "kic: %s: not finished; the last pack, if there was one, is as it was\n", p.Name)
	case render.Failed:
		tellLines(w, worstFirst(p.Findings))
		fmt.Fprintf(w, "kic: %s: no pack made; the last one, if there was one, is as it was\n", p.Name)
	case render.Refused:
		tellLines(w, strings.Split(p.Why, "\n"))
	}
}

// tellPassed says what was found in a pack that was made all the same.
func tellPassed(w io.Writer, p render.PackReport) {
	if n := len(p.Findings); n > 0 && p.Status == render.Made {
		fmt.Fprintf(w, "kic: %s: %s let pass; kic check shows them\n", p.Name, count(n, "finding"))
	}
}

// worstFirst are findings with those first that stop a build.
func worstFirst(found []render.Finding) []render.Finding {
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b render.Finding) int {
		return render.Errors([]render.Finding{b}) - render.Errors([]render.Finding{a})
	})
	return sorted
}

// tellOthers says what a selection left alone.
func tellOthers(w io.Writer, p render.PackReport) {
	if p.Others > 0 {
		fmt.Fprintf(w, "kic: %s: %s of an earlier run weren't selected and stay as they are\n", p.Name, count(p.Others, "piece"))
	}
}

// tellSheet says what became of a contact sheet over several brands.
func tellSheet(w io.Writer, report render.Report) {
	s := report.Sheet
	if s == nil {
		return
	}
	switch s.Status {
	case render.Made:
		fmt.Fprintf(w, "kic: the contact sheet of all brands is %s\n", s.Page)
	case render.Unchanged:
		fmt.Fprintf(w, "kic: the contact sheet %s is up to date\n", s.Page)
	case render.Refused:
		tellLines(w, strings.Split(s.Why, "\n"))
	}
}

// tellWhere says how to look at what was made.
func tellWhere(w io.Writer, p render.PackReport) {
	if p.Status.Done() {
		fmt.Fprintf(w, "kic: open %s in a browser to see it all\n", joined(p.Dir, "index.html"))
	}
}

func tellStart(w io.Writer, plan *render.Plan) {
	what := count(plan.Size(), "piece")
	if len(plan.Brands) == 1 {
		fmt.Fprintf(w, "kic: %s for %s\n", what, plan.Brands[0].Name)
		return
	}
	fmt.Fprintf(w, "kic: %s for %s\n", what, count(len(plan.Brands), "brand"))
}

// tellSum says how a network stands after a run.
func tellSum(w io.Writer, report render.Report, r *render.Results, out string) {
	made, kept := 0, 0
	for _, p := range report.Packs {
		switch p.Status {
		case render.Made:
			made++
		case render.Unchanged:
			kept++
		}
	}
	fmt.Fprintf(w, "kic: %s made, %d up to date; %d of %s done, as %s says\n",
		count(made, "brand"), kept, r.Brands.Done, count(r.Brands.Done+r.Brands.Failed+r.Brands.Open, "brand"), r.File(out))
	if r.Brands.Failed > 0 {
		fmt.Fprintf(w, "kic: when the %d that failed are mended, the same command with --only-failed makes them\n", r.Brands.Failed)
	}
}

func tellOpen(w io.Writer, open int) {
	fmt.Fprintf(w, "kic: %s not made; their last packs, if there were any, are as they were\n", count(open, "brand"))
}

func tellOnlyFailed(w io.Writer, n int) {
	if n == 0 {
		fmt.Fprintln(w, "kic: nothing failed last time")
	}
}

func tellShard(w io.Writer, s render.Shard, variable string) {
	fmt.Fprintf(w, "kic: shard %d of %d, as %s says; --shard 1/1 makes everything\n", s.Index, s.Count, variable)
}

// tellCollected says what shards come to.
func tellCollected(w io.Writer, c *render.Collection) {
	var wrong []string
	for _, one := range c.Results.Results {
		if one.Status == render.OutcomeFailed {
			wrong = append(wrong, one.Message)
		}
	}
	tellLines(w, c.Missing)
	tellLines(w, wrong)
	b := c.Results.Brands
	fmt.Fprintf(w, "kic: %d of %s done and every file of theirs verified\n", b.Done, count(c.Results.Network.Brands, "brand"))
}

func tellSample(w io.Writer) {
	fmt.Fprintln(w, "kic: this is a sample organisation, as there is no brand here; kic init starts your own")
}

func tellProgress(w io.Writer, done, total int) {
	fmt.Fprintf(w, "kic: %d of %s\n", done, count(total, "piece"))
}

func tellStopped(w io.Writer) { fmt.Fprintln(w, "kic: stopped; nothing half-made is left behind") }

func tellSome(w io.Writer, failed, all int) {
	fmt.Fprintf(w, "kic: %d of %s failed; the others are done\n", failed, count(all, "brand"))
}

func tellStarted(w io.Writer, dir string, network bool) {
	told, command := "your logo, colours and contacts into "+joined(dir, "brand", "brand.toml"), "kic build"
	if network {
		told, command = "your organisations into "+joined(dir, networkFile)+" and their logos beside it", "kic build --brand "+joined(networkFolder)
	}
	if dir != "." {
		command = "cd " + quoted(dir) + ", and there: " + command
	}
	fmt.Fprintf(w, "kic: put %s, then: %s\n", told, command)
}

// quoted is a path as any shell takes it, Windows' ones included.
func quoted(path string) string {
	if strings.ContainsAny(path, " &()'") {
		return `"` + path + `"`
	}
	return path
}

func tellChecked(w io.Writer, pieces, errors, findings int) {
	switch {
	case findings == 0:
		fmt.Fprintf(w, "kic: %s checked, no findings\n", count(pieces, "piece"))
	case errors == 0:
		fmt.Fprintf(w, "kic: %s checked, %s, none of which stops a build\n", count(pieces, "piece"), count(findings, "finding"))
	default:
		fmt.Fprintf(w, "kic: %s checked, %s, %s; kic list codes explains them\n", count(pieces, "piece"), count(errors, "error"), count(findings-errors, "other finding"))
	}
}

func errUnknownCommand(name, near string) error {
	if near != "" {
		return fmt.Errorf("there is no command %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("there is no command %q; kic --help shows all", name)
}

// errUsage tells what flag, under urfave/cli, says of a command line, in the way of all other errors here.
func errUsage(command string, flags []cli.Flag, err error) error {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !unknown {
		return fmt.Errorf("%w; %s --help shows the options", err, command)
	}
	if near := definition.Nearest(name, flagNames(flags)); near != "" {
		return fmt.Errorf("there is no option --%s; did you mean --%s?", strings.TrimLeft(name, "-"), near)
	}
	return fmt.Errorf("there is no option --%s; %s --help shows all", strings.TrimLeft(name, "-"), command)
}

func errExtra(command string, extra []string) error {
	return fmt.Errorf("%q is not understood; options start with --, and %s --help shows them", strings.Join(extra, " "), command)
}

func errOneOf(what, got string, names []string) error {
	if got == "" {
		return fmt.Errorf("say which %s: %s", what, strings.Join(names, ", "))
	}
	if near := definition.Nearest(got, names); near != "" {
		return fmt.Errorf("there is no %s %q; did you mean %q?", what, got, near)
	}
	return fmt.Errorf("there is no %s %q; use one of %s", what, got, strings.Join(names, ", "))
}

func errStart(got string) error {
	return fmt.Errorf("--start %q is not a day; write it like 2027-01-11", got)
}

func errJobs(n int) error { return fmt.Errorf("--jobs %d: make at least 1 piece at a time", n) }

func errShard(got string) error {
	return fmt.Errorf("--shard %s: say which part of how many, such as 2/4", got)
}

func errVariable(name, got string) error {
	return fmt.Errorf("%s is %q and not a number; use --shard", name, got)
}

func errShardCount(variable string) error {
	return fmt.Errorf("%s is set, so this is part of an array job, but nothing says of how many parts; set %s to their number, or use --shard", variable, shardsVariable)
}

func errShardRange(variable string, index, count int) error {
	return fmt.Errorf("%s is %d, which is none of %d parts; number the array from 0 without gaps, or use --shard", variable, index, count)
}

func errNoReport(out string) error {
	return fmt.Errorf("%s holds no report of an earlier run of a network, so nothing is known to have failed; leave out --only-failed", out)
}

func errNoBrand(path string) error {
	return fmt.Errorf("%s holds no brand.toml, no folder that holds one and no list (.csv); kic init writes one to start from", path)
}

func errMissing(what, path string) error {
	return fmt.Errorf("%s: there is no such %s; check the path", path, what)
}

func errExists(path string) error {
	return fmt.Errorf("%s is there already and was left as it is; choose another folder, or move it away", path)
}

var errNothing = errors.New("")

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
