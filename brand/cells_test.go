package brand

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"kic/render/definition"
)

// oddList has cells of every kind, with "|" for what parts them.
const oddList = `Name|contact.helpdesk|slug|"fields.site"|` + `
North Example|01632 960 123|north|Ward 1|note
"South “Example”"|"one
two"|"south"||
"all"|"in quotes"|""|"yes"
||||

  padded  | x |"a ""b"""|"|"
short
Müller – Heim|é|e|f
last|row`

// lists are oddList in every form that is read, by name.
func oddLists() map[string][]byte {
	forms := map[string][]byte{}
	for _, comma := range []string{",", ";", "\t"} {
		for _, eol := range []string{"\n", "\r\n"} {
			for _, end := range []string{"", eol} {
				text := strings.NewReplacer("|", comma, "\n", eol).Replace(oddList) + end
				name := fmt.Sprintf("%q %q %q ", comma, eol, end)
				forms[name+"UTF-8"] = []byte(text)
				forms[name+"UTF-8 with a mark"] = []byte("\ufeff" + text)
				forms[name+"sep="] = []byte("sep=" + comma + eol + text)
				forms[name+"Windows-1252"], _ = charmap.Windows1252.NewEncoder().Bytes([]byte(text))
				little, big := []byte("\xff\xfe"), []byte("\xfe\xff")
				for _, u := range utf16.Encode([]rune(text)) {
					little = append(little, byte(u), byte(u>>8))
					big = append(big, byte(u>>8), byte(u))
				}
				forms[name+"UTF-16"], forms[name+"UTF-16, big end first"] = little, big
			}
		}
	}
	return forms
}

// grid is what a list says, as the reader of lists reads it.
func grid(t testing.TB, data []byte) (rows []record) {
	t.Helper()
	table, err := newTable(data)
	if err != nil {
		t.Fatal(err)
	}
	for r, _, ok := table.read(); ok; r, _, ok = table.read() {
		rows = append(rows, r)
	}
	return rows
}

var awkwardCells = []string{"", "plain", `"`, `a "b"`, "a,b;c\td", "a\nb", "a\r\nb", "\r", " spaced ", "é “x” –", "sep=;", `""`, "=1+1"}

// checkCell holds that two lists say the same but for one cell, as the reader of lists reads it.
func checkCell(t testing.TB, before, after []byte, row, column int, value string) {
	t.Helper()
	a, b := grid(t, before), grid(t, after)
	if len(a) != len(b) {
		t.Fatalf("%d rows, then %d: %q", len(a), len(b), after)
	}
	for i := range a {
		want := strings.Join(a[i].cells, "|")
		if a[i].row == row {
			cells := append(append([]string{}, a[i].cells...), make([]string, max(0, column+1-len(a[i].cells)))...)
			cells[column] = strings.Join(strings.Fields(value), " ")
			want = strings.Join(cells, "|")
		}
		if got := strings.Join(b[i].cells, "|"); got != want || a[i].row != b[i].row {
			t.Fatalf("row %d reads %q, then %q, want %q", a[i].row, a[i].cells, got, want)
		}
	}
}

func TestEveryCellCanBeSetAndNothingElseChanges(t *testing.T) {
	columns := []string{"name", "contact.helpdesk", "SLUG", "site"}
	for name, list := range oddLists() {
		t.Run(name, func(t *testing.T) {
			for _, r := range grid(t, list)[1:] {
				for i, column := range columns {
					for k := range 3 { // of each cell; over all cells and forms each value comes up often
						value := awkwardCells[(len(name)*r.row+5*i+4*k)%len(awkwardCells)]
						got, err := SetCells("list.csv", list, Cell{r.row, column, value})
						if err != nil {
							t.Fatalf("row %d, %s, %q: %v", r.row, column, value, err)
						}
						checkCell(t, list, got, r.row, i, value)
						if i >= len(r.cells) {
							continue
						}
						// Whatever the cell said, once it says the same again the lists are the same, byte by byte.
						const one = "first mark"
						a, _ := SetCells("list.csv", got, Cell{r.row, column, one})
						b, _ := SetCells("list.csv", list, Cell{r.row, column, one})
						if unquoted(a) != unquoted(b) {
							t.Fatalf("row %d, %s: %q differs from %q", r.row, column, a, b)
						}
					}
				}
			}
		})
	}
}

// unquoted is a list without the quotes round "first mark", which a cell may keep from what it said before.
func unquoted(list []byte) string {
	text := string(bytes.ReplaceAll(list, []byte{0}, nil))
	return strings.ReplaceAll(text, `"first mark"`, "first mark")
}

func TestACellKeepsItsStyle(t *testing.T) {
	const list = "name,slug,site\r\nA,a,\r\n\"B\",\"b\",\r\nC\r\n\"D\"\r\n"
	for _, c := range []struct {
		cell Cell
		want string
	}{
		{Cell{2, "slug", "x"}, "A,x,\r\n"},
		{Cell{2, "site", "x"}, "A,a,x\r\n"},
		{Cell{2, "slug", "x,y"}, "A,\"x,y\",\r\n"},
		{Cell{3, "slug", "x"}, "\"B\",\"x\",\r\n"},
		{Cell{3, "site", "x"}, "\"B\",\"b\",\"x\"\r\n"},
		{Cell{3, "site", "a \"b\"\r\nc"}, "\"B\",\"b\",\"a \"\"b\"\"\nc\"\r\n"},
		{Cell{4, "site", "x"}, "C,,x\r\n"},
		{Cell{4, "site", ""}, "C,,\r\n"},
		{Cell{5, "site", "x"}, "\"D\",,\"x\"\r\n"},
	} {
		got, err := SetCells("l", []byte(list), c.cell)
		rows := strings.SplitAfter(list, "\r\n")
		rows[c.cell.Row-1] = c.want
		if want := strings.Join(rows, ""); err != nil || string(got) != want {
			t.Errorf("%+v: %q, %v; want %q", c.cell, got, err, want)
		}
	}
	got, err := SetCells("l", []byte(list), Cell{4, "site", "x"}, Cell{2, "name", "Z"}, Cell{4, "slug", "y"}, Cell{2, "name", "Y"})
	if want := strings.NewReplacer("A,a", "Y,a", "C", "C,y,x").Replace(list); err != nil || string(got) != want {
		t.Errorf("several: %q, %v; want %q", got, err, want)
	}
	if got, err := SetCells("l", []byte("name\nA\nB\n"), Cell{2, "name", ""}); err != nil || string(got) != "name\n\"\"\nB\n" {
		t.Errorf("the only cell of a row: %q, %v", got, err)
	}
}

func TestCellsThatCannotBeSetAreAllTold(t *testing.T) {
	windows, _ := charmap.Windows1252.NewEncoder().Bytes([]byte("name,slug,slug\nÉ,a,b\n\"x\ny,c\n"))
	list := bytes.Clone(windows)
	got, err := SetCells("list.csv", list, Cell{2, "name", "Tŷ"}, Cell{2, "slug", "x"}, Cell{2, "nane", "x"}, Cell{1, "name", "x"}, Cell{9, "name", "x"},
		Cell{3, "name", "x"}, Cell{2, "name", "a\x00"}, Cell{2, "name", "\xff"}, Cell{2, "", "x"})
	problems, rest := definition.Collect(err)
	if got != nil || rest != nil || len(problems) != 9 || !bytes.Equal(list, windows) {
		t.Fatalf("got %q, %v", got, err)
	}
	for _, want := range []string{`list.csv:2: name: the list's encoding has no letter 'ŷ'; save the list as "CSV UTF-8`, "list.csv:2: slug: is the name of two columns",
		"list.csv:2: nane: there is no such column", "list.csv:1: name: row 1 names the columns", "list.csv: name: there is no row 9", "list.csv:3: name: has a quote that is not closed",
		"holds a zero byte", "is not UTF-8"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("lacks %q:\n%v", want, err)
		}
	}
	// In these bytes of Windows-1252 the new letters would make the list UTF-8.
	if got, err := SetCells("l", []byte("name,slug\n\xc3,a\n"), Cell{2, "name", "Ã©"}); err == nil || !strings.Contains(err.Error(), "more than these cells would change") {
		t.Errorf("got %q, %v", got, err)
	}
	for _, data := range []string{"", "PK\x03\x04", "a\x00b"} {
		if _, err := SetCells("l", []byte(data), Cell{2, "name", "x"}); err == nil {
			t.Errorf("%q was accepted", data)
		}
	}
}

func FuzzSetCells(f *testing.F) {
	f.Add([]byte("name;slug\nA;a\n\"B\n\";b\n"), uint8(0), uint8(1), "x;\"y\"")
	f.Add([]byte("sep=\t\nname\tslug\n\"A\nB\"\tc\n\"\n"), uint8(1), uint8(0), "é")
	f.Add([]byte("\xff\xfen\x00a\x00m\x00e\x00\n\x00\x3d\xd8\x00\xde\r\x00\n\x00"), uint8(0), uint8(0), "\U0001F511\n")
	f.Add([]byte("name,slug\n\xe9,\xff\n"), uint8(0), uint8(1), "–")
	f.Add([]byte("name\r\n\r\nA\r"), uint8(0), uint8(0), "")
	f.Fuzz(func(t *testing.T, data []byte, row, column uint8, value string) {
		table, err := newTable(data)
		if err != nil {
			return
		}
		head, ok := table.next()
		at := table.next
		r, ok2 := at()
		for range row {
			if next, more := at(); more {
				r = next
			}
		}
		if !ok || !ok2 || head.err != nil {
			return
		}
		i := int(column) % len(head.cells)
		was := bytes.Clone(data)
		got, err := SetCells("l", data, Cell{r.row, head.cells[i], value})
		if !bytes.Equal(was, data) {
			t.Fatal("the list was changed")
		}
		if err == nil {
			checkCell(t, data, got, r.row, i, value)
		} else if problems, rest := definition.Collect(err); rest != nil || len(problems) != 1 {
			t.Fatalf("the error is %v", err)
		}
	})
}

func ExampleSetCells() {
	list := "name;contact.helpdesk\r\nNorth Example;01632 960 123\r\nSouth Example;\r\n"
	out, err := SetCells("network.csv", []byte(list), Cell{Row: 3, Column: "contact.helpdesk", Value: "01632 960 456; ask for IT"})
	fmt.Printf("%q\n%v\n", out, err)
	// Output:
	// "name;contact.helpdesk\r\nNorth Example;01632 960 123\r\nSouth Example;\"01632 960 456; ask for IT\"\r\n"
	// <nil>
}
