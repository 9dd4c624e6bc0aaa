package brand

// Definition is an empty brand.toml, for whoever describes its form.
func Definition() any { return &file{} }
