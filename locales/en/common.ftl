# Words that stand on every page.

site-name = Leiden International

# The name of this language, in this language.
language-name = English
language-label = Language

skip-to-content = Skip to content
main-menu = Main menu
breadcrumbs-label = You are here
home-page = Home page
contact = Contact

# $date (String): a date, such as 22 November 2026
page-updated = Last changed on { $date }

# After a link, inside its text.
link-other-website = (other website)
link-new-tab = (opens in a new tab)

# A period; both days are included.
# $first (String): 22, 22 November, or 22 November 2026
# $last (String): 25 November 2026
period = { $first } to { $last }
