"""Guest engines: models with weights of others, one folder each."""
