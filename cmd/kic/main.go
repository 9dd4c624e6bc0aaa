// Kic makes a branded set of security-awareness materials from a campaign and a brand. "kic --help" leads on.
//
// Each command has a file of its name. All words of a run are in tell.go and errors.go, those of --help in help.go. The work is done by
// package kic/render.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"kic/render/definition"
)

// The exit codes. Scripts rely on them: they don't change.
const (
	exitDone        = 0   // done
	exitFindings    = 1   // findings, or a pack or a piece that couldn't be made
	exitUsage       = 2   // a mistake in the command or in a definition, or a place that can't be written
	exitSome        = 3   // of several brands some failed or lack pieces, the rest is done
	exitInterrupted = 130 // as shells report it
)

// memory is how much is taken before the program tidies up more often, in bytes. What the packs of a network have in
// common takes up to 256 MB of it.
const memory = 448 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	os.Exit(run(context.Background(), os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is the program: it takes what a process gets, and returns its exit code.
func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		if v := recover(); v != nil {
			tellBroken(stderr, fmt.Sprintf("kic %s, %s, %s/%s\npanic: %v\n\n%s", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, v, debug.Stack()))
			code = exitFindings
		}
	}()
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	stdout, stderr = screen{stdout}, screen{stderr}
	app := newApp(args, stdout, stderr)
	err := app.RunContext(ctx, optionsFirst(app, meant(args)))
	if ctx.Err() != nil {
		tellStopped(stderr)
		return exitInterrupted
	}
	tellError(stderr, err)
	return exitCode(err)
}

// endings are the signals that stop a run. A closed terminal is one of them, unless the program was started so as to
// outlive it, as with nohup.
func endings() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// meant takes what people type out of habit for what it stands for: "help", "help build" and "--version".
func meant(args []string) []string {
	if len(args) < 2 {
		return args
	}
	switch args[1] {
	case "help":
		return append(append([]string{args[0]}, args[2:]...), "--help")
	case "--version", "-v":
		return append([]string{args[0], "version"}, args[2:]...)
	}
	return args
}

// ended is an error with an exit code of its own. All others are mistakes of usage or in definitions.
type ended struct {
	code int
	error
}

func (e ended) Unwrap() error { return e.error }

func exitCode(err error) int {
	var e ended
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &e):
		return e.code
	}
	return exitUsage
}

// newApp is the program. args are what was typed, for messages to repeat.
func newApp(args []string, stdout, stderr io.Writer) *cli.App {
	app := &cli.App{
		Name:                      "kic",
		HelpName:                  "kic",
		Usage:                     wordsAbout,
		CustomAppHelpTemplate:     appHelp,
		EnableBashCompletion:      true,
		HideHelpCommand:           true,
		HideVersion:               true,
		DisableSliceFlagSeparator: true, // a brand's folder may have a comma in its name
		Writer:                    stdout,
		ErrWriter:                 stderr,
		ExitErrHandler:            func(*cli.Context, error) {}, // only main exits
		Commands: []*cli.Command{
			initCommand(), buildCommand(), collectCommand(), checkCommand(), listCommand(), schemaCommand(), completionCommand(), versionCommand(),
		},
	}
	app.Action = func(c *cli.Context) error {
		if c.Args().Present() {
			return errUnknownCommand(c.Args().First(), definition.Nearest(c.Args().First(), commandNames(app)))
		}
		return cli.ShowAppHelp(c)
	}
	app.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return errUsage("kic", nil, args, err) }
	for _, c := range app.Commands {
		flags := c.Flags
		c.CustomHelpTemplate, c.UsageText = commandHelp, optionsHelp(flags)
		c.HideHelpCommand = true
		c.Before = meaningful
		c.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return errUsage("kic "+c.Name, flags, args, err) }
	}
	return app
}

// optionsFirst puts a command's options before its other words, so that they may be given in any order, which urfave/cli
// doesn't allow by itself.
func optionsFirst(app *cli.App, args []string) []string {
	if len(args) < 3 || app.Command(args[1]) == nil || args[len(args)-1] == "--"+cli.BashCompletionFlag.Names()[0] {
		return args
	}
	takesValue := map[string]bool{}
	for _, f := range app.Command(args[1]).Flags {
		_, isSwitch := f.(*cli.BoolFlag)
		takesValue["--"+f.Names()[0]], takesValue["-"+f.Names()[0]] = !isSwitch, !isSwitch
	}
	options, words := args[:2:2], []string{}
	for i := 2; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "--":
			return append(append(append(options, "--"), words...), args[i+1:]...)
		case !strings.HasPrefix(arg, "-") || arg == "-":
			words = append(words, arg)
		default:
			options = append(options, arg)
			if takesValue[arg] && i+1 < len(args) {
				i++
				options = append(options, args[i])
			}
		}
	}
	return append(options, words...)
}

func flagNames(flags []cli.Flag) []string {
	names := []string{"help"}
	for _, f := range flags {
		names = append(names, f.Names()...)
	}
	return names
}

func commandNames(app *cli.App) []string {
	var names []string
	for _, c := range app.Commands {
		names = append(names, c.Name)
	}
	return names
}

// meaningful refuses options that say nothing: empty ones, as of a variable that isn't set, and less than one job.
func meaningful(c *cli.Context) error {
	var errs []error
	for _, f := range c.Command.Flags {
		name := f.Names()[0]
		if !c.IsSet(name) {
			continue
		}
		switch f.(type) {
		case *cli.StringFlag:
			errs = append(errs, notEmpty(name, c.String(name)))
		case *cli.StringSliceFlag:
			errs = append(errs, notEmpty(name, strings.Join(c.StringSlice(name), ",")))
		case *cli.IntFlag:
			if c.Int(name) < 1 {
				errs = append(errs, errTooFew(name, c.Int(name)))
			}
		}
	}
	return errors.Join(errs...)
}

func notEmpty(name, value string) error {
	if strings.Trim(value, " ,") == "" {
		return errEmptyOption(name)
	}
	return nil
}

// noArguments refuses words that no option has asked for.
func noArguments(c *cli.Context) error {
	if c.Args().Present() {
		return errExtra("kic "+c.Command.Name, c.Args().Slice())
	}
	return nil
}

func joined(parts ...string) string { return filepath.Join(parts...) }
