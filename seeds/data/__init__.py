"""The prefecture's paper as TOML: facts only, read by `seeds.paper`."""
