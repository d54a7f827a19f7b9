# How the languages stand to each other: the overview, the policy, and what of it is said elsewhere.

translations-title = Translations
translations-help = What the two languages say is compared passage by passage. What changed in one language waits here until someone has looked at the other. An answer about texts that readers see holds at once: it changes what readers are told about the other language, never a text.
translations-nav = On this page
translations-worklist = Worklist
translations-entries = All entries
# $lang (String): a language; $count (Number) of passages
translations-count =
    { $count ->
        [0] { $lang }: nothing is behind
        [one] { $lang }: one passage is behind
       *[other] { $lang }: { $count } passages are behind
    }
translations-done-agreed = Your answer is recorded.
translations-done-all = That was the last entry with something that waits.

# The filter.
translations-filter-behind = Language that is behind
translations-filter-kind = Kind
translations-filter-state = What happened
translations-filter-sort = Order
translations-filter-live = Only what readers can see
translations-any = All
translations-sort-changed = Changed in one language
translations-sort-both = Changed in both, or never compared
translations-sort-missing = Missing
translations-order-urgent = Oldest and most read first
translations-order-oldest = Oldest first
translations-order-read = Most read first
translations-show = Show
translations-show-all = Show everything
translations-file = Save as a file (CSV)

# The worklist. $count (Number) of passages
translations-total =
    { $count ->
        [one] One passage waits.
       *[other] { $count } passages wait.
    }
translations-order-help = Unless you choose another order, the most urgent comes first: the days that it waits, the first included, times how often its page was read in the last 28 days plus one.
translations-empty = Everything is in step.
translations-empty-filtered = Nothing like this waits.
# $langs (String): the languages whose text waits
translations-behind = Behind: { $langs }.
# $date (String); $days (Number) of days
translations-since =
    { $days ->
        [one] Since { $date }.
       *[other] Since { $date }, { $days } days.
    }
# $count (Number)
translations-readers =
    { $count ->
        [0] Not read in the last 28 days.
        [one] Read once in the last 28 days.
       *[other] Read { $count } times in the last 28 days.
    }
translations-not-live = Readers do not see it.
translations-more-worklist = More of the worklist
translations-more-entries = More entries
translations-previous = Previous
translations-next = Next

# What happened to a passage. $lang (String): a language
translations-in-step = In step
translations-changed = Changed in { $lang }
translations-both = Changed in both languages
translations-never = Never compared
translations-missing-in = Missing in { $lang }
translations-differs = Differs on purpose

# An entry in a language. $count (Number) of passages
translations-missing = Missing
translations-behind-by =
    { $count ->
        [one] One passage behind
       *[other] { $count } passages behind
    }
translations-differs-count = Differs on purpose: { $count }
translations-entries-total =
    { $count ->
        [one] One entry.
       *[other] { $count } entries.
    }
translations-entries-empty = There are no entries like this.

# The columns of the table and of the file.
translations-head-entry = Entry
translations-head-kind = Kind
translations-head-passage = Passage
translations-head-state = What happened
translations-head-behind = Behind
translations-head-since = Since
translations-head-days = Days
translations-head-readers = Read in 28 days
translations-head-live = Readers see it
translations-head-address = Address

# Facts that only one text states. $fact (String): what it is; $stated (String): what each text states; $lang, $facts (String)
translations-fact = { $fact }: { $stated }.
translations-fact-only = only in { $lang }: { $facts }
translations-fact-here = differs:
translations-fact-number = Number
translations-fact-percentage = Percentage
translations-fact-amount = Amount
translations-fact-date = Date
translations-fact-weekday = Day of the week
translations-fact-time = Time
translations-fact-email = E-mail address
translations-fact-phone = Phone number
translations-fact-link = Link
translations-fact-reference = Link or figure of this website
translations-fact-list = Items of a list
translations-fact-table = Rows of a table

# The two languages before something is published.
translations-publish-title = The two languages
translations-publish-help = What readers would see if every language goes live. You can answer here, or change the texts first.
translations-publish-step = Both languages say the same, as far as is known.
translations-publish-shown = One text of these is not the one that was saved last. Compare them in the editor.
translations-publish-free = Here the languages may go live apart.
translations-publish-warn = You can publish when you have ticked below that you have seen this.
translations-publish-together = The languages of this go live together only.
translations-publish-answer = Record the answers
# $lang (String): a language
translations-absent = There is no text in { $lang }. Readers are told so, and never get the text of the other language instead.
# $lang, $other (String): languages
translations-alone-kept = Only { $lang }: readers of { $other } keep the text they have. Where it is behind, the page tells them so in a sentence, with a link to the text in { $lang }.
translations-alone-absent = Only { $lang }: readers of { $other } are told that this is not there in { $other } yet.
# After a sentence that says why.
translations-refused = Publishing will be refused.

# Whether the languages of a kind may go live apart.
policy-title = Publishing the languages together or apart
policy-help = For each kind of entry you choose what happens when one language goes live while the other is behind.
policy-free = Apart, freely
policy-free-help = Each language goes live when it is ready. The page for publishing shows what is behind, and asks nothing.
policy-warn = Apart, with a warning
policy-warn-help = Whoever publishes is shown what is behind, and has to tick that they have seen it. This is what happens unless you choose something else.
policy-together = Together only
policy-together-help = Nothing goes live until both languages have a text and every passage is in step, or differs on purpose. One language can still be withdrawn alone, so that a text that is wrong is gone at once.
policy-done-saved = It is saved. It holds from now on, also for what is on the schedule.
policy-done-unchanged = Nothing was changed.
