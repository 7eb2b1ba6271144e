"""Views: what a record says, laid out for people.

`brief` and `explain_entry` make pages of what the record holds; `to_text`, `to_markdown` and
`to_html` write a page out. `explain` marks an article's entries in its text. `timeline`, `threads`,
`disputes`, `series`, `origins` and `diff`, each in a module of its name, show an account from other
sides.
"""

from backchannel.views.briefing import BriefOptions, brief
from backchannel.views.explaining import ExplainOptions, explain
from backchannel.views.markdown import to_markdown
from backchannel.views.marked import MarkedArticle
from backchannel.views.page import Page
from backchannel.views.text import to_text
from backchannel.views.web_page import to_html
from backchannel.views.why import Explanation, explain_entry

__all__ = [
    "BriefOptions",
    "ExplainOptions",
    "Explanation",
    "MarkedArticle",
    "Page",
    "brief",
    "explain",
    "explain_entry",
    "to_html",
    "to_markdown",
    "to_text",
]
