# Pages for when something goes wrong. Below each text are links to the home page and to Contact.

error-not-found-title = Page not found
error-not-found-text = This page does not exist or has moved. Go to the home page or to Contact.

error-language-title = Not in English yet
error-language-text = This page is not available in English yet.
# Before a link to the same page in another language.
error-language-offer = You can read it in another language:

error-gone-title = Page removed
error-gone-text = This page was on our website, but we have removed it. Go to the home page or to Contact.
# Before a link to the page that has taken its place.
error-gone-offer = You can now read about this on:

error-request-title = We cannot read this request
error-request-text = There is a mistake in the address or in what your browser sent. Check the address, or start again on the home page.

error-unauthorized-title = Please sign in
error-unauthorized-text = This part of the website is for staff. Sign in first.

error-forbidden-title = You cannot do this
error-forbidden-text = Your account does not allow this, or the request did not come from this website. Go back and try again, or ask an administrator.

error-too-many-title = Too many attempts
error-too-many-text = You have tried this very often in a short time. Please wait a few minutes and try again.

error-method-title = This does not work here
error-method-text = You can read this page, but you cannot send anything to it. Start again on the home page.

error-payload-title = Too much information
error-payload-text = What you sent is too large. Send less, or contact us.

error-slow-title = Your browser sent too slowly
error-slow-text = We waited for a while, but not everything arrived. Go back and try again when your connection is better.

error-address-title = Address too long
error-address-text = The address of this page is too long. Check the address, or start again on the home page.

error-headers-title = Your browser sent too much
error-headers-text = Your browser sent more information than we can read. Delete the cookies of this website and try again.

error-unavailable-title = Temporarily not available
error-unavailable-text = We cannot show this page at the moment. Please try again in a minute.

error-internal-title = Something went wrong
error-internal-text = This is our fault. Please try again later.
