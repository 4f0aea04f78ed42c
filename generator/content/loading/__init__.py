"""Files and folders of content, opened, parsed and joined; what is wrong with them as files."""
