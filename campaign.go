// Package kic carries campaign.toml, the campaign that comes with the program. Package kic/render/campaign reads it, and
// package kic/render makes materials from it: start there.
package kic

import _ "embed" // for campaign.toml

//go:embed campaign.toml
var defaultTOML []byte

// DefaultTOML is the text of the default campaign, with its comments, for someone to start from.
func DefaultTOML() []byte { return append([]byte(nil), defaultTOML...) }
