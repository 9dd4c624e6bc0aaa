package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/urfave/cli/v2"

	"kic/render/definition"
)

// Why a command line, or what it names, can't be used, and what to do about it.

func errUnknownCommand(name, near string) error {
	if near != "" {
		return fmt.Errorf("there is no command %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("there is no command %q; kic --help shows all", name)
}

// slips are what flag says of a value, and what is said here in its place.
var slips = []struct {
	pattern *regexp.Regexp
	words   string
}{
	{regexp.MustCompile(`^flag needs an argument: -+(\S+)$`), "--$1 needs a value"},
	{regexp.MustCompile(`^invalid value (".*") for flag -+(\S+): .*$`), "--$2 $1 is not a number"},
	{regexp.MustCompile(`^invalid boolean value ".*" for -+(\S+): .*$`), "--$1 takes no value"},
}

// errUsage tells what flag, under urfave/cli, says of a command line, in the way of all other errors here. args are what
// was typed.
func errUsage(command string, flags []cli.Flag, args []string, err error) error {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !unknown {
		said := err.Error()
		for _, s := range slips {
			said = s.pattern.ReplaceAllString(said, s.words)
		}
		return fmt.Errorf("%s; %s --help shows the options", said, command)
	}
	name = strings.TrimLeft(name, "-")
	typed := shown(asTyped(name, args))
	if near := definition.Nearest(name, flagNames(flags)); near != "" {
		return fmt.Errorf("there is no option %s; did you mean --%s?", typed, near)
	}
	return fmt.Errorf("there is no option %s; %s --help shows all", typed, command)
}

// asTyped is an option with the hyphens that it was typed with.
func asTyped(name string, args []string) string {
	for _, arg := range args {
		option, _, _ := strings.Cut(arg, "=")
		if strings.HasPrefix(option, "-") && strings.TrimLeft(option, "-") == name {
			return option
		}
	}
	return "--" + name
}

func errExtra(command string, extra []string) error {
	return fmt.Errorf("%q is not understood; options start with --, and %s --help shows them", definition.Short(strings.Join(extra, " ")), command)
}

func errOneOf(what, got string, names []string) error {
	if got == "" {
		return fmt.Errorf("say which %s: %s", what, strings.Join(names, ", "))
	}
	if meant := definition.Suggest(got, names); meant != "" {
		return fmt.Errorf("there is no %s %q; %s", what, definition.Short(got), meant)
	}
	return fmt.Errorf("there is no %s %q; use one of %s", what, definition.Short(got), strings.Join(names, ", "))
}

func errBrandPlace(out, dir string) error {
	return fmt.Errorf("--out %s: %s is the folder of a brand; choose another for the packs", shown(out), shown(dir))
}

func errPackPlace(out, pack string) error {
	return fmt.Errorf("--out %s: a pack would take over %s, which holds what it is made from; choose another folder", shown(out), shown(pack))
}

func errStart(got string) error {
	return fmt.Errorf("--start %q is not a day; write it like 2027-01-11", definition.Short(got))
}

func errTooFew(option string, n int) error { return fmt.Errorf("--%s %d: say at least 1", option, n) }

func errEmptyOption(option string) error {
	return fmt.Errorf("--%s is empty; give it a value, or leave it out", option)
}

func errShard(got string) error {
	return fmt.Errorf("--shard %s: say which part of how many, such as 2/4", shown(definition.Short(got)))
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
	return fmt.Errorf("%s holds no report of an earlier run of a network, so nothing is known to have failed; leave out --only-failed", shown(out))
}

func errNoBrand(path string) error {
	return fmt.Errorf("%s holds no brand.toml, no folder that holds one and no list (.csv); kic init writes one to start from", shown(path))
}

func errNotBrand(path string) error {
	return fmt.Errorf("%s is neither a folder nor a brand.toml nor a list (.csv); name one of these", shown(path))
}

func errMisnamed(path, base string) error {
	remedy := "rename it to " + base
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case ending == ".toml" && base == campaignFile:
		remedy += ", or name it with --campaign"
	case ending != ".toml" && ending != ".txt":
		remedy = "save it as plain text, under the name " + base
	}
	return fmt.Errorf("%s: isn't read under this name; %s", shown(path), remedy)
}

func errNoBrandHere(here string, nearby []string) error {
	remedy := "kic init starts one here, and --brand names one that lies elsewhere"
	if len(nearby) > 0 {
		remedy = "did you mean --brand " + quoted(nearby[0])
		for _, other := range nearby[1:min(len(nearby), 3)] {
			remedy += " or --brand " + quoted(other)
		}
		remedy += "?"
	}
	return fmt.Errorf("there is no brand in %s: looked for brand/brand.toml, brand/*/brand.toml and brand/*.csv; %s", shown(here), remedy)
}

func errBrandHere(here string) error {
	return fmt.Errorf("%s is the folder of a brand, and kic looks for it in a folder called brand; go to the folder above (cd ..), or say --brand . here", shown(here))
}

func errElsewhere(here, project string) error {
	return fmt.Errorf("%s has no campaign.toml and no brand, but %s has; go there first (cd %s)", shown(here), shown(project), quoted(shown(project)))
}

func errMissing(what, path string) error {
	return fmt.Errorf("%s: there is no such %s; check the path", shown(path), what)
}

func errExists(path string) error {
	return fmt.Errorf("%s is there already and was left as it is; choose another folder, or move it away", shown(path))
}

var errNothing = errors.New("")
