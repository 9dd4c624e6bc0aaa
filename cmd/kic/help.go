package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"kic/templates"
)

// What --help prints. What a run says stands in tell.go.

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
  kic build --brand network.csv --only-failed      once fixed, those that failed last time
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
	wordsCollect    = "combine the shards of a network: verify every file, and say what is missing"
	wordsCheck      = "find what doesn't fit or can't be read, and write nothing"
	wordsInit       = "start: write a campaign.toml and a brand folder that build at once"
	wordsList       = "show the placements, messages, looks, fonts, brands or codes of findings"
	wordsSchema     = "print a JSON Schema of campaign.toml or brand.toml, for editors"
	wordsCompletion = "print a script that completes commands in bash, zsh, fish or PowerShell"
	wordsVersion    = "print the version"

	wordsFlagCampaign  = "read the campaign from `FILE` (default: ./campaign.toml, or the built-in one)"
	wordsFlagBrand     = "the `FOLDER` of a brand, a folder of them, or a list (.csv); repeats (default: ./brand, or a sample)"
	wordsFlagOut       = "put the packs into `FOLDER` (default: ./out)"
	wordsFlagStart     = "the campaign starts on `DAY`, such as 2027-01-11: its plan gets dates, and a calendar beside it"
	wordsFlagMessage   = "only the message `ID`; repeats, or takes commas"
	wordsFlagPlacement = "only the placement `ID`; repeats, or takes commas"
	wordsFlagLook      = "the look `ID` in place of the campaign's own; repeats, or takes commas"
	wordsFlagJobs      = "make `N` pieces at the same time (default: one for each core)"
	wordsFlagDryRun    = "list what would be made, and write nothing"
	wordsFlagJSON      = "print the result as JSON"
	wordsFlagForce     = "make everything again, and put aside what stands in the way"
	wordsFlagZip       = "also put every pack into a zip archive"
	wordsFlagPrint     = "also write every page for a printer, with 3 mm of bleed"
	wordsFlagMarks     = "with crop marks on the pages for a printer; implies --print"
	wordsFlagSheet     = "also write contact-sheet.png, .html and .pdf with all pieces, and contact-sheet-2 and so on where they are many; for one placement and several brands, one over all brands"
	wordsFlagSVG       = "also write every piece as SVG, for editing"
	wordsFlagAllow     = "allow findings of `CODE`, and note them in the manifest; repeats"
	wordsFlagFormat    = "print findings as `FORM`: text, json or github (default: text)"
	wordsFlagHelp      = "show this"
	wordsFlagVerify    = "compare every file of the last packs with its checksum, and make damaged ones again"
	wordsFlagShard     = "make only part `I/N` of a network (default: the part that a scheduler's array job sets)"
	wordsFlagNetwork   = "start a network: a list of organisations in place of a brand"

	wordsFlagOnlyFailed = "make only the brands that failed, lack pieces, or weren't reached, in the last run"
	wordsFlagVerifyJobs = "read `N` packs at the same time (default: one for each core)"
	wordsFlagForceIndex = "put aside an index.html that stands in the way"

	wordsLogos = `Logos go here, as SVG, PNG or JPEG. In network.csv, the column logo.file names that of an organisation:
logos/north.svg. The column logo.reversed names its version for dark grounds, where it has one.
`

	wordsExitCodes = `  0    done
  1    findings, or a pack or a piece that couldn't be made; all other pieces are there
  2    a mistake in the command or in a definition, or a place that can't be written
  3    of several brands some failed or lack pieces; all the rest is done
  130  interrupted`
)

// wordsFlagOnly names the materials as the templates have them.
func wordsFlagOnly() string {
	var ids []string
	for _, f := range templates.Families() {
		ids = append(ids, string(f.ID))
	}
	last := len(ids) - 1
	return "only `MATERIAL`: " + strings.Join(ids[:last], ", ") + " or " + ids[last] + "; repeats"
}

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
