# Pagina's voor als er iets misgaat. Onder elke tekst staan links naar de homepage en naar Contact.

error-not-found-title = Pagina niet gevonden
error-not-found-text = Deze pagina bestaat niet of is verplaatst. Ga naar de homepage of naar Contact.

error-language-title = Nog niet in het Nederlands
error-language-text = Deze pagina is er nog niet in het Nederlands.
# Voor een link naar dezelfde pagina in een andere taal.
error-language-offer = U kunt de pagina in een andere taal lezen:

error-gone-title = Pagina verwijderd
error-gone-text = Deze pagina stond op onze website, maar wij hebben de pagina verwijderd. Ga naar de homepage of naar Contact.
# Voor een link naar de pagina die ervoor in de plaats kwam.
error-gone-offer = U leest hierover nu op:

error-request-title = Wij kunnen dit verzoek niet lezen
error-request-text = Er zit een fout in het adres of in wat uw browser heeft gestuurd. Controleer het adres, of begin opnieuw op de homepage.

error-unauthorized-title = Log eerst in
error-unauthorized-text = Dit deel van de website is voor medewerkers. Log eerst in.

error-forbidden-title = Dit kunt u niet doen
error-forbidden-text = Uw account geeft hier geen recht op, of de aanvraag kwam niet van deze website. Ga terug en probeer het opnieuw, of vraag het een beheerder.

error-too-many-title = Te vaak geprobeerd
error-too-many-text = U hebt dit in korte tijd heel vaak geprobeerd. Wacht een paar minuten en probeer het dan opnieuw.

error-method-title = Dit kan hier niet
error-method-text = U kunt deze pagina lezen, maar u kunt er niets naartoe sturen. Begin opnieuw op de homepage.

error-payload-title = Te veel informatie
error-payload-text = Wat u hebt gestuurd is te groot. Stuur minder, of neem contact met ons op.

error-slow-title = Het versturen duurde te lang
error-slow-text = Wij hebben gewacht, maar niet alles kwam aan. Ga terug en probeer het opnieuw als uw verbinding beter is.

error-address-title = Adres te lang
error-address-text = Het adres van deze pagina is te lang. Controleer het adres, of begin opnieuw op de homepage.

error-headers-title = Uw browser heeft te veel gestuurd
error-headers-text = Uw browser heeft meer informatie gestuurd dan wij kunnen lezen. Verwijder de cookies van deze website en probeer het opnieuw.

error-unavailable-title = Even niet beschikbaar
error-unavailable-text = Wij kunnen deze pagina nu niet laten zien. Probeer het over een minuut opnieuw.

error-internal-title = Er ging iets mis
error-internal-text = Dit ligt aan ons. Probeer het later nog een keer.
