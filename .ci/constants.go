// Constants changes limits, distances and defaults one at a time, a little up and a little down, and reports every change that
// no test notices. A number that can move unnoticed is a promise that nobody holds.
//
//	go run .ci/constants.go [-packages render/pdf,brand] [-n 40] [-seed 1] [-max 10] [-time 3m] [-skip Regexp] [-list]
//
// It reads the Go files of each package, other than tests, and finds whole and broken numbers in declarations, in comparisons with
// < <= > >=, in min and max, as values of struct fields, and as what is assigned or returned. It leaves out 0, 1 and -1, 255 (a full
// channel), what is under 0.00001 (a guard against rounding), loop conditions, indexes, shift counts, numbers in hexadecimal or
// octal, and those that count with iota. A change is ±10 %, or ±1 for a whole number under 20; a comparison with a whole number also swaps < with <= and > with >=. A size such as 8<<20 changes as a
// whole.
//
// Of each package it tries n changes, drawn by the seed: the same seed tries the same changes. It runs the package's tests on each
// and, where these pass, the tests of packages that hold it (holders). No file is changed: go test gets the changed one as an
// overlay. A change that doesn't compile doesn't count. Numbers that are a matter of taste or memory are listed below, with the
// reason (free). Exit code: 0, or 1 when more than max per cent survive, or 2 when it can't work, as when tests fail unchanged.
//
// It is a nightly job: a change takes from 3 to 60 seconds, all packages with 40 changes about two hours on two cores.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// packages are those whose numbers are tried, the quick ones first.
var packages = []string{"render/pack", "render/plan", "render/piece", "render/prose", "render/pdf", "render/raster/png", "render/raster/jpeg",
	"render/colour", "render/text", "render/sheet", "fonts", "templates", "render/campaign", "render/gallery", "render/run",
	"render/definition", "brand", "render/check"}

// holders are further packages whose tests hold the numbers of a package.
var holders = map[string][]string{
	"fonts":              {"render/text"},
	"render/colour":      {"brand"},
	"render/gallery":     {"render/run"},
	"render/pack":        {"render/run"},
	"render/piece":       {"render/run"},
	"render/plan":        {"render/run"},
	"render/raster/jpeg": {"render/raster"},
	"render/raster/png":  {"render/raster"},
	"render/text":        {"render/layout"},
	"templates":          {"render/layout"},
}

// slow are tests that take long and hold no number that the others don't.
const slow = "^Test(NoBrandMakesABadPiece|EveryCellCanBeSet|ADraftWithAMistake|Every(String|List|Value)CanBe|InsertedValuesCanBe|EverySlipInEveryLine|MemoryDoesNotGrow)"

// free are numbers that may move, by package and name, and why.
var free = map[string]string{
	"fonts.load":                    "a guard: glyphs have numbers of 16 bits",
	"render/check.String":           "taste: how much of a text a message quotes",
	"render/check.blank 0.5":        "the middle of a pixel",
	"render/check.blankSide":        "memory and speed: the size of a picture to look at",
	"render/check.coarse":           "speed: when colours are put together",
	"render/check.contrast 0.005":   "rounding, so that 4.5:1 to two decimals is enough",
	"render/check.lost 0.005":       "rounding, so that 3:1 to two decimals is enough",
	"render/check.partWidth":        "a few letters, which need not be counted",
	"render/check.shotSide":         "memory and speed: the size of a picture to look at",
	"render/colour.leastChroma":     "rounding: under it a colour is grey",
	"render/definition.mistakes":    "stands for no line",
	"render/pack.rounds":            "a bound for programs that save without a pause",
	"render/pdf.decimals 3":         "of what is too flat to be seen",
	"render/pdf.descriptor":         "readers use it only for a font that isn't embedded",
	"render/pdf.forgetTime":         "the size of a table of fonts, which all have",
	"render/pdf.jpegQuality":        "taste",
	"render/pdf.limit":              "far beyond every page, and within what readers hold",
	"render/pdf.moveTo":             "small enough to be seen nowhere",
	"render/pdf.toUnicode":          "a block has up to 100 lines, and fewer do as well",
	"render/prose.most":             "the standard's most; shorter lines are as good",
	"render/raster/jpeg.edges":      "room to begin with, which grows",
	"render/raster/png.Join":        "speed against bytes: which of two ways is taken",
	"render/raster/png.aFilter":     "bytes: a guess of a price",
	"render/raster/png.aLiteral":    "bytes: a guess of a price",
	"render/raster/png.aRun":        "bytes: a guess of a price",
	"render/raster/png.anEdge":      "bytes: a guess of a price",
	"render/raster/png.blockTokens": "bytes: how often the code changes",
	"render/raster/png.longEnough":  "speed: when to stop looking",
	"render/raster/png.many":        "memory to begin with",
	"render/raster/png.maxTallies":  "a bound of work",
	"render/raster/png.stripPixels": "memory",
	"render/raster/png.trialBands":  "speed: the size of a sample",
	"render/raster/png.trialRows":   "speed: the size of a sample",
	"render/raster/png.usual":       "bytes: a guess of a price",
	"render/raster/png.usualLevel":  "speed, against a few bytes",
}

// A change replaces the bytes of a file from start to end.
type change struct {
	file       string
	line       int
	name       string // of the declaration or function that the number is in
	start, end int
	old, new   string
}

type options struct {
	n    int
	seed uint64
	time time.Duration
	skip string
	list bool
	work string // a folder of its own
}

func main() {
	log.SetFlags(0)
	var o options
	chosen := flag.String("packages", strings.Join(packages, ","), "folders of packages, with commas between")
	most := flag.Float64("max", 10, "per cent of the changes that may survive")
	flag.IntVar(&o.n, "n", 40, "changes to try in each package")
	flag.Uint64Var(&o.seed, "seed", 1, "which changes are tried")
	flag.DurationVar(&o.time, "time", 3*time.Minute, "longest run of one package's tests")
	flag.StringVar(&o.skip, "skip", slow, "tests to leave out, as for go test")
	flag.BoolVar(&o.list, "list", false, "list the changes and try none")
	flag.Parse()
	tried, survived, err := tryAll(strings.Split(*chosen, ","), o)
	if err != nil {
		log.Print(err)
		os.Exit(2)
	}
	share := 100 * float64(survived) / float64(max(tried, 1))
	fmt.Printf("total: %d changes tried, %d survived: %.1f %%\n", tried, survived, share)
	if share > *most {
		log.Printf("more than %g %% survived: write tests that fail when these numbers move", *most)
		os.Exit(1)
	}
}

func tryAll(chosen []string, o options) (tried, survived int, err error) {
	if o.work, err = os.MkdirTemp("", "constants"); err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(o.work)
	for _, pkg := range chosen {
		t, s, err := try(pkg, o)
		if err != nil {
			return 0, 0, fmt.Errorf("%s: %w", pkg, err)
		}
		tried, survived = tried+t, survived+s
	}
	return tried, survived, nil
}

// try tries the changes of one package.
func try(pkg string, o options) (tried, survived int, err error) {
	all, err := changes(pkg)
	if err != nil {
		return 0, 0, err
	}
	total := len(all)
	rand.New(rand.NewPCG(o.seed, 0)).Shuffle(total, func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:min(total, o.n)]
	slices.SortFunc(all, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.start, b.start), cmp.Compare(a.new, b.new))
	})
	if o.list {
		for _, c := range all {
			fmt.Println(c)
		}
		return 0, 0, nil
	}
	for _, tested := range append([]string{pkg}, holders[pkg]...) {
		if said, err := test(tested, "", o); err != nil {
			return 0, 0, fmt.Errorf("the tests of %s fail before anything is changed: %w\n%s", tested, err, said)
		}
	}
	for _, c := range all {
		compiled, failed, err := tell(pkg, c, o)
		switch {
		case err != nil:
			return 0, 0, err
		case !compiled:
			continue
		case !failed:
			fmt.Println(c, "survives")
			survived++
		}
		tried++
	}
	fmt.Printf("%s: %d of %d changes tried, %d survived\n", pkg, tried, total, survived)
	return tried, survived, nil
}

func (c change) String() string {
	return fmt.Sprintf("%s:%d: %s: %s -> %s", c.file, c.line, c.name, c.old, c.new)
}

// tell reports whether a changed package compiles, and whether a test fails on it.
func tell(pkg string, c change, o options) (compiled, failed bool, err error) {
	source, err := os.ReadFile(c.file)
	if err != nil {
		return false, false, err
	}
	name, err := filepath.Abs(c.file)
	if err != nil {
		return false, false, err
	}
	changed, overlay := filepath.Join(o.work, "changed.go"), filepath.Join(o.work, "overlay.json")
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{name: changed}})
	if err != nil {
		return false, false, err
	}
	if err := os.WriteFile(changed, slices.Concat(source[:c.start], []byte(c.new), source[c.end:]), 0o600); err != nil {
		return false, false, err
	}
	if err := os.WriteFile(overlay, replace, 0o600); err != nil {
		return false, false, err
	}
	for _, tested := range append([]string{pkg}, holders[pkg]...) {
		if said, err := test(tested, overlay, o); err != nil {
			return !strings.Contains(said, "[build failed]") && !strings.Contains(said, "[setup failed]"), true, nil
		}
	}
	return true, false, nil
}

// test runs the tests of a package and returns what they say.
func test(pkg, overlay string, o options) (said string, err error) {
	args := []string{"test", "-failfast", "-vet=off", "-timeout", o.time.String(), "-skip", o.skip}
	if overlay != "" {
		args = append(args, "-overlay", overlay)
	}
	out, err := exec.Command("go", append(args, "./"+pkg)...).CombinedOutput()
	return string(out), err
}

// changes lists what can be changed in a package, but for what is free.
func changes(pkg string) ([]change, error) {
	names, err := filepath.Glob(filepath.Join(pkg, "*.go"))
	if err != nil {
		return nil, err
	}
	f := finder{pkg: pkg, files: token.NewFileSet(), whole: map[string]bool{}, unused: map[string]bool{}}
	var parsed []*ast.File
	for _, name := range names {
		here, err := build.Default.MatchFile(pkg, filepath.Base(name)) // whether this system compiles it
		if err != nil {
			return nil, err
		}
		if !here || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(f.files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, file)
		f.noteWhole(file)
	}
	if len(parsed) == 0 {
		return nil, fmt.Errorf("no Go files")
	}
	for name := range free {
		if strings.HasPrefix(name, pkg+".") {
			f.unused[name] = true
		}
	}
	for _, file := range parsed {
		f.read(file)
	}
	for name := range f.unused {
		return nil, fmt.Errorf("free lists %s, which isn't there", name)
	}
	return f.found, nil
}

// A finder collects the changes of one package.
type finder struct {
	pkg    string
	files  *token.FileSet
	whole  map[string]bool // constants that are whole numbers
	unused map[string]bool // names in free that haven't been met
	found  []change
}

func (f *finder) noteWhole(file *ast.File) {
	for _, d := range file.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.CONST {
			continue
		}
		for _, s := range decl.Specs {
			for i, v := range s.(*ast.ValueSpec).Values {
				plain := true
				ast.Inspect(v, func(n ast.Node) bool {
					lit, isLit := n.(*ast.BasicLit)
					_, isSum := n.(*ast.BinaryExpr)
					plain = plain && (n == nil || isSum || isLit && lit.Kind == token.INT)
					return plain
				})
				f.whole[s.(*ast.ValueSpec).Names[i].Name] = plain
			}
		}
	}
}

// read collects the changes of a file.
func (f *finder) read(file *ast.File) {
	var path []ast.Node // from the file to n
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return false
		}
		path = append(path, n)
		switch n := n.(type) {
		case *ast.BasicLit:
			if held(path) {
				for _, to := range moved(n) {
					f.add(path, n.Pos(), n.End(), n.Value, to)
				}
			}
		case *ast.BinaryExpr:
			other := map[token.Token]string{token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">"}[n.Op]
			if other != "" && !loops(path) && (f.isWhole(n.X) || f.isWhole(n.Y)) {
				f.add(path, n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), n.Op.String(), other)
			}
			if was := size(n); was != "" && held(path) {
				f.add(path, n.Pos(), n.End(), was, "("+was+")/10*11")
				f.add(path, n.Pos(), n.End(), was, "("+was+")/10*9")
			}
		}
		return true
	})
}

// add adds a change of the bytes from one place to another, unless they are free.
func (f *finder) add(path []ast.Node, from, to token.Pos, was, becomes string) {
	name := owner(path)
	for _, listed := range []string{f.pkg + "." + name, f.pkg + "." + name + " " + was} {
		if _, ok := free[listed]; ok {
			delete(f.unused, listed)
			return
		}
	}
	at, end := f.files.Position(from), f.files.Position(to)
	f.found = append(f.found, change{at.Filename, at.Line, name, at.Offset, end.Offset, was, becomes})
}

// isWhole reports whether a side of a comparison is a whole number other than 0 and 1, or the name of one.
func (f *finder) isWhole(side ast.Expr) bool {
	switch side := side.(type) {
	case *ast.BasicLit:
		return side.Kind == token.INT && side.Value != "0" && side.Value != "1"
	case *ast.Ident:
		return f.whole[side.Name]
	}
	return false
}

// moved are the values a little above and below a number.
func moved(lit *ast.BasicLit) []string {
	digits := strings.ReplaceAll(lit.Value, "_", "")
	switch lit.Kind {
	case token.INT:
		n, err := strconv.ParseInt(digits, 10, 64) // not hexadecimal, nor 0755, which is octal
		if err != nil || n < 2 || n == 255 || digits[0] == '0' {
			return nil
		}
		step := int64(1)
		if n >= 20 {
			step = (n + 5) / 10
		}
		return []string{strconv.FormatInt(n+step, 10), strconv.FormatInt(n-step, 10)}
	case token.FLOAT:
		v, err := strconv.ParseFloat(digits, 64)
		if err != nil || math.Abs(v) < 1e-5 {
			return nil
		}
		return []string{strconv.FormatFloat(v*1.1, 'g', 8, 64), strconv.FormatFloat(v*0.9, 'g', 8, 64)}
	}
	return nil
}

// size is the text of a number of KiB or MiB, as in 8<<20; empty for all else.
func size(n *ast.BinaryExpr) string {
	many, ok := n.X.(*ast.BasicLit)
	shift, isNumber := n.Y.(*ast.BasicLit)
	if n.Op != token.SHL || !ok || !isNumber || many.Kind != token.INT {
		return ""
	}
	if by, err := strconv.Atoi(shift.Value); err != nil || by < 10 || by > 40 {
		return ""
	}
	return many.Value + "<<" + shift.Value
}

// held reports whether the number at the end of the path is a limit, a distance or a default, by what it stands in.
func held(path []ast.Node) bool {
	lit, _ := path[len(path)-1].(*ast.BasicLit)
	broken := lit != nil && lit.Kind == token.FLOAT
	direct := true // not yet part of a sum
	for i := len(path) - 2; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.ParenExpr, *ast.UnaryExpr, *ast.KeyValueExpr:
		case *ast.BinaryExpr:
			switch n.Op {
			case token.ADD, token.SUB, token.MUL, token.QUO:
				direct = false
			case token.LSS, token.LEQ, token.GTR, token.GEQ:
				return !loops(path)
			default:
				return false
			}
		case *ast.CallExpr:
			name, ok := n.Fun.(*ast.Ident)
			return ok && n.Fun != path[i+1] && (name.Name == "min" || name.Name == "max")
		case *ast.ValueSpec:
			return !counts(path[:i]) && n.Type != path[i+1]
		case *ast.CompositeLit:
			return fields(n)
		case *ast.AssignStmt:
			return (broken || direct && (n.Tok == token.ASSIGN || n.Tok == token.DEFINE)) && !loops(path)
		case *ast.ReturnStmt:
			return broken || direct
		default:
			return false
		}
	}
	return false
}

// loops reports whether a path leads through the header of a loop.
func loops(path []ast.Node) bool {
	for i, n := range path[:len(path)-1] {
		if loop, ok := n.(*ast.ForStmt); ok && loop.Body != path[i+1] {
			return true
		}
	}
	return false
}

// counts reports whether a declaration uses iota.
func counts(path []ast.Node) bool {
	found := false
	ast.Inspect(path[len(path)-1], func(n ast.Node) bool {
		name, ok := n.(*ast.Ident)
		found = found || ok && name.Name == "iota"
		return !found
	})
	return found
}

// fields reports whether a composite literal has fields, rather than being a list or a table of numbers.
func fields(n *ast.CompositeLit) bool {
	switch n.Type.(type) {
	case *ast.ArrayType, *ast.MapType:
		return false
	}
	return true
}

// owner is the name of the innermost declaration that a path leads through: of a constant, a variable or a function.
func owner(path []ast.Node) string {
	for i, n := range slices.Backward(path) {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for j, v := range n.Values {
				if i+1 < len(path) && v == path[i+1] {
					return n.Names[j].Name
				}
			}
		case *ast.FuncDecl:
			return n.Name.Name
		}
	}
	return ""
}
