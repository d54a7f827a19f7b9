# Search, for staff: what people look for, why they find it, and what words mean.

admin-search = Search
search-admin-title = How people search
search-admin-try = Try a search
search-admin-lang = Language
search-admin-why = Why this result is here
search-admin-asked = Typed
search-admin-found = Found
search-admin-places = Where
search-admin-gives = Points
search-admin-next = Typed after that
search-admin-count = How often
# $score (String): a number
# $part (String): a percentage
search-admin-score = { $score } points; { $part }% of what was typed
search-admin-promoted = Put on top by staff
search-admin-not-found = Not found
search-admin-unanswered = Without a result
search-admin-followed = Followed by another search
search-admin-counts = Searches and how often they were done
search-admin-counts-help = Counts of the last 90 days. We keep no data about who searched. A search only counts when it was done at least three times on one day.
search-admin-none = Nothing yet.

search-field-title = title
search-field-name = other name
search-field-summary = summary
search-field-heading = heading
search-field-text = text
search-field-listed = list on the page
search-field-subject = words for contact

search-how-exact = the same word
search-how-stem = other form of the word
search-how-parts = parts of the word
search-how-joined = written as one word
search-how-synonym = synonym
search-how-beginning = begins like this
search-how-typo = typing error

search-words-title = Synonyms and top results
search-words-help = Changes are live at once.
search-words-lang = Language of these words
search-words-every-lang = Every language
search-words-error = Type one to four words.
search-entry-error = Choose a page that is live.
search-words-added = It is saved. It holds from now on.
search-words-removed = It is removed. The words are still in the form: add them again to undo this.
search-words-known = Nothing has changed.
search-words-remove = Remove

search-synonyms = Synonyms
search-synonym-from = Who searches for
search-synonym-to = also finds
search-synonym-two-way = And the other way round
search-synonym-add = Add synonym
search-synonym-find = Find a synonym
# $found (Number): how many are shown
# $all (Number): how many there are
search-synonym-count = Synonyms shown: { $found } of { $all }.

search-promotions = Top results
search-promotions-help = This page comes first when somebody types exactly these words.
search-promotion-words = Words
search-promotion-entry = Page
search-promotion-add = Add top result
