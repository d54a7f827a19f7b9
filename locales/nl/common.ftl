# Woorden die op elke pagina staan.

site-name = Leiden International

# De naam van deze taal, in deze taal.
language-name = Nederlands
language-label = Taal

skip-to-content = Naar de inhoud
main-menu = Hoofdmenu
breadcrumbs-label = U bent hier
home-page = Homepage

# Voor een datum.
page-updated = Laatst gewijzigd op

# Tussen haakjes aan het einde van een link.
# $lang (String): de taal van de pagina waar de link heen gaat
link-language =
    { $lang ->
        [en] in het Engels
        [nl] in het Nederlands
       *[other] in een andere taal
    }
link-other-website = andere website

# Onder de naam van de website, en in de voet.
site-line = Beleid, cijfers en contact voor internationale inwoners
footer-about = Over deze website
footer-questions = Hebt u vragen over wonen en werken in Leiden?
footer-contact = Contact

# Gezegd in de taal die ontbreekt.
page-not-in-this-language = Deze pagina is er nog niet in het Nederlands.

# Op elke pagina zolang de inhoud verzonnen is.
example-label = Demonstratie
example-title = Dit is een demonstratie.
example-text = Gegevens, acties en cijfers op deze website zijn verzonnen voorbeelden.

# Op elke pagina zolang die uit een kopie komt, omdat de database er niet is.
as-of-label = Hoe oud deze pagina is
# $moment (String): datum en tijd
as-of-title = Stand van { $moment }.
as-of-text = Wat daarna is veranderd, staat nog niet op deze pagina.

# De kop boven mededelingen, die te horen is en niet te zien.
notices-title = Mededeling

# A language, in the language of the page.
# $lang (String): the tag of a language
language-named =
    { $lang ->
        [en] Engels
        [nl] Nederlands
       *[other] Andere taal
    }
