"""How Sphinx builds the docs: ``sphinx-build -W -b html docs site``."""

from importlib.metadata import version as installed_version

project = "Backchannel"
author = "The Backchannel authors"
version = release = installed_version("backchannel")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"Backchannel {version}"
html_show_copyright = False

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]

autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
