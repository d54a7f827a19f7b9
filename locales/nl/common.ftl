# Woorden die op elke pagina staan.

site-name = Leiden International

# De naam van deze taal, in deze taal.
language-name = Nederlands
language-label = Taal

skip-to-content = Naar de inhoud
main-menu = Hoofdmenu
breadcrumbs-label = U bent hier
home-page = Homepage
contact = Contact

# $date (String): een datum, zoals 22 november 2026
page-updated = Laatst gewijzigd op { $date }

# Achter een link, in de tekst ervan.
link-other-website = (andere website)
link-new-tab = (opent in een nieuw tabblad)

# Een periode; beide dagen horen erbij.
# $first (String): 22, 22 november, of 22 november 2026
# $last (String): 25 november 2026
period = { $first } tot en met { $last }

# Under the site's name, and in the footer.
site-line = Beleid, cijfers en contact voor internationale inwoners
footer-about = Over deze website
footer-questions = Hebt u vragen over wonen en werken in Leiden?
footer-contact = Contact

# Said in the language that is missing.
page-not-in-this-language = Deze pagina is er nog niet in het Nederlands.

# On every page while the content is invented.
example-label = Demonstratie
example-title = Dit is een demonstratie.
example-text = Gegevens, acties en cijfers op deze website zijn verzonnen voorbeelden.
