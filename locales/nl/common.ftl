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
