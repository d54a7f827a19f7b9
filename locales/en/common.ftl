# Words that stand on every page.

site-name = Leiden International

# The name of this language, in this language.
language-name = English
language-label = Language

skip-to-content = Skip to content
main-menu = Main menu
breadcrumbs-label = You are here
home-page = Home page

# Before a date.
page-updated = Last changed on

# In brackets at the end of a link.
# $lang (String): the tag of the language of the page it leads to
link-language =
    { $lang ->
        [en] in English
        [nl] in Dutch
       *[other] in another language
    }
link-other-website = other website

# Under the site's name, and in the footer.
site-line = Policy, figures and contact for international residents
footer-about = About this website
footer-questions = Questions about living and working in Leiden?
footer-contact = Contact

# Said in the language that is missing.
page-not-in-this-language = This page is not available in English yet.

# On every page while the content is invented.
example-label = Demonstration
example-title = This is a demonstration.
example-text = Details, actions and figures on this website are invented examples.

# On every page while it comes from a copy, because the database is away.
as-of-label = Age of this page
# $moment (String): date and time
as-of-title = As of { $moment }.
as-of-text = Changes made after that are not on this page yet.

# The heading, which is heard and not seen, of messages for some time.
notices-title = Notice

# A language, in the language of the page.
# $lang (String): the tag of a language
language-named =
    { $lang ->
        [en] English
        [nl] Dutch
       *[other] Other language
    }
