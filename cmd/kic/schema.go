package main

import (
	"github.com/invopop/jsonschema"
	"github.com/urfave/cli/v2"

	"kic/brand"
	"kic/render/campaign"
)

// schemas are the definitions that have a schema, by name.
var schemas = []string{"campaign", "brand"}

func schemaCommand() *cli.Command {
	return &cli.Command{
		Name: "schema", Usage: wordsSchema, ArgsUsage: "campaign|brand", Description: wordsSchemaExamples,
		BashComplete: completeWords(schemas),
		Action: func(c *cli.Context) error {
			if c.NArg() > 1 {
				return errExtra("kic schema", c.Args().Tail())
			}
			switch c.Args().First() {
			case "campaign":
				return printJSON(c.App.Writer, schema(campaign.Campaign{}, "campaign.toml of kic"))
			case "brand":
				return printJSON(c.App.Writer, schema(brand.Definition(), "brand.toml of kic"))
			}
			return errOneOf("schema", c.Args().First(), schemas)
		},
	}
}

// schema describes a definition's form. Editors take it up by a first line such as #:schema ./brand.schema.json
func schema(definition any, title string) *jsonschema.Schema {
	r := jsonschema.Reflector{FieldNameTag: "toml", RequiredFromJSONSchemaTags: true, DoNotReference: true, Anonymous: true}
	s := r.Reflect(definition)
	s.Title = title
	openTranslations(s)
	return s
}

// openTranslations lets a table hold tables by language, where the Go type has a field for all keys it doesn't name.
func openTranslations(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if s.Properties != nil {
		if any, ok := s.Properties.Get("*"); ok {
			s.Properties.Delete("*")
			s.PatternProperties = map[string]*jsonschema.Schema{"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": any.AdditionalProperties}
		}
		for p := s.Properties.Oldest(); p != nil; p = p.Next() {
			openTranslations(p.Value)
		}
	}
	openTranslations(s.Items)
}
