package brand

// Definition is an empty brand.toml, from which its JSON Schema is made.
func Definition() any { return &file{} }
