"""Articles about an invented strait, each told in several ways, and what is linked of them."""

from __future__ import annotations

import datetime

from backchannel.articles import Fields, survey
from backchannel.articles.article import Published
from backchannel.links.lineage import Profile, profile_of
from backchannel.links.link import Sheet

WIRE = """\
PORTSEA, Vellamo (Reuters) - Vellamo's foreign minister Ada Holmqvist said on Tuesday that \
Norland had sent a message through Tarvian envoys offering to free the ferry Saint Odile and her \
47 crew.

The vessel was boarded on May 3 by coastguards from Kestrel Point, who said she carried 1,260 \
tonnes of undeclared fuel. Her owners, Brandt Lines of Oskarshaven, deny it.

"A letter is not yet a key, but it has the shape of one," Holmqvist told reporters in Portsea.

Norland's deputy premier, Jorun Vask, said the crew would be released within ten days if Vellamo \
withdrew the gunboat Halcyon from the Merrow Bank. He spoke to state radio in Tarnby.

The Tarvian ambassador, Luc Demaine, has shuttled between the capitals since Friday. The fishing \
union of Oskarshaven said 212 of its boats would stay in harbour until the strait was open.

Insurers in Lorne raised the premium for a passage to 4.5 percent of a ship's value, the highest \
since the collision of 1998.
"""

REWRITTEN = """\
The government in Portsea has been told that the Saint Odile, seized off Kestrel Point at the \
beginning of May, may soon come home. Word of it arrived by way of diplomats from Tarvia, \
according to Ada Holmqvist, who heads the foreign ministry.

Coastguards took the ferry with 47 people on board because, as they put it, 1,260 tonnes of fuel \
in her hold had been kept off the papers. Brandt Lines, the Oskarshaven company to which she \
belongs, rejects the charge.

Holmqvist was careful. "A letter is not yet a key, but it has the shape of one," was how she \
described the offer.

It comes with a string attached. Jorun Vask, second in the Norland cabinet, explained over the \
radio from Tarnby that Vellamo must first call the Halcyon back from the Merrow Bank; ten days \
later at most the sailors could leave.

Luc Demaine, who represents Tarvia, has gone back and forth for days. In Oskarshaven 212 fishing \
boats are tied up for as long as the passage is shut, and in Lorne it now costs 4.5 percent of \
what a hull is worth to insure it.
"""

INDEPENDENT = """\
Families of the sailors held by Norland spent Tuesday in the chapel at Oskarshaven, where a list \
of names was read out twice. Marit Aune, whose brother cooks on the Saint Odile, said nobody \
from the company had called since Sunday.

"He has asked for his reading glasses and a chessboard," she said. "That is not how a man writes \
who expects to be home in a week."

The minister, Ada Holmqvist, had just spoken on television. "A letter is not yet a key, but it \
has the shape of one," she said, and a few people clapped.

Two officials at the harbour office said that a second tanker, the Perpetua, had turned back at \
noon after a warning shot near Skerry Light. Neither Norland nor the coastguard has mentioned \
it.

Professor Idris Tolland of the naval school in Lorne thinks the cargo is a pretext. He counts \
eleven boardings since January, three of them in Vellamo's waters, and expects a twelfth before \
the elections of 9 June.

The bishop, Per Osk, offered to travel to Tarnby himself. "I have no gunboat," he said, "so they \
need not ask me to move it."
"""

DIVIDEND = "Qtly div 20 cts vs 20 cts prior\n    Pay April 15\n    Record March 23\n Reuter\n"


def profile(text: str, identity: str = "a", fields: Fields | None = None) -> Profile:
    """What is linked of a text under some identity."""
    return profile_of(Sheet(identity, survey(text, fields or Fields()), ()))


def published(day: str) -> Published:
    """A day as a field states it."""
    return Published(datetime.date.fromisoformat(day), "field:published")
