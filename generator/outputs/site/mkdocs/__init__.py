"""The one place that knows MkDocs: plugin, build, live preview, frame."""
