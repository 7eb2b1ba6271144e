"""Forms of input, page clutter set apart, dates, outlets and credits."""

from backchannel.articles.article import Apart, Article, Credit, Published
from backchannel.articles.fields import Fields
from backchannel.articles.options import InputOptions
from backchannel.articles.read import RepeatedArticle, read_articles
from backchannel.articles.survey import survey

__all__ = [
    "Apart",
    "Article",
    "Credit",
    "Fields",
    "InputOptions",
    "Published",
    "RepeatedArticle",
    "read_articles",
    "survey",
]
