package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"kic"
	"kic/brand"
)

func initCommand() *cli.Command {
	return &cli.Command{
		Name: "init", Usage: wordsInit, ArgsUsage: "[folder]", Description: wordsInitExamples,
		Flags: []cli.Flag{&cli.BoolFlag{Name: "network", Usage: wordsFlagNetwork}},
		Action: func(c *cli.Context) error {
			if c.NArg() > 1 {
				return errExtra("kic init", c.Args().Tail())
			}
			dir := c.Args().First()
			if dir == "" {
				dir = "."
			}
			files, err := startingFiles(c.Bool("network"))
			if err != nil {
				return err
			}
			written, err := start(filepath.Clean(dir), files)
			for _, name := range written {
				fmt.Fprintln(c.App.Writer, name)
			}
			if err == nil && len(written) < len(files) {
				tellKept(c.App.ErrWriter, filepath.Join(dir, campaignFile))
			}
			if err == nil {
				tellStarted(c.App.ErrWriter, filepath.Clean(dir), c.Bool("network"))
			}
			return err
		},
	}
}

// networkFolder is where a network starts: a list, with its logos beside it.
const networkFolder = "network"

var (
	networkFile  = filepath.Join(networkFolder, "network.csv")
	networkLogos = filepath.Join(networkFolder, "logos", "README.txt")
)

// file is one file to start with.
type file struct {
	name string // relative to the folder
	data []byte
}

// startingFiles are a campaign with a brand, or with a list of brands.
func startingFiles(network bool) ([]file, error) {
	files := []file{{campaignFile, kic.DefaultTOML()}}
	if network {
		return append(files, file{networkFile, brand.ListTemplate()}, file{networkLogos, []byte(wordsLogos)}), nil
	}
	template, err := brand.Template()
	for _, name := range slices.Sorted(maps.Keys(template)) {
		files = append(files, file{filepath.Join(brandFolder, name), template[name]})
	}
	return files, err
}

// start writes files into dir. It replaces nothing: a campaign that is there stays and gets its brand, and when one of
// the other files is there, it writes none.
func start(dir string, files []file) (written []string, err error) {
	var errs []error
	files = slices.DeleteFunc(slices.Clone(files), func(f file) bool { return f.name == campaignFile && isFile(filepath.Join(dir, f.name)) })
	for _, f := range files {
		if to := filepath.Join(dir, f.name); !isFree(to) {
			errs = append(errs, errExists(to))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for _, f := range files {
		to := filepath.Join(dir, f.name)
		if err := writeNew(to, f.data); err != nil {
			return written, fmt.Errorf("init: %w; choose a folder that you can write to", err)
		}
		written = append(written, to)
	}
	return written, nil
}

// isFree reports whether nothing has that name. What can't be looked at is found out when it is written.
func isFree(name string) bool {
	_, err := os.Lstat(name)
	return err != nil
}

func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
