"""Views: what a record says, laid out for people.

`brief` and `explain` make pages of what the record holds; `to_text`, `to_markdown` and `to_html`
write a brief out.
"""

from backchannel.views.briefing import BriefOptions, brief
from backchannel.views.markdown import to_markdown
from backchannel.views.page import Page
from backchannel.views.text import to_text
from backchannel.views.web_page import to_html
from backchannel.views.why import Explanation, explain

__all__ = [
    "BriefOptions",
    "Explanation",
    "Page",
    "brief",
    "explain",
    "to_html",
    "to_markdown",
    "to_text",
]
