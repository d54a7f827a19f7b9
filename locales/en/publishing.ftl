# Publishing, withdrawing, the schedule, history, facts to confirm, and the audit log.

# The views of one entry.
entry-nav = This entry
entry-nav-preview = Preview
entry-nav-share = Share a preview
entry-nav-publish = Publish
entry-nav-withdraw = Withdraw
entry-nav-schedule = Schedule
entry-nav-history = History

# What is different between two versions.
changes-shared = In both languages
changes-order = Order of the sections
# $name (String): the heading of a section, or its name
changes-section = Section “{ $name }”
changes-before = Before
changes-after = After
changes-nothing = Nothing
# Read aloud before and after words that are marked.
changes-removed = removed:
changes-added = added:
changes-end = end.

# When something is to happen.
when-now = Now
when-later = At a day and time
when-help = The time is that of Leiden.
when-day = Day
when-time = Time
when-error-day = Give the day, for example 2026-12-01.
when-error-time = Give the time, for example 09:00.
when-error-gap = This time does not exist: the clock goes forward that night. Choose another time.
when-error-past = This day and time are past. Choose a later one, or “Now”.

# Publishing.
publish-title = Publish
# $title (String): of the entry
publish-heading = Publish: { $title }
# $number (Number): of the version
publish-version = This is about version { $number }, which was saved last.
publish-changes = What changes for readers
publish-new = Readers see nothing of it yet. When you publish it, they see all of it.
publish-see = See it as readers will
publish-no-changes = Nothing changes for readers: what was saved last is live.
# $old, $new (String): addresses
publish-moves = The address { $old } becomes { $new }. Readers at the old address are led to the new one.
publish-findings = What the checks found
publish-no-findings = Nothing. The checks do not see everything: please read the text once more yourself.
publish-findings-errors = Mend the errors first. Then you can publish.
publish-finding-error = Error:
publish-finding-warning = Warning:
publish-decide = Publish
publish-for-publishers = You can look, but not publish: that is for publishers. It is on their list of what waits for publication.
publish-langs = Which languages?
publish-langs-help = What both languages share, such as a phone number, goes live too.
publish-seen = I have looked at the warnings
publish-note = Note for the record
publish-note-help = Colleagues see it in the history. Readers do not.
publish-when = When?
publish-do = Publish
publish-done = It is live.
publish-done-unchanged = Readers saw this already. Nothing has changed.
publish-error-newer = Someone has saved a newer version. This page shows it now: look at it, and decide again.
publish-error-langs = Choose at least one language.
publish-error-findings = The checks found errors in a language that you chose.
publish-error-seen = Look at the warnings and tick the box below them.
publish-error-note = A note has at most 500 characters.

# What the checks found. $text (String): words from the text
check-missing-text = There is no text in this language.
check-missing-slug = The page has no word for its address.
check-missing-summary = There is no summary. Search engines and lists of pages show it.
check-empty-heading = A heading says nothing.
check-heading-without-text = Nothing stands below the heading “{ $text }”.
check-skipped-level = The heading “{ $text }” leaves out a level. Screen readers use the levels to find the way.
check-looks-like-heading = “{ $text }” looks like a heading. Make it one, or do not make all of it bold.
check-looks-like-list = “{ $text }” looks like a list. Make it a list with the button above the text.
check-table-without-header = A table has no header cells. Without them screen readers cannot say what a cell is about.
check-generic-link = The link “{ $text }” does not say where it leads.
check-document-without-type = The link “{ $text }” leads to a file. Say which type it is, for example “(PDF)”.
check-document-without-language = The link “{ $text }” leads to a file. Say which language it is in.
check-other-language = “{ $text }” seems to be in another language. Mark its language, so that it is read aloud well.
# $count (Number) of sentences, $longest (Number) of words
check-long-sentences =
    { $count ->
        [one] One sentence has more than 20 words: { $longest }.
       *[other] { $count } sentences have more than 20 words; the longest has { $longest }.
    }
check-hard-word = “{ $text }” is a hard word. Is there an easier one?
# $old (String), $name (String): names of a contact
check-old-name = “{ $old }” is not what it is called now. Write “{ $name }”, or explain the old name with “formerly”.
# $text (String): a detail as it is typed; $name (String): of the contact whose detail it is
check-typed-phone = The phone number { $text } is typed here. It is a detail of { $name }. Link to that contact, or let a section show it: then it stays right everywhere.
check-typed-email = The e-mail address { $text } is typed here. It is a detail of { $name }. Link to that contact, or let a section show it: then it stays right everywhere.
check-typed-website = The web address { $text } is typed here. It is a detail of { $name }. Link to that contact, or let a section show it: then it stays right everywhere.
check-typed-address = The address { $text } is typed here. It is a detail of { $name }. Link to that contact, or let a section show it: then it stays right everywhere.
check-typed-show = Let this section show { $name }

# What a saved version changes on the pages of other entries.
impact-title = What this changes on other pages
impact-nothing = Nothing. No other page shows, links to or lists what is different in this version.
# $count (Number) of pages
impact-pages =
    { $count ->
        [0] No other page changes.
        [one] One other page changes.
       *[other] { $count } other pages change.
    }
impact-at-once = Readers see it everywhere at once when you publish this version.
# $count (Number) of pages
impact-rest =
    { $count ->
        [one] One more page shows, links to or lists it. It is not compared here.
       *[other] { $count } more pages show, link to or list it. They are not compared here.
    }
impact-every-page = At the top and bottom of every page

# Withdrawing.
withdraw-title = Withdraw
withdraw-help = Readers do not see the page any more. Nothing is lost: you can publish it again.
withdraw-nothing = Readers see nothing of it, so there is nothing to withdraw.
withdraw-for-publishers = You can look, but not withdraw: that is for publishers.
withdraw-langs = Which languages?
# $lang (String): a language
withdraw-reason = What do readers get to read? ({ $lang })
withdraw-reason-help = Say why the page is gone. Readers see this at its address.
withdraw-successor = Where should readers go instead?
withdraw-successor-help = They find a link to that page.
withdraw-successor-none = Nowhere
withdraw-then = What happens at the old address?
withdraw-then-tell = Readers are told that the page is gone and why, with a link to the other page
withdraw-then-redirect = Readers are led to the other page at once
withdraw-when = When?
withdraw-do = Withdraw
withdraw-done = It is withdrawn.
withdraw-used-by = Take it out of these first
withdraw-or-end = Or leave it there, and let it end on a day. Another contact then takes its place everywhere.
withdraw-or-end-link = Give the day and the successor
withdraw-error-langs = Choose at least one language that is live.
withdraw-error-reason = Tell readers in { $lang } why the page is gone.
withdraw-error-reason-long = This is too long: at most 1,000 characters.
withdraw-error-successor = This page does not exist any more. Choose another.
withdraw-error-redirect = Choose the page to which readers are led.

# The schedule of an entry.
schedule-title = Schedule
schedule-help = You can plan that this goes live or is withdrawn under “Publish” and “Withdraw”.
schedule-open = Planned
schedule-open-empty = Nothing is planned.
schedule-ended = Before
# $number (Number): of the version; $langs, $time (String)
schedule-publish = { $time }: version { $number } goes live ({ $langs })
schedule-withdraw = { $time }: is withdrawn ({ $langs })
# $name, $time (String)
schedule-by = Planned by { $name } on { $time }.
schedule-cancel = Cancel
schedule-happened = Done on { $time }
schedule-late = Done, but late, on { $time }
schedule-failed = Did not work on { $time }
schedule-cancelled = Cancelled on { $time }
# $number (Number): of a version
refusal-newer-is-live = A newer version is live: version { $number }.
refusal-withdrawn-since = It was withdrawn after this was planned. Publish it again if readers may see it.
refusal-language-missing = The two languages of this go live together only, and one of them is missing.
# $count (Number) of passages
refusal-not-together =
    { $count ->
        [one] The two languages of this go live together only, and one passage is not in step yet.
       *[other] The two languages of this go live together only, and { $count } passages are not in step yet.
    }
# $minutes (Number)
schedule-problem-late =
    { $minutes ->
        [one] It was 1 minute late, because the program was not running.
       *[other] It was { $minutes } minutes late, because the program was not running.
    }
schedule-problem-account = The account of the person who planned it is disabled.
schedule-problem-rights = The person who planned it may not publish any more.
schedule-problem-fault = Something is wrong with the website. Tell the administrator of the server.
schedule-done = It is planned.
schedule-done-cancelled = It is cancelled.
schedule-error-ended = This is not planned any more: it has happened, or someone has cancelled it.

# History.
history-title = History
history-help = Every version that was saved, and what went live. Nothing is ever lost.
history-compare = Compare the two versions that are chosen
history-from = Compare
history-to = with
history-live = Live in
history-revert = Go back to this
# $number (Number): of the version; $name, $time, $langs, $title (String)
history-saved = Version { $number }, saved by { $name } on { $time }
history-published = Version { $number } went live in { $langs }: { $name }, { $time }
history-withdrawn = Withdrawn in { $langs }: { $name }, { $time }
# What was done to another entry that this page shows, links to or lists.
# $kind (String), $title (String): of the other entry; $name (String): who did it
history-elsewhere-published = { $kind } “{ $title }”, which this page shows, lists or links to, was published (version { $number }): { $name }, { $time }
history-elsewhere-withdrawn = { $kind } “{ $title }”, which this page shows, lists or links to, was withdrawn: { $name }, { $time }
history-elsewhere-link = History of “{ $title }”
history-reason = Readers were told:
history-successor = Readers find a link to “{ $title }”.
history-redirects = Readers are led to “{ $title }”.
history-system = the program
history-reverted-note = Back to version { $number }
history-done-reverted = The old version was saved as the newest. Readers do not see it until it is published.
history-error-same = The newest version says the same already.
version-heading = Version { $number }: { $title }
version-help = As readers would see it.
# $lang (String): a language
version-frame = The page in { $lang }
# $from, $to (Number): of versions; $title (String)
compare-heading = Version { $from } and { $to }: { $title }
compare-help = Words that went are struck through, words that came are underlined.
compare-changes = What is different
compare-same = These versions say the same.

# Facts to confirm.
unconfirmed-title = To be confirmed
unconfirmed-help = Readers do not see these until someone has compared them with the source. Confirming does not publish: that is a step of its own.
unconfirmed-empty = Everything is confirmed.
unconfirmed-source = Source:
unconfirmed-no-source = none is named
unconfirmed-note = Note:
unconfirmed-correct = Correct
unconfirmed-drop = Drop
unconfirmed-publish = Publish it now
unconfirmed-done-confirmed = Confirmed and saved. Readers see it when it is published.
unconfirmed-done-dropped = Taken out and saved.
unconfirmed-note-confirmed = Fact confirmed
unconfirmed-note-dropped = Fact taken out
unconfirmed-error-changed = Someone has changed this entry meanwhile. Look at it again.

# The audit log.
audit-title = Audit log
audit-help = Everything that staff and the program have done. It cannot be changed.
audit-unchecked = It was not checked just now whether the log is whole.
audit-check = Check the chain
audit-whole = The log is whole: no event was changed or taken out.
# $id (String): the number of an event
audit-broken = The log is not whole: at event { $id } something was changed or taken out. Tell the administrator of the server.
audit-person = Person
audit-everyone = Everyone
audit-action = Action
audit-object = Object
audit-from = From
audit-until = Until
audit-filter-help = An action such as “entry.publish”, or its beginning such as “entry”. An object by its name, such as “about”.
audit-show = Show
audit-export = Save as a file (CSV)
audit-empty = There are no events like that.
audit-number = No.
audit-time = Time
audit-outcome = Result
audit-origin = From where
audit-detail = Details
audit-pages = More of the log
audit-newer = Newer
audit-older = Older
audit-outcome-done = Done
audit-outcome-refused = Refused
audit-outcome-failed = Failed
