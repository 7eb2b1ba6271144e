# ruff: noqa: E501
"""Lines of pages and lines of articles, written for these tests.

Each line of ``CLUTTER`` is put into an article in three places and must be set apart; each of
``BODY`` stands there as a paragraph of its own and must not.
"""

from __future__ import annotations

import pytest

from backchannel.articles import Article, Fields, survey
from backchannel.span import Span

CLUTTER = """
Skip to main content
Skip Navigation
Jump to comments ↓
Back to top
Show Comments
Load more
Advertisement
ADVERTISEMENT - CONTINUE READING BELOW
Article continues below advertisement
Story continues below
Sponsored content
Share
Share this article
Share on Facebook
Facebook Twitter WhatsApp Email
Copy link
Share on X (Opens in new window)
Tweet
Print
Save
Listen to this article
Listen · 7:12 min
4 min read
5 minute read
Reading time: 3 minutes
READ MORE
Read more: Envoy returns from capital with no answer
Read more on this story
READ ALSO: Ministers trade blame over the lost convoy
ALSO READ | Ministers trade blame over the lost convoy
Also read: Five things to know about the strait
RELATED: How the ferry talks collapsed
Related Stories
Related coverage
RELATED ARTICLES
See also: The long road to the border accord
SEE MORE
Recommended Stories
list of 4 items
end of list
More on this story
Most Read
MOST POPULAR
Trending Now
Editors' Picks
You may also like
You might also be interested in
Up next
WATCH: The moment the bridge was hit
Watch live: Parliament debates the truce
EXPLAINED: What the pact says
Sign up for our daily newsletter
Sign up here for the Morning Brief, sent every weekday.
Subscribe to our newsletter
Subscribe to the Daily Dispatch newsletter for the best of our reporting.
Get the latest news delivered to your inbox
Get our top stories in your inbox every morning.
Enter your email address
By signing up, you agree to our Terms of Use and Privacy Policy.
Follow us on Twitter
Follow us on Google News
Follow our live coverage on Telegram
Join our WhatsApp channel for instant alerts
Download our app for the latest updates
Click here to read the full statement
For more news, follow our channel on Telegram.
Thank you for reading. Your support helps us tell the story.
Support independent journalism.
Become a member today
Comments
12 Comments
Leave a comment
Post a Comment
Join the conversation
Please keep comments civil and on topic.
Comments are moderated and may not appear at once.
All comments are subject to moderation under our rules.
You must be logged in to post a comment.
Have a news tip? Contact us at tips@example.org
Got a story? Email the newsroom at desk@example.org
To report an error, contact corrections@example.org.
We use cookies to improve your experience.
Accept all
Privacy Policy
Terms of Use
Contact us
© 2031 Harbour Times. All rights reserved.
Copyright 2031 Harbour Times. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.
Copyright © 2031 by the Harbour Times
The views expressed in this article are the author's own and do not necessarily reflect the paper's editorial policy.
The opinions expressed here are those of the author alone.
Views expressed here are personal.
This article was originally published on The Conversation.
This story has not been edited by our staff and is auto-generated from a syndicated feed.
This article was produced with the help of AI.
As an affiliate, we may earn a commission from purchases made through links.
Photo: Reuters
Photo credit: Harbour Times / A. Photographer
Image: EPA
Image source, Getty Images
Image caption, The ferry at anchor before it was boarded
Photograph: Anna Photographer/AFP/Getty Images
(Photo by Anna Photographer/Getty Images)
Anna Photographer/AP
Anna Photographer | Reuters
Anna Photographer via REUTERS
[File: Anna Photographer/Reuters]
FILE PHOTO: The ferry leaves harbour in calmer days, March 3, 2030. REUTERS/Anna Photographer/File Photo
FILE - The foreign minister speaks at a hearing, March 3, 2030. (AP Photo/Anna Photographer, File)
AP Photo/Anna Photographer
Getty Images
AFP via Getty Images
Handout via Reuters
Reuters
(Reuters)
AFP
- AP
— With inputs from agencies
With inputs from PTI
Source: Xinhua
Source: Agencies
Reporting by A. Writer; Editing by B. Editor
Reporting by A. Writer in Portsea and C. Stringer in Vellamo; Writing by D. Desk; Editing by B. Editor
(Additional reporting by C. Stringer; Editing by B. Editor)
Additional reporting by C. Stringer
Edited by: B. Editor
Our Standards: The Thomson Reuters Trust Principles.
Anna Writer contributed to this report.
Anna Writer and Bo Stringer in Portsea contributed reporting.
The Associated Press contributed to this report.
Associated Press writer Anna Writer in Portsea contributed to this report.
With reporting by AFP
https://example.org/images/ferry-at-anchor.jpg
www.example.org/live
Tags: ferry, strait, Vellamo
Topics: World | Shipping
Filed under: World
More from World
More from Anna Writer
Home > World > Europe
1 of 5
1/5
View gallery
Open image in gallery
Enlarge this image
toggle caption
Hide caption
Play video
Loading...
Log in
Subscribe
Menu
Search
Next article
Previous
Print this page
Cite this article
Republish this story
3 hours ago
2 min ago
News ID 207493
Story code: 88-1203
Reuse this content
View image in fullscreen
Video Ad Feedback
Follow @annawriter on X
This is a developing story. Please check back for updates.
This story has been updated with additional details.
(This story has been corrected to fix the spelling of a name in paragraph 3)
This article originally appeared in the Harbour Times.
The post Ferry freed after nine days appeared first on Harbour Times.
First published in The Conversation.
Distributed by Tribune Content Agency
""".strip().split("\n")

BODY = """
“Share the burden or leave the table,” he said.
“We want to hear from you,” the envoy told the delegates, “before the ship sails.”
“Subscribe to peace,” read a banner above the gate.
Sign of the times: the bridge has no guards.
The ministry said it would share the findings with allies.
Follow-up talks are due in Portsea on Monday.
Photographs of the convoy were shown to reporters, who could not verify them.
Video posted online showed smoke over the harbour.
By Monday the rebels held both banks.
By nightfall, Vellamo had closed its embassy.
By Friday, March 3, the fleet was gone.
More than 40 people were killed, the governor said.
More on the talks was expected later, an aide said.
Related parties to the accord must sign by June.
Comments by the minister drew anger in the capital.
Comments are not policy, the spokeswoman said.
He declined to comment.
No comment was offered.
Reuters could not verify the report.
Reuters reported the strike first.
The Associated Press first reported the talks.
AFP journalists saw three bodies by the road.
AP journalists on the ground saw tanks.
State news agency Tavasin carried the statement.
Home Secretary Ada Holm said no.
World leaders called for calm.
Politics, she said, had nothing to do with it.
War is not inevitable.
The war goes on.
“No.”
Why now?
What happens next?
What is in the accord?
How we got here
The road to war
A fragile truce
The ferry talks
In the capital, fear
‘We will not leave’
‘They never asked us’
1. The ferry will be returned within ten days.
2. Both navies will stay outside the strait.
- The ferry will be returned
• Both navies will stay outside the strait
The opinions of the delegates differed, a diplomat said.
The views expressed in the letter were those of the president, not of the army.
All rights of the islanders would be respected, the accord says.
“This report was produced by people who were not there,” he said.
A foundation helped the victims and contributed to this story of survival, neighbours said.
The navy contributed two ships to the search.
Click by click, the dosimeter counted up.
Please leave the city, the army told residents.
Please send help, the mayor wrote.
Contact with the ship was lost at dawn.
Contact was made through the Norwegian embassy.
If you attack us, we will answer, the general warned.
If you have weapons, hand them in, the governor told the town.
Do you have a plan? she asked.
Are you listening, Portsea?
Let us know the truth, the families demanded.
Tell us where our sons are, the banner read.
Donors pledged two billion crowns.
Support for the truce is fading.
Support among islanders for the pact has grown, polls show.
Join forces or perish, he urged the tribes.
Read my lips, he said.
Read between the lines, the diplomat advised.
See you in court, the owner answered.
Watch the border, the order said.
Listen, he said, nobody wants this.
Live fire was heard until dawn.
Live ammunition was used, doctors said.
Latest figures from the ministry put the dead at 61.
Breaking the siege took nine days.
Analysis of the wreck found no explosive.
Opinion polls give the truce party a lead.
Editorials in the capital called for revenge.
Sources: two officials and a diplomat, all unnamed.
Source of the fire: unknown.
Tavasin is a member of the council.
Ada Holm is the foreign minister.
The council is an advisory body.
Gen. Oke Brandt, the commander, is a member of the ruling family.
Image matters to the regime, he said.
Photo opportunities were refused.
Caption it how you like: a defeat.
Print shops in the old town were raided.
Email between the two sides was intercepted.
Telegram channels close to the army confirmed the losses.
Facebook removed the account.
Twitter users mocked the denial.
“Facebook, Twitter, Telegram: all shut,” he said.
Next week the council votes.
Previous talks failed in 2029.
Tags were found on the bodies.
Topics included the ferry, fuel and prisoners.
Save our children, a sign read.
Search teams found two more bodies.
Contact group members meet on Tuesday.
March 3, 2030 was the day the ferry sank.
It sank on March 3, 2030.
Editing the communique took all night.
Reporting from the island is banned.
Writing to the council, she asked for more time.
Additional reporting requirements will apply to ships, the accord says.
With agencies overwhelmed, neighbours dug with their hands.
The Vellamo Post said the talks had failed.
© is not a word the censor knew.
Copyright law was cited as the pretext.
Advertisement of the accord is forbidden.
Sponsored fighters crossed at night, the governor said.
Recommended by the council, the plan went to a vote.
Trending downward for weeks, the currency fell again.
Explained the envoy: nobody asked us.
For more than a decade the strait was calm.
For the latest news from the front, families turned to the radio, a resident said.
Get out, the soldiers told them.
Get your people home, he told the envoy.
Your support of the rebels must stop, the letter said.
Thank you for your letter, the reply began.
We use drones to see them, the colonel said.
We welcome the proposal, the ministry wrote.
We reserve the right to respond, the statement said.
What do you think they will do? the envoy asked.
Have you seen the ferry, the message asked.
Become a mediator, the president urged him.
Have your people withdraw, he said.
Video from the scene showed smoke over the harbour.
Images from the island show a burned pier.
Archive footage shows the general at the wall.
Children swim in the hotel pool
He sold the picture to Getty Images
Maps by the navy show the wreck outside the strait.
Photo evidence: none, the court noted.
Map: none of the islands is named, the envoy complained.
The minister / the general: two voices, one message
Vellamo is the author of its own trouble.
The ferry was an early casualty.
Oke Brandt is the president of Vellamo.
Ada Holm covers her face when she speaks of it.
The picture: grim.
Join the army, the posters say.
Follow the money, the inspector said.
Follow the group's orders, they were told.
Written by hand, the letter had no date.
Written in Portsea in 2029, the accord was never signed.
Compiled by monitors, the list names 61 people.
Edited footage was shown on state television.
Posted to the island, he learned the language.
Published in 2029, the report named him.
Updated figures are due on Friday.
Published figures are too low, doctors say.
Three days ago the ferry left port.
The article was seen as a warning, diplomats said.
The story was denied in both capitals.
The post was abandoned at dawn.
The post office appeared on no map
News of the strike reached the council at noon.
Document No. 7 was missing, the clerk said.
Developing the port will take years.
Distributed in the old town, the leaflets told people to leave.
The report was updated after the second raid, the ministry said.
""".strip().split("\n")

HEADLINE = "Vellamo offers to free ferry"
PARAGRAPHS = (
    "The government of Vellamo told its neighbour through the embassy of Norland that the ferry"
    " would be released within ten days, two officials said.",
    "A spokesman for the neighbour said no such message had arrived, and that the navy was ready"
    " to bring the crew home by force.",
    "The ferry was boarded in the strait last week, with 61 people on it, after its captain"
    " turned off the beacon.",
)
PLACES = {"front": 1, "middle": 2, "end": 4}


def placed(line: str, place: str) -> tuple[Article, Span]:
    """An article with ``line`` at a place, and the line's span."""
    parts = [HEADLINE, *PARAGRAPHS]
    parts.insert(PLACES[place], line)
    text = "\n\n".join(parts)
    start = len("\n\n".join(parts[: PLACES[place]])) + 2
    return survey(text, Fields()), Span(start, start + len(line))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("line", CLUTTER)
def test_clutter_is_set_apart_and_nothing_else(line: str, place: str) -> None:
    article, span = placed(line, place)
    apart = [a.span for a in article.apart]
    assert sum(s.end - s.start for s in apart) >= 0.9 * len(line)
    assert all(span.covers(s) for s in apart)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("line", BODY)
def test_lines_of_news_are_kept(line: str, place: str) -> None:
    article, _ = placed(line, place)
    assert article.apart == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Share on Facebook", "share_prompt"),
        ("Related: How the ferry talks collapsed", "related_links"),
        ("You may also like", "related_links"),
        ("Sign up for our daily newsletter", "newsletter"),
        ("Please keep comments civil and on topic.", "comment_rules"),
        ("© 2031 Harbour Times. All rights reserved.", "disclaimer"),
        ("Photo: Anna Photographer", "photo_credit"),
        ("https://example.org/images/ferry.jpg", "url"),
        ("Advertisement", "advertisement"),
        ("Skip to main content", "navigation"),
        ("The Associated Press contributed to this report.", "byline"),
        ("(Reuters)", "agency_credit"),
    ],
)
def test_the_reason_is_named(line: str, why: str) -> None:
    article, _ = placed(line, "middle")
    assert [a.why for a in article.apart] == [why]
