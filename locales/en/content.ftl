# Words around the content: figures, actions, contact details, documents, goals.

# A number of the kind that the caption names, in words and in tables.
# $value (String): the number as the language writes it
figure-percent-words = { $value } percent
figure-percent = { $value }%
# $count (Number): the same number, which chooses the word
figure-people =
    { $count ->
        [one] { $value } person
       *[other] { $value } people
    }
figures-empty = There are no figures on this website yet.
figures-table = Figures:
figures-date = Reference date
figures-value = Value
figures-source = Source
checked-on = checked on
figures-not-checked = not checked yet
figures-no-date = Not given

goal-numbered = { $number }. { $title }
goals-empty = The goals are not on this website yet.
goals-pager = Goals
goal-previous = Previous goal
goal-next = Next goal

actions-title = Actions
actions-of-goal = Actions for this goal
actions-empty = The actions are not on this website yet.
action-goal = Goal
action-goals = Goals
action-priority = Priority
action-priority-high = High
action-priority-medium = Medium
action-priority-low = Low
action-period = Period
action-from = from
action-until = up to and including
action-lead = Who
action-status = Status:
action-status-planned = Planned
action-status-under-way = In progress
action-status-done = Done
action-status-stopped = Stopped

documents-title = Documents
documents-empty = There are no documents on this website yet.
document-size = { $size } MB
document-size-small = { $size } kB
document-link-checked = Link checked on
document-link-broken = This link did not work on
document-link-unchecked = This link has not been checked yet

contact-formerly = formerly
contact-details = Contact details
contact-email = E-mail
contact-website = Website
contact-phone = Phone
contact-address = Address
contact-former-name = Former name
contact-until = until
contact-from = from
contact-sources = Source and date of these details
contact-hours = Opening hours
contact-hours-empty = The opening hours are not known here.
contact-hours-website = Please look at the website of the centre.
contact-hours-website-government = Please look at the website of the municipality.
# On the page of a contact that will end, before the link to its successor. $date (String): the first day without it
contact-end-from = From { $date }:
# At the address of a contact that has ended.
contact-ended = This contact point does not exist any more.
contacts-empty = There are no contact points on this website yet.
contact-details-empty = There are no contact details on this website yet.
contact-directions = How to get there
contact-accessibility = Accessibility of the building
contact-appointment = Appointment
contact-appointment-link = Make an appointment
contact-languages = Languages spoken
contact-fees = Costs
contact-for-whom = For whom
contact-not-for-whom = Not for
contact-named-since = Present name since
contact-holidays = Holidays
contact-exceptions = Other hours
contact-save-card = Save contact details
contact-save-closures = Add closing days to your calendar

pages-title = All pages
home-read-more = Read more

# About the text in the other language, before a link to it.
# $language (String): "in Dutch"
parity-newer = The text { $language } is newer
parity-more = There is more text { $language }
parity-may-differ = The text { $language } may be different
parity-differs = The text { $language } is different on purpose
parity-only-there = This part exists { $language } only
parity-head-newer = The title or introduction { $language } is newer
parity-head-more = There is an introduction { $language }
parity-head-may-differ = The title or introduction { $language } may be different
parity-head-differs = The title or introduction { $language } is different on purpose

# A language that people speak.
# $tag (String): its tag
language-spoken =
    { $tag ->
        [nl] Dutch
        [en] English
        [am] Amharic
        [ar] Arabic
        [bg] Bulgarian
        [bn] Bengali
        [cs] Czech
        [da] Danish
        [de] German
        [dse] Dutch Sign Language
        [el] Greek
        [es] Spanish
        [et] Estonian
        [fa] Persian
        [fi] Finnish
        [fr] French
        [fy] Frisian
        [he] Hebrew
        [hi] Hindi
        [hr] Croatian
        [hu] Hungarian
        [id] Indonesian
        [it] Italian
        [ja] Japanese
        [ko] Korean
        [ku] Kurdish
        [lt] Lithuanian
        [lv] Latvian
        [nb] Norwegian
        [pap] Papiamento
        [pl] Polish
        [ps] Pashto
        [pt] Portuguese
        [ro] Romanian
        [ru] Russian
        [sk] Slovak
        [sl] Slovenian
        [so] Somali
        [sq] Albanian
        [sr] Serbian
        [sv] Swedish
        [ta] Tamil
        [th] Thai
        [ti] Tigrinya
        [tr] Turkish
        [uk] Ukrainian
        [ur] Urdu
        [vi] Vietnamese
       *[zh] Chinese
    }
