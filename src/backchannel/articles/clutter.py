"""Rules that know page clutter by its own words, wherever it stands.

Each rule is about what sites in general print around articles: no outlet's, writer's or
crisis's name is in it. A rule looks at one unit (a line or paragraph). False clutter costs an
article its content and missed clutter only a little noise, so every rule asks for the whole
unit or its beginning, and most for a short one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backchannel.articles.agencies import NAMES

_EDGE = r"[\W_]{0,12}"


@dataclass(frozen=True, slots=True)
class Rule:
    """``why`` a unit of at most ``most_words`` words that matches ``pattern`` is set apart."""

    why: str
    pattern: re.Pattern[str]
    most_words: int


def _whole(why: str, most_words: int, *forms: str) -> Rule:
    """The unit is one of the forms, arrows, bullets and stops at its edges aside."""
    body = "|".join(f"(?:{' '.join(f.split())})" for f in forms)
    return Rule(why, re.compile(rf"{_EDGE}(?:{body}){_EDGE}", re.IGNORECASE), most_words)


def _starts(why: str, most_words: int, *forms: str) -> Rule:
    body = "|".join(f"(?:{' '.join(f.split())})" for f in forms)
    return Rule(why, re.compile(rf"{_EDGE}(?:{body}).*", re.IGNORECASE | re.DOTALL), most_words)


def _case_kept(why: str, most_words: int, pattern: str) -> Rule:
    return Rule(why, re.compile(pattern, re.DOTALL), most_words)


SECTIONS = (
    r"(?:breaking |latest |top |world |us |u\.s\. |uk |local |national |international |political"
    r" |business |sports? |all )?news|home(?:page)?|world|politics|business|economy|opinions?"
    r"|op-ed|editorials?|analysis|commentary|features?|sports?|culture|lifestyle|entertainment"
    r"|technology|tech|science|health|environment|climate|travel|education|weather|markets?"
    r"|finance|money|defen[cs]e|security|diplomacy|investigations?|exclusive|explainers?|videos?"
    r"|photos|pictures|galler(?:y|ies)|podcasts?|magazine|middle east|mideast|africa|americas?"
    r"|latin america|asia(?:[ -]pacific)?|south asia|europe|eurasia|australia|regional|national"
    r"|international|global|wars?|conflicts?|foreign(?: affairs| policy)?|u\.?s\.?(?: politics)?"
    r"|u\.?k\.?(?: politics)?|local|metro|nation|state|society|people|human rights|energy|law"
    r"|crime|live(?: updates| blog)?|latest|top stories|headlines|press releases?|in depth"
    r"|long reads?|fact[ -]checks?|newsletters?|subscribers? only|premium|sponsored"
)

_PICTURE = (
    r"(?:photo(?:graph)?|image|picture|video|graphic|illustration|map|cover|featured image"
    r"|lead image|header image|screenshot|screen grab)s?"
)
_CAPITALS = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|al|bin|de|van|von|of)){0,5}"
_STOCK = (
    r"Getty(?: Images)?|GETTY(?: IMAGES)?|Shutterstock|SHUTTERSTOCK|Alamy|i-?Stock|iStock|Unsplash"
    r"|Wikimedia(?: Commons)?|Flickr|ZUMA(?: Press)?|EPA(?:-EFE)?|SIPA(?: USA)?|Sipa|Polaris"
    r"|Magnum(?: Photos)?|Redux|IMAGO|NurPhoto|Picture Alliance|picture alliance|Planet Labs|Maxar"
)

ANYWHERE = (
    _whole(
        "navigation",
        9,
        r"skip (?:to|ad|past|over|navigation)(?: to)?(?: the)?(?: main| primary)?"
        r"(?: content| navigation| article| footer| menu| search| next.*| newsletter.*)?",
        r"(?:jump|go|scroll|back|return|skip) to (?:the )?(?:comments?|top|content|main content"
        r"|home(?:page)?|article|results|navigation|menu|start|page|bottom)(?: of (?:the )?page)?",
        r"(?:main |open |close |toggle |show |hide |site |mobile )*(?:menu|navigation|search|nav)",
        r"(?:previous|next|older|newer)(?: (?:article|post|story|page|image|slide))?",
        r"(?:show|view|see|load|read|hide) (?:more|less|all|full (?:article|story|image|size)"
        r"|comments|all comments|caption|hide caption|(?:the )?rest(?: here| of (?:this|the) "
        r"(?:article|story))?|more here|it here|the (?:full|whole|original) (?:article|story|report"
        r"|post)(?: here)?)",
        r"(?:read|continue|keep) reading(?: below| the main story| here)?",
        r"article continues (?:below|after).*",
        r"story continues(?: below.*)?",
        r"(?:sign|log) (?:in|up|out|on)(?: or (?:sign|log) (?:in|up))?|register(?: now)?"
        r"|my account|create (?:a free |an )?account|subscribe(?: now| today)?|donate(?: now)?",
        r"(?:click|tap|swipe)(?: here| left| right)?(?: (?:to|for) (?:expand|enlarge|see more|view"
        r"|read more|more|play|listen|zoom|continue|see|the full).*)?",
        r"(?:play|watch|pause|open|view|expand)(?: the)? (?:video|audio|image|gallery|full ?screen"
        r"|image in (?:gallery|full ?screen))",
        r"(?:an? )?image(?: \d+)? of \d+|\d+ (?:of|/) \d+|slide \d+.*",
        r"tags?|topics?|categories|filed under|comments?(?: section)?|\d+ comments?"
        r"|no comments(?: yet)?|leave a (?:comment|reply)|add (?:a )?comment|post (?:a )?comment"
        r"|join the (?:conversation|discussion)|view comments|comments are closed.*",
        r"accept(?: all)?(?: cookies)?|cookie (?:settings|policy|preferences)|privacy policy"
        r"|terms (?:of (?:use|service)|and conditions|& conditions)|about us|contact us|contact"
        r"|accessibility|site ?map|advertise(?: with us)?|careers|help(?: cent(?:er|re))?",
        r"(?:author|writer|reporter|contributor|user|profile)(?:'s|’s)? (?:profile|bio|page"
        r"|archive|info(?:rmation)?)",
        r"home (?:[>»›/|] [\w&' -]+)+",
        r"(?:listen|audio|video)(?: player)?(?: \d+:\d\d)?|\d+:\d\d(?: / \d+:\d\d)?"
        r"|(?:loading|please wait)",
        r"list of \d+ items|end of list|(?:enlarge|expand|zoom)(?: (?:this|the))? (?:image|photo"
        r"|map)"
        r"|(?:toggle|show|view) (?:caption|gallery|comments)|\d+ ?/ ?\d+",
        r"(?:cite|republish|print|save|correct|gift) this (?:article|story|page|report|piece)",
        r"listen(?:ing)?(?: now)?[ ·|:-]+\d+:\d\d(?: min(?:ute)?s?)?",
        r"table of contents|in this (?:article|story|piece)|on this page",
        r"(?:estimated )?(?:reading|read) time:? .{0,20}|\d+[ -]min(?:ute)?s?[ -]read",
        r"original (?:article|story|post|source|link)(?: here)?",
        r"(?:\d+|an?) (?:sec(?:ond)?|min(?:ute)?|hour|day|week|month|year)s? ago",
        r"(?:news|story|article|document|report|press release) (?:id|code|no|number|ref)\b.{0,30}",
        r"(?:reuse this content|(?:view )?image in full ?screen|video ad feedback|now playing"
        r"|live tv"
        r"|watch (?:live )?tv|developing|breaking news|exclusive)",
    ),
    _starts(
        "navigation",
        20,
        r"(?:article |story )?(?:topics?|tags?|keywords|categor(?:y|ies)|topic follows|filed"
        r" (?:under"
        r"|in)|posted in|more (?:on|about) (?:this|these)(?: topics?| stor(?:y|ies))?)"
        r" ?(?:follows)?:",
    ),
    _starts("advertisement", 8, r"advertisement ?[-–—:|]"),
    _whole(
        "advertisement",
        6,
        r"advertis(?:e?ments?|ing)(?: content)?|ads?|sponsored(?: content"
        r"| by .*)?|promoted(?: content)?|paid (?:content|post)|remove ads|story continues below "
        r"advertisement|scroll to continue(?: with content)?|ad feedback|report (?:this )?ad",
    ),
    _whole(
        "share_prompt",
        12,
        r"share (?:this|on|via) .{0,60}|share (?:the|your) (?:article|story|page|post|link"
        r"|thoughts).*",
        r"(?:follow|tweet)(?: to)? @\w+.{0,60}",
        r"(?:like|follow|find|join|connect with) (?:us|me|him|her|them|our .{1,30})"
        r" (?:on|at|via) .{1,60}",
        r"(?:give|gift) (?:this )?article.*",
        r"(?:join|follow) (?:us|our|the) [^.,']{0,30}(?:whatsapp|telegram|facebook|twitter|youtube"
        r"|signal|discord|instagram|google news)\b[^.]{0,60}",
        r"listen to (?:this )?(?:article|story).{0,40}",
        r"(?:add|make|set) .{1,40} (?:as )?(?:a |your )?(?:preferred|favou?rite|trusted) source.*",
    ),
    _whole(
        "related_links",
        6,
        r"relat(?:ed|ing)(?: (?:articles?|stor(?:y|ies)|posts?|links?|news|content|topics?|coverage"
        r"|reading|items?|videos?))?",
        r"(?:you (?:may|might)|articles? you (?:may|might)) (?:also )?(?:like|enjoy|be interested"
        r" in|have missed)(?: to read)?",
        r"(?:more|other|latest|top|recent|popular|trending|featured|recommended|further|additional"
        r"|similar|must[- ]read)(?: (?:related|top|local|world|news))* (?:articles?|stor(?:y|ies)"
        r"|posts?|news|reads?|reading|videos?|headlines|coverage|topics|stories for you"
        r"|on this(?: story| topic)?|like this)",
        r"(?:most|what others are|what to) (?:read|popular|viewed|shared|commented|watched"
        r"|reading|recent)(?: (?:in|on|stories|articles|today|now|this week|next).*)?",
        r"(?:recommended|trending|popular|suggested|editor['’]?s?['’]? picks?|don'?’?t miss|up next"
        r"|read"
        r" next|what to read next|keep reading|see also|read (?:more|also|further)|also read"
        r"|watch(?: now| next)?|promoted stories|around the web|from (?:around )?the web|you may"
        r" have missed)(?: (?:for you|stories|now|videos?|today|articles?|by .*|from .*|on .*))?",
        r"more (?:from|by|on|in|about) .{2,40}",
        r"explore more.*|more:",
    ),
    _starts(
        "related_links",
        32,
        r"(?:read (?:more|also|next|now|the full story)|also read|see also|related(?: article|"
        r" story"
        r"| stories| news| coverage| video)?|must read|recommended|don'?’?t miss|watch(?: now"
        r"| live| also)?|listen(?: now| here)?|more on this(?: story)?|further reading|trending"
        r"|explained|editor['’]?s?['’]? picks?|you (?:may|might) also like|opinion|more|up next"
        r"|from the archives?) ?(?::|\||>|»|›|→|►)",
        r"(?:read|see) (?:more|also) (?:on|about|at|here|from|in)\b",
        r"click here (?:to|for)\b",
        r"for (?:more|all|the latest) (?:stories|news|updates|coverage|on this|information)\b"
        r"[^.]*(?:click|visit|check|follow|read|see|go|subscribe|sign up|download|our)\b",
    ),
    _case_kept("url", 40, r"(?:[<(\[]?(?:https?://|www\.)\S+[>)\]]?\s*)+"),
    _case_kept("url", 4, r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    _whole(
        "photo_credit",
        16,
        rf"{_PICTURE} (?:credits?|courtesy(?: of)?|sources?|illustration by)\b ?:?.{{1,120}}",
        r"[\w .'’-]{2,40}['’]s (?:profile )?(?:photo|picture|avatar|image)",
        r"(?:author|profile|user|writer|avatar|contributor|staff)(?:'s|’s)?(?: profile)? (?:photo"
        r"|picture|image|avatar|headshot|icon)",
        r"(?:file|archive|stock|courtesy|handout) (?:photo|image|picture|footage)"
        r"(?:(?: (?:by|from|of)|[:,]) .{1,60})?",
    ),
    _case_kept(
        "photo_credit",
        16,
        r"[(\[]?(?:(?:[Pp]hoto|[Ii]mage|[Vv]ideo|[Ff]eatured [Ii]mage|PHOTO|IMAGE)(?:graph"
        r"|grapher)?s?"
        r"|[Pp]icture|PICTURE|[Ii]llustration|[Cc]redits?|CREDITS?|[Pp]hoto [Cc]redits?) ?: ?"
        r"[A-Z@][^.!?]{1,100}\.?[)\]]?",
    ),
    _starts("photo_credit", 60, r"(?:image|photo|video) (?:source|caption|credit),"),
    _starts(
        "photo_credit",
        90,
        r"(?:file|archive|handout) (?:photo|picture|image)s?(?: ?[:–—-]| shows?\b)",
    ),
    _case_kept("photo_credit", 90, r"FILE ?[-–—:].*\([^()]{2,80}\)\.?"),
    _case_kept(
        "photo_credit",
        10,
        rf"[(\[]?(?:[Pp]hoto|[Ii]mage|[Vv]ideo|[Pp]icture|[Gg]raphic|[Ii]llustration)s?"
        rf" (?:[Bb]y|[Vv]ia) {_CAPITALS}[^.]{{0,60}}[)\]]?",
    ),
    _case_kept(
        "photo_credit",
        14,
        rf"(?:[Vv]ia|VIA|[Ss]ource:|[Cc]ourtesy(?: of)?:?) {NAMES}(?:[/ ,]+[\w .'’/-]{{1,60}})?",
    ),
    _case_kept(
        "photo_credit",
        16,
        r"[(\[]?(?:[Pp]hoto(?:graph)? by|AP [Pp]hoto|[Ii]mage by|PHOTO BY|Pool via"
        r"|REUTERS/)\s?[^.]{0,100}\.?[)\]]?",
    ),
    _case_kept(
        "photo_credit",
        14,
        r"(?:©|\(c\)|Copyright:?) ?(?=[A-Z])(?!.*(?:[Rr]ights|20\d\d|19\d\d)).{2,90}",
    ),
    _case_kept(
        "photo_credit",
        14,
        rf"[(\[]?(?:[Ff]ile:? |FILE:? )?(?:(?:{_CAPITALS}|[Hh]andout|[Pp]ool|[Ff]ile)"
        rf"(?: ?[/|,] ?| via | for ))?(?:{_CAPITALS}(?:/| via | ?\| ?))*"
        rf"(?:{_STOCK})(?:/[\w .'’-]{{2,40}})?\.?[)\]]?",
    ),
    _case_kept(
        "photo_credit",
        14,
        rf"[(\[]?(?:[Ff]ile:? |FILE:? )?(?:{_CAPITALS}|[Hh]andout|[Pp]ool)(?: ?[/|] ?| via )"
        rf"(?:{NAMES}|EPA|Pool|POOL|Handout)(?:/[\w .'’-]{{2,40}})?(?: Photos?)?\.?[)\]]?",
    ),
    _case_kept(
        "photo_credit",
        10,
        rf"{NAMES}(?: Photo)?/(?:[\w.'’-]+[ ]?){{1,5}}(?:/[\w .'’-]{{2,40}})?\.?",
    ),
    _whole(
        "disclaimer",
        120,
        r"(?:™|&|©|\(c\)|copyright|\s){1,6},? ?(?:(?:19|20)\d\d|the associated press|all rights).*",
        r".{0,160}\ball rights reserved.{0,160}",
        r"(?:this|the) (?:material|content|article|story|report|document|copy)"
        r"[^.]{0,60} (?:may|can|must|is) not (?:to )?be (?:published|broadcast|re-?written"
        r"|reproduced"
        r"|redistributed|copied|republished).*",
        r"(?:the )?(?:views?|opinions?|statements)(?:,? (?:and|&|or) (?:opinions?|views?|thoughts"
        r"|beliefs))?,? (?:and [a-z]+ )?(?:that are |here |are )?(?:expressed|presented|contained"
        r"|shared|stated)(?: (?:here(?:in)?|above|by (?:the )?(?:author|writer|contributor"
        r"|columnist)s?"
        r"|(?:in|on|by) (?:this|these|the|our|its?) (?:guest |opinion )?(?:articles?|pieces?"
        r"|op-?eds?|columns?|commentar(?:y|ies)|opinions?|blogs?|posts?|content|videos?|reports?"
        r"|site|website|page|publication|story|section|author|writer|contributors?)))?"
        r",? (?:are|do|does|is|may|belong|represent|reflect|remain)\b.{0,400}",
        r"(?:the )?(?:views?|opinions?) of (?:the )?(?:author|writer|contributor"
        r"|columnist).{0,200}\bnot\b.*",
        r"(?:disclaimer|our standards) ?:.*",
        r"this is a (?:breaking|developing)(?: news)? (?:news )?story\b.{0,160}",
        r"(?:this (?:story|article|report|post|piece|page)|the (?:story|article|headline)) (?:has"
        r" been|was|is being|will be)"
        r" (?:updated|corrected|refiled|amended|clarified|last updated)\b.{0,260}",
        r"(?:this|the) (?:story|article|report|post|piece|op-?ed|column) (?:originally |first )*"
        r"appeared (?:first )?(?:on|in|at) .{2,120}",
        r"the post .{3,200} appeared first on .{2,80}",
        r"(?:first|originally) published (?:in|on|by|at) .{2,80}",
        r"(?:distributed|provided|syndicated|republished|reprinted|supplied)"
        r" (?:by|with permission).{0,100}",
        r"(?:this (?:article|story|post|report|piece|content|page|site|website)) (?:may"
        r" )?(?:contains?"
        r"|includes?) affiliate links.*",
        r"(?:when you (?:buy|purchase)|we (?:may )?(?:earn|receive|get)|.{2,40} may (?:earn"
        r"|receive))"
        r"\b.{0,120}\bcommissions?\b.*",
        r"this (?:article|story|report|post|piece|copy|feed) (?:was|is|has been|is being) (?:"
        r"(?:auto-?)?generated|automatically|first published|originally|produced by|published"
        r" (?:from|as part|under|with)|republished|translated|not been edited|sponsored"
        r"|(?:written|produced|created)"
        r" with"
        r" the (?:help|assistance) of).{0,260}",
        r"\(?(?:except for the headline|this story has not been|the above (?:story|article)|with"
        r" the"
        r" exception of the headline).{0,300}",
        r".{0,80}\b(?:is|are) (?:not responsible|protected by recaptcha).{0,200}",
    ),
)

TO_THE_READER = (
    _starts(
        "newsletter",
        60,
        r"(?:sign|signing) up (?:for|to|now|here|today)\b",
        r"subscribe (?:to|for|now|here|today|and)\b",
        r"(?:get|receive|want) (?:the |our |more |all |your |stories |breaking |daily |exclusive )*"
        r"[^.]{0,80}(?:to|in) your (?:inbox|phone|email)",
        r"(?:enter|submit|add|provide) your e-?mail",
        r"by (?:signing up|subscribing|clicking|submitting|registering|entering|continuing)\b"
        r"[^.]{0,60},? (?:you|i)\b",
        r"(?:thank you|thanks) for (?:subscribing|signing up|reading|registering|your interest)",
        r"(?:download|get|install) (?:the|our) .{0,40}\bapp\b",
        r"(?:support|help (?:us|keep)|become a|donate to)\b[^.]{0,60}(?:journalism|newsroom"
        r"|reporting"
        r"|member|supporter|subscriber|patron|reader)",
        r"(?:you can )?unsubscribe\b",
        r"your (?:support|subscription|donation|contribution|gift) (?:helps?|makes?|supports?"
        r"|allows?|has|is)\b",
        r"(?:already|not) (?:a |an )?(?:subscriber|registered|member|subscribed)\b",
        r"(?:this|our) (?:site|website) uses cookies|we (?:use|and our partners use) cookies",
        r"to (?:continue|keep) reading\b.{0,60}(?:subscri|register|sign|log|account)",
    ),
    _starts(
        "comment_rules",
        70,
        r"(?:please |be sure to )?(?:keep|make) (?:your |all |the )?comments\b",
        r"(?:all )?comments (?:are|must|will be|that|may be|should|on this)\b.{0,80}(?:moderat"
        r"|review"
        r"|guideline|respect|polic|remov|delet|clos|civil|rules|abus|open|approv|publish)",
        r"(?:please )?(?:read|review|see|respect|follow|abide by|you can"
        r" review)\b.{0,30}\b(?:community|comment(?:ing)?"
        r"|house|discussion) (?:guidelines|polic(?:y|ies)|rules|standards)",
        r"(?:.{2,60}) (?:is|are) committed to (?:providing|fostering|maintaining|creating"
        r"|hosting)\b"
        r".{0,60}\b(?:forum|conversation|discussion|comments|debate)\b",
        r"be (?:a )?part of the (?:conversation|discussion)",
        r"(?:join|start|continue) (?:the|our|thought-provoking) (?:conversation|discussion|debate"
        r"|commenting|comment)",
        r"(?:we (?:encourage|welcome|reserve|invite|ask|moderate|want to hear))\b.{0,120}\b"
        r"(?:comments?|you|readers|discussion|conversation|remove|thoughts|story ideas?)\b",
        r"(?:you must|please|you need to) (?:be )?(?:log(?:ged)?|sign(?:ed)?|register(?:ed)?)"
        r" ?in\b",
        r"what do you think\b.{0,160}(?:comment|let us know|below|poll|vote)",
        r"(?:let us know|tell us)\b.{0,80}\b(?:below|comments?|what you think|e-?mail|your)\b",
        r"(?:share your (?:thoughts|views|story|opinion)|have your say|leave your (?:thoughts"
        r"|comments?))\b",
        r"(?:if you|do you|have you|are you|got|have) (?:would like|want|wish|have|know|got|been"
        r"|see|notice)?\b"
        r".{0,60}\b(?:story idea|share a story|a story|news tip|tips?|an error|a correction|typo"
        r"|a photo"
        r"|a video|information)\b.{0,100}(?:submit|e-?mail|contact|send|us\b|click|@|call|get in"
        r" touch|reach)",
        r"(?:to )?(?:report|suggest|send|submit) (?:a|an|us|your) (?:correction|typo|error"
        r"|comment|news tip"
        r"|story|tip|letter)\b.{0,80}",
        r"(?:get in touch|contact us|contact (?:the|our) (?:newsroom|author|reporter|news|team"
        r"|editor)"
        r"|e-?mail us|write to us|reach (?:the|our) (?:reporter|author|newsroom|team)|send (?:us"
        r" )?(?:your )?"
        r"(?:tips|letters|stories|news|feedback|comments))\b",
    ),
)
"""Prompts that speak to the reader. Believed in short units, or in an article's last part."""

_SHARE_WORDS = frozenset(
    "share shares shared tweet tweets retweet email e-mail mail print pin save bookmark like likes"
    " follow gift copy copied link facebook twitter x whatsapp linkedin reddit telegram pinterest"
    " messenger flipboard threads bluesky instagram tumblr sms viber republish listen comment"
    " comments".split()
)
_SHARE_FILLERS = frozenset(
    "this article on via to with by and or the story page post your friend friends social media"
    " options now button url more in app us new window opens click".split()
)


def is_share_prompt(words: list[str]) -> bool:
    """Whether words are names of ways to share and little else ("Share on X", "Copy link")."""
    plain = [w.lower() for w in words if not w.isdigit()]
    return (
        0 < len(plain) <= 14
        and any(w in _SHARE_WORDS for w in plain)
        and all(w in _SHARE_WORDS or w in _SHARE_FILLERS for w in plain)
    )
