package prose

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// table writes rows as CSV that every spreadsheet opens as it is: UTF-8 with a byte order mark, without which Excel takes
// it for Windows-1252, lines that end in CR LF, and no cell that would be taken for a formula.
func table(rows [][]string) []byte {
	var out bytes.Buffer
	out.WriteString("\uFEFF")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = inert(cell)
		}
		// A bytes.Buffer takes everything: there is no error to see to.
		_ = w.Write(cells)
	}
	w.Flush()
	return out.Bytes()
}

// inert puts an apostrophe before what a spreadsheet would run as a formula. The full-width forms count too: Excel
// takes them for the plain ones where the system's language is Chinese, Japanese or Korean.
func inert(cell string) string {
	if strings.IndexFunc(cell, func(r rune) bool { return strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) }) == 0 {
		return "'" + cell
	}
	return cell
}
