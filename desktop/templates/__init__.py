"""模板: the gallery of templates."""
