package templates

import (
	"embed"
	"fmt"
)

//go:embed copy/*.tmpl
var copyFiles embed.FS

// CopyTemplate is a form of the copy, for the packages text/template and html/template: "message.txt", "message.html".
func CopyTemplate(name string) (string, error) {
	data, err := copyFiles.ReadFile("copy/" + name + ".tmpl")
	if err != nil {
		return "", fmt.Errorf("there is no form %s for copy", name)
	}
	return string(data), nil
}
