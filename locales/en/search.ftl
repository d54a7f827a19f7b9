# Search: on every page, and the page with the answers.

# The last part of the address of the search page.
search-address = search

search-title = Search
# $query (String): what was typed
search-title-query = Search for “{ $query }”
search-form = Search this website
search-header-form = Search
search-label = What are you looking for?
search-button = Search

# $most (Number): the most letters that may be typed
search-too-long = Your text is too long. Use at most { $most } letters, for example two or three words.
# While the program starts, on a site with very many pages.
search-waiting = The search is starting. Please try again in a minute; all pages work already.

# $count (Number): how many pages were found in this language
search-count =
    { $count ->
        [one] 1 result
       *[other] { $count } results
    }
# Before a link with other words.
search-meant = Did you mean:
search-nothing = Nothing found
search-nothing-other-words = Try other words. You can also search in Dutch.
search-nothing-fewer-words = Use fewer words, and check how they are written.
# Before a link to the contact page.
search-nothing-ask = Or ask a person:
# Above results that are not in this language.
search-elsewhere = Results in another language

search-pages = Pages with results
# $page (Number): this page
# $pages (Number): how many pages there are
search-place = Page { $page } of { $pages }
search-earlier = Previous page
search-later = Next page

search-kinds = Choose what you want to see
search-kind-all = Everything
# $count (Number): how many there are
search-kind-pages = Pages ({ $count })
# $count (Number): how many there are
search-kind-goals = Goals ({ $count })
# $count (Number): how many there are
search-kind-contacts = Contacts ({ $count })
# $count (Number): how many there are
search-kind-documents = Documents ({ $count })

# The name of the list that opens while someone types.
search-suggestions = Suggestions

# At most 16 letters: a browser shows it.
opensearch-name = Leiden (English)
