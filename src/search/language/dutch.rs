//! Dutch, with the words of which the longer ones of this subject are made.

use rust_stemmers::Algorithm;

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    algorithm: Some(Algorithm::Dutch),
    silent: "aan al alle als ben bij bent dan dat de deze die dit doe doen door dus een eens en er ga gaan geen geeft \
        had heb hebben hebt heeft hem het hier hij hoe hun ik in is ja je jij jou jouw kan krijg krijgen kunnen \
        kunt maar me meer men met mij mijn moet moeten na naar nee niet nog nu of om omdat ons onze ook op over \
        te tegen toch toen tot u uit uw van veel voor waar waarom wanneer want was wat we weet welk welke wel \
        werd wie wij wil willen word worden wordt zal ze zelf zich zij zijn zo zonder zou vind vinden zoek zoeken \
        graag net andere ander iets iemand mag help vraag aub",
    parts: "aanvraag aandacht accommodatie actie adres adviseur advies afspraak agenda akte arbeid avond baan balie \
        bank basis bedrijf bedrijven beheer belasting beleid bericht bewijs bewoner bibliotheek boek brief brug \
        bureau burger buurt cafe campagne centrum cijfer college contact contract corporatie cultuur cursus dag \
        dienst diensten doel dossier duur examen expat fiets figuur formulier geboorte gegeven gegevens gemeente gesprek \
        gezin gezondheid groep haven help hulp huis huur huwelijk hypotheek identiteit immigratie informatie inkomen \
        inburgering inschrijf inschrijving instelling integratie internationaal jaar jongeren kaart kamer kantoor \
        kennis kind kinderen kosten kunde land leer leven loket maand markt medewerker migrant migratie minister \
        monitor museum nacht naam net netwerk nummer onderwijs onderzoek onderzoeker ondernemer opening openings \
        opvang organisatie oudere parkeer partij partner paspoort personeel plaats plan plek politie post prijs \
        privacy probleem project punt raad recht regel regeling register reis rekening rij rijbewijs ruimte samen \
        school service sociaal sollicitatie spreek stad stads start staat steun straat student studie stem taal \
        tafel team tijd tijden trein uitvoering universiteit uur vaardigheid vak vereniging vergunning verhuur \
        verblijf verkeer verklaring verloskundige verzekering verkiezing vlucht vluchteling voorziening vraag vrij \
        vrijwilliger warmte water week welkom wereld werk werkgever wet wijk winkel woning wonen woon zaken ziekenhuis \
        ziekte zoek zorg zorgverzekering",
    spellings: &[
        ("%", "procent"),
        ("percentage", "procent"),
        ("mail", "email"),
        ("mailadres", "email"),
        ("emailadres", "email"),
        ("telefoonnummer", "telefoon"),
        ("tel", "telefoon"),
        ("center", "centrum"),
        ("centre", "centrum"),
    ],
    contact: "contact telefoon bellen email adres openingstijden open opening afspraak balie bezoek route vraag vragen",
};
