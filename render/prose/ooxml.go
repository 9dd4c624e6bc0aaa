package prose

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image/color"
	"io"
	"strings"
	"text/template"
	"time"

	"kic/templates"
)

// zipped is a file of an archive.
type zipped struct{ name, data string }

// archive packs files in their order. Their dates are the first that the format knows, so that the same files give the
// same bytes.
func archive(files []zipped) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(w, f.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// styles are the looks of headings, lists and links.
func styles(w *words) (string, error) {
	form, err := templates.CopyTemplate("styles.xml")
	if err != nil {
		return "", err
	}
	t, err := template.New("styles.xml").Parse(form)
	if err != nil {
		return "", err
	}
	white := color.NRGBA{255, 255, 255, 255}
	ink := color.NRGBA{0x1d, 0x27, 0x33, 255}
	colour := readable(white, ink, w.Colours.Primary, w.Colours.PrimaryDark, w.Colours.Deep)
	var out strings.Builder
	err = t.Execute(&out, map[string]string{
		"Language": escaped(w.Language), "Direction": w.Direction, "Heading": strings.TrimPrefix(hex(colour), "#"), "Rule": strings.TrimPrefix(hex(w.Colours.Primary), "#"),
	})
	return out.String(), err
}

// properties are the title, the author and the language of the document.
func properties(w *words) string {
	return fmt.Sprintf(xmlHead+`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>%s</dc:title>
<dc:subject>%s</dc:subject>
<dc:creator>%s</dc:creator>
<dc:language>%s</dc:language>
</cp:coreProperties>
`, escaped(w.Name+" – "+w.Organisation), escaped(w.Campaign), escaped(w.Organisation), escaped(w.Language))
}

func settings(language string) string {
	return fmt.Sprintf(xmlHead+`<w:settings %s>
<w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="%s"/>
</w:settings>
`, wordNames, escaped(language))
}

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNames     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

	contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Default Extension="jpeg" ContentType="image/jpeg"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>
</Types>
`
	relationsStart   = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + "\n"
	packageRelations = relationsStart + `<Relationship Id="document" Type="` + relationTypes + `/officeDocument" Target="word/document.xml"/>
<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
<Relationship Id="app" Type="` + relationTypes + `/extended-properties" Target="docProps/app.xml"/>
</Relationships>
`
	appProperties = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>kic</Application></Properties>
`
	documentStart = xmlHead + `<w:document ` + wordNames + ` xmlns:r="` + relationTypes + `" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
<w:body>
`
	// A4 upright with margins of 25 mm, in twentieths of a point.
	documentEnd = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>
</w:body>
</w:document>
`
	numbering = xmlHead + `<w:numbering ` + wordNames + `>
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>
`
	// The picture in the line, with its size in EMU twice and its alternative text.
	drawing = `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="1" name="Picture" descr="%[3]s"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Picture" descr="%[3]s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>
`
)
