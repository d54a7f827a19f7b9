# The editor: the form of an entry, what the text editor says, the preview.

# $title (String): what the entry is called
editor-page-title = Edit: { $title }
# $number (String): of a revision; $name (String): of a person; $time (String): a moment
editor-saved-by = Revision { $number }, saved by { $name } on { $time }
editor-saved = Revision { $number }, saved on { $time }
editor-done-saved = Saved as revision { $number }. Readers see it when it is published.
editor-done-unchanged = Nothing was changed, so nothing was saved.
editor-done-discarded = What was typed and not saved is gone. This is what was saved last.
# $time (String): a moment
editor-unfinished = You have an open form of this entry. You last typed in it on { $time }.
editor-unfinished-go-on = Go on with it
editor-unfinished-discard = Discard it
editor-outdated = A colleague has saved this entry meanwhile. You can go on: when you save, both changes are put together.
# $names (String): of people
editor-is-editing = { $names } is also editing this entry.
editor-are-editing = { $names } are also editing this entry.

# $field (String): the name of a field; $lang (String): the name of a language
editor-in-language = { $field } in { $lang }
# $number (Number): the rank of a section
editor-section = Section { $number }
editor-section-word = Section
# $number (Number): the rank in a list
editor-phone = Phone number { $number }
editor-former-name = Former name { $number }
editor-form = Form

# What every entry has.
editor-title = Title
editor-name = Name
editor-caption = Caption
editor-title-help = A language without a title is not published.
editor-short-title = Short title
editor-short-title-help = For menus, where the title is too long. You can leave it empty.
editor-slug = Word for the address
editor-slug-help = Small letters, digits and hyphens. Leave it empty and we make it from the title.
editor-summary = Summary
editor-definition = Definition
editor-summary-help = One or two sentences. Search engines and lists show them.
editor-sections = Sections
editor-sections-help = Every section is there once, and is said in each language. Put what belongs together side by side.
editor-heading = Heading
editor-text = Text
editor-text-help = Without a toolbar: leave an empty line between paragraphs.
editor-refers-to = Shows
editor-refers-to-nothing = Nothing
editor-refers-to-help = Contact details, figures and documents are not typed into the text. Choose them here and they stay right everywhere.
editor-section-more = Source, unconfirmed, note
editor-provenance = Source, unconfirmed
editor-source = Source
editor-source-help = Where it was found: a web address or a description.
editor-checked-on = Checked on
editor-checked-on-help = The day on which someone last compared it with the source, such as 22-11-2026.
editor-unconfirmed = Unconfirmed
editor-unconfirmed-help = Readers do not see it until someone has confirmed it.
editor-note = Note for colleagues
editor-note-help = Readers never see it.
editor-add-section = Add a section
editor-up = Up
editor-down = Down
editor-duplicate = Duplicate

# The fields of a page.
editor-menu = Menu
editor-menu-help = The order within a menu is the order in the page tree.
editor-menu-none = In no menu
editor-menu-main = Main menu
editor-menu-footer = Footer
editor-lists = Lists
editor-lists-help = What the page shows below its sections. It is kept up to date by itself.
editor-lists-nothing = Nothing
editor-lists-goals = The goals
editor-lists-actions = The actions
editor-lists-figures = The figures
editor-lists-documents = The documents
editor-lists-contacts = The contact points
editor-lists-pages = All pages

# The fields of a goal and of an action.
editor-number-plain = Number
editor-goal-number-help = Its place in the policy, from 1.
editor-goals = Goals
editor-goals-help = The goals that the action serves.
editor-priority = Priority
editor-priority-none = Not given
editor-status = Status
editor-lead = Who leads it
editor-lead-help = The organisation or department. You can leave it empty.
editor-from = From
editor-until = Until
editor-date-help = A year, a month or a day: 2026, 11-2026 or 22-11-2026. You can leave it empty.

# The fields of a contact.
editor-organisation = Kind of organisation
editor-organisation-help = Search engines read it.
editor-organisation-government = Government
editor-organisation-other = Other organisation
editor-details-help = Leave empty what you do not know. Every detail has its own source and date.
editor-email = E-mail address
editor-website = Website
editor-address = Address
editor-building = Building
editor-street = Street and number
editor-postcode = Postcode
editor-city = Town
editor-phones = Phone numbers
editor-phone-help = For example +31 71 516 5165 or 14 071.
editor-phone-label = What it is for
editor-phone-label-help = For example: from abroad. You can leave it empty.
editor-add-phone = Add a phone number
editor-former-names = Former names
editor-former-names-help = The newest first. Readers who know the old name find the organisation by it.
editor-name-lang = Language of the name
editor-name-lang-none = Not given
editor-name-from = In use since
editor-name-until = In use until
editor-add-former-name = Add a former name

# The fields of a notice.
editor-notice-message = Message
editor-notice-more = More about it
editor-notice-about = Where it stands
editor-notice-about-help = On every page, or on the page of one contact and wherever that contact is shown.
editor-notice-everywhere = All pages
editor-notice-from = Starts
editor-notice-until = Ends
editor-notice-time-help = A day and a time in Leiden, such as 24-12-2026 13:00.
editor-notice-closes = Closed meanwhile
editor-notice-closes-help = The contact is closed from the start to the end, whatever its opening hours say.

# The fields of a document.
editor-url = Web address
editor-url-help = For example https://www.leiden.nl/policy.pdf
editor-languages = Languages of the document
editor-languages-help = Readers are told when the document is not in their language.
editor-file = File
editor-file-help = Leave it empty when the link leads to a web page.
editor-file-format = Type
editor-file-format-help = For example PDF.
editor-file-size = Size
editor-file-size-help = For example 1.2 MB or 850 kB.
editor-link-check = Check of the link
editor-link-check-on = Checked on
editor-link-check-works = Outcome
editor-link-check-none = Not checked
editor-link-check-good = The link works
editor-link-check-broken = The link is broken

# The fields of a figure.
editor-number = Number
editor-number-help = Only the number, with a point before decimals: 13.1 or 16643.
editor-unit = What is counted
editor-unit-percent = Percent
editor-unit-people = People
editor-date = Date or period
editor-figure-date-help = What the number is about: 2026, 11-2026 or 22-11-2026. Leave it empty if it is not known.
editor-occasion = Occasion
editor-occasion-help = Only when the date is not known. For example: when the policy was adopted (2020).
editor-series = Series
editor-series-help = Figures of one series are compared. One short word: small letters, digits and hyphens.

# Saving.
editor-state = Nothing typed yet.
editor-save-and-publish = Save and publish
editor-discard = Discard changes
editor-discard-sure = What you typed and did not save is gone for good then.
editor-discard-do = Yes, discard it
editor-sign-in = Sign in and go on
editor-say-changed = Not kept yet.
editor-say-keeping = Keeping…
# $time (String): a time
editor-say-kept = Kept at { $time }. Nobody else sees it until you save.
editor-say-offline = Not kept yet: no connection. Your text stays on this page. We try again.
editor-say-failed = Not kept yet: something went wrong on our side. Your text stays on this page. We try again.
editor-say-ended = Your session has ended. Your text is still on this page: sign in and go on.
editor-say-late = This form is open in another tab, which was changed later. What you type here is not kept.
# $position (String), $count (String): of sections
editor-say-moved = Moved: section { $position } of { $count }.
editor-refused-forbidden = Not kept: this form belongs to someone else. Open the entry again.
editor-refused-not-found = Not kept: this entry does not exist any more.
editor-refused-unreadable = Not kept: we cannot read what was sent. Copy your text and open the entry again.
editor-refused-unavailable = Not kept yet: something went wrong on our side. Your text stays on this page.
editor-unsaved = Not saved
editor-unsaved-unavailable = Not saved: something went wrong on our side. What you typed is still on this page. Wait a moment and send it again.
editor-unsaved-too-large = Not saved: this form has more fields than one entry can hold. What you typed is still on this page. Copy it, or go back to the form and remove something.
editor-unsaved-typed = What you typed
editor-unsaved-again = Send again
# $places (String): sections with their languages
editor-cleaned = Not saved yet. The website cannot keep everything in: { $places }. You see the text as it will be kept. Look at it and save again.

# What two people changed at the same time.
editor-conflicts = Not saved yet. A colleague has changed the same. Your own words are in the fields. Take over what you need from your colleague and save again.
# $place (String): a field
editor-conflict-at = { $place }: a colleague has changed this too.
editor-conflict-title = Also changed by a colleague:
editor-conflict-help = Your own words are in the field. When you save, they replace those of your colleague.
editor-conflict-theirs = Your colleague’s
editor-conflict-base = Before
editor-conflict-nothing = Nothing

# What is wrong with a field.
editor-problem-missing = Fill this in.
editor-problem-title-missing = Give a title. An entry needs one in each language in which it says something.
editor-problem-fact-missing = Fill this in, or empty the source, the date and the tick that belong to it.
editor-problem-line = At most 300 characters, on one line.
editor-problem-slug = Use small letters, digits and hyphens, such as opening-hours.
editor-problem-web-address = A web address begins with https:// or http://.
editor-problem-email = Write an e-mail address such as name@example.nl.
editor-problem-phone = Write a phone number with digits and spaces, such as +31 71 516 5165.
editor-problem-date = Write a year, a month or a day: 2026, 11-2026 or 22-11-2026.
editor-problem-day = Write a day, such as 22-11-2026.
editor-problem-minute = Write a day and a time, such as 24-12-2026 13:00.
editor-problem-minute-skipped = The clock skips this time on that day. Write another time.
editor-problem-ends-first = The end comes after the start. Write a later moment.
editor-problem-closes-nothing = Choose a contact, or take away the tick: a notice on all pages closes nothing.
editor-problem-amount = Write a number without thousands separators, with a point before decimals: 13.1 or 16643.
editor-problem-number = Write a whole number from 1 to 255.
editor-problem-size = Write a size such as 1.2 MB or 850 kB.
editor-problem-series = Write one short word with small letters, digits and hyphens.
editor-problem-choice = Choose again: this cannot be chosen.
editor-problem-no-language = Choose at least one language.
editor-problem-no-such-entry = What was chosen does not exist any more. Choose again.
editor-problem-no-such-target = The text links to something on this website that does not exist. Choose the link again.
editor-problem-text-too-long = A text has at most 100,000 characters. Split the section.
editor-problem-too-many-sections = An entry has at most 200 sections.
editor-problem-too-many-items = A list has at most 50 items.
editor-problem-too-large = This is more text than one entry can hold. Split the entry.

# The text editor.
# $field (String): the name of a field
editor-toolbar = Formatting of { $field }
editor-toolbar-help = Alt+F10: toolbar
editor-tool-heading = Heading
editor-bold = Bold
editor-italic = Italic
editor-bullets = Bulleted list
editor-numbers = Numbered list
editor-indent = Move list item inwards
editor-outdent = Move list item outwards
editor-link = Link
editor-quote = Figure
editor-table = Table
editor-undo = Undo
editor-redo = Redo
editor-row-after = Add row below
editor-row-remove = Remove row
editor-column-after = Add column to the right
editor-column-remove = Remove column
editor-head-row = First row is a heading
editor-head-column = First column is a heading
editor-table-caption = Title of the table
editor-table-caption-help = Says what is in the table. Readers of a screen reader hear it first.
editor-table-remove = Remove table
editor-link-entry = Page of this website
editor-link-none = None: an address
editor-link-address = Address
editor-link-address-help = For example https://www.leiden.nl or info@example.nl
editor-link-bad = This is not an address. Begin with https://, or type an e-mail address or phone number.
editor-link-words = Words of the link
editor-link-remove = Remove link
# $lang (String): the name of a language
editor-link-page-in = That page is in { $lang }
editor-words-in = Words in { $lang }
editor-quote-title = Quote a figure
editor-quote-choose = Figure
editor-apply = Apply

# The preview.
# $title (String): what the entry is called
editor-preview-title = Preview: { $title }
editor-preview-help = This is what readers will see. Unconfirmed parts are left out.
# $lang (String): the name of a language
editor-preview-phone = { $lang }, on a phone
editor-preview-desktop = { $lang }, on a desktop

# The end of a contact.
editor-end = End
editor-end-help = For a contact that stops. From this day its page leads to the successor. Every page that shows or links to it, shows the successor then. You change nothing there.
editor-end-on = First day on which it is gone
editor-end-on-help = A day, such as 01-03-2027. Leave it empty while nothing is known.
editor-end-successor = Who takes its place?
