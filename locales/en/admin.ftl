# The frame of the admin area: menu, page tree, my work, shared previews.

# Behind the title of a page, in the browser's tab.
admin-site-name = Leiden International, editing
# Beside the site's name.
admin-place = Editing
admin-to-site = View the website
admin-sign-out = Sign out
# Before the title of a page, in the browser's tab.
admin-error-title = Error:
# Above a list of what is wrong with a form.
admin-errors = Please look at these fields

admin-my-work = My work
admin-pages = Pages
admin-contacts = Contacts
admin-translations = Translations
admin-unconfirmed = Unconfirmed
admin-editors = Staff
admin-audit = Audit log

admin-save = Save
admin-cancel = Cancel
admin-back = Back
admin-yes = Yes
admin-no = No
admin-edit = Edit
admin-confirm = Confirm
admin-remove = Remove
admin-copy = Copy
admin-copied = Copied

admin-role-author = Author
admin-role-publisher = Publisher
admin-role-administrator = Administrator

kind-page = Page
kind-goal = Goal
kind-action = Action
kind-contact = Contact
kind-document = Document
kind-figure = Figure
kind-notice = Notice

# What readers see of an entry in a language.
admin-state-live = Live
admin-state-withdrawn = Withdrawn
admin-state-draft = Draft
admin-state-missing = No text
admin-state-waiting = Changes not published

admin-done-created = The entry was made. Nobody outside sees it until it is published.
admin-done-moved = The new place is live.
admin-done-archived = It was put in the archive.
admin-done-unarchived = It was taken out of the archive.

# The page tree.
tree-help = Everything that the website shows, in its order.
tree-help-order = The order here is the order of menus and lists on the website. A change of order is live at once.
tree-new = New page, contact or document
tree-new-below = New below this
tree-find = Find by name or address
tree-find-do = Find
tree-found = Found
tree-found-nothing = Nothing has these words in its name or address.
tree-all = Show everything
tree-up = Up
tree-down = Down
tree-place = Move or archive
tree-archived = Archive
tree-archived-show = Show what was put in the archive
tree-unarchive = Take out of the archive

contacts-help = Organisations that readers can reach. Pages show them by reference: change a detail here and it is new everywhere.
contacts-new = New contact
contacts-new-notice = New notice
contacts-notices = Notices
contacts-notices-help = Messages for some time: closed today, the phones are out of order. Readers see them from their start to their end, once they are published.
contacts-notices-none = There are no notices.
contacts-notices-running = Now
contacts-notices-coming = Later
contacts-notices-past = Over
# $from (String), $until (String): days with a time
contacts-notice-period = From { $from } to { $until }
# $name (String): of a contact
contacts-notice-about = About { $name }
contacts-notice-everywhere = On all pages
contacts-notice-closes = Closed meanwhile

# Where an entry stands.
place-title = Move or archive
place-help = Moving a page changes its address. Readers who use the old address are led to the new one.
place-below = Stands below
place-top = At the top
place-move = Move
archive-title = Put in the archive
archive-live = Readers can see this. Withdraw it before you put it in the archive.
archive-withdraw = Withdraw
archive-help = In the archive it is in nobody's way. Nothing is deleted: you can take it out again.
archive-do = Put in the archive

# A new entry.
new-title = New entry
new-help = Give it a name in one or both languages. You can write the rest afterwards. Nobody outside sees it until it is published.
new-kind = What is it?
new-help-page = Text with sections, at an address of its own.
new-help-contact = An organisation that readers can reach.
new-help-notice = A message for some time, on all pages or with one contact.
new-help-document = A link to a document on another website.
new-help-action = An action of the implementation plan.
new-help-figure = One number with its date and source.
new-help-goal = A goal of the policy.
new-names = What is it called?
new-names-help = In the language you do not know yet you can leave it empty.
# $lang (String): the name of a language
new-name = Name in { $lang }
new-parent-help = The address of a page begins with the address of what it stands below.
new-url = Web address (only for a document)
new-url-help = For example https://www.leiden.nl/policy.pdf
new-do = Make it
new-error-kind = Choose what it is.
new-error-title = Give it a name in at least one language.
new-error-title-long = A name has at most 300 characters, on one line.
new-error-url = Give the web address of the document. It begins with https:// or http://.
new-error-parent = What it was to stand below is not there any more. Choose again.

# Why a change was refused. $title, $titles: of entries; $lang: the name of a language.
refusal-not-found = “{ $title }” does not exist any more.
refusal-no-text = There is no text in { $lang } yet.
refusal-no-slug = The page has no word for its address in { $lang } yet.
refusal-address-taken = Another page is at { $address }. Choose another word for the address.
refusal-address-reserved = The website itself uses { $address }. Choose another word for the address.
refusal-target-not-live = It refers to “{ $title }”, which readers cannot see. Publish that first, or take the reference out.
refusal-in-use = It is shown or linked on: { $titles }. Take it out there first.
refusal-cycle = It cannot stand below itself.
refusal-live = Readers can see this. Withdraw it first.
refusal-children = Other entries stand below it. Move or archive those first.
refusal-archived = It is in the archive. Take it out first.

# My work.
work-hello = Good to see you, { $name }.
work-drafts = Open forms
work-drafts-help = What you have typed and not saved yet.
work-drafts-empty = You have no open forms.
work-typed-at = Last typed { $time }
work-waiting = Waiting for publication
work-waiting-help = Saved, but readers do not see it yet.
work-waiting-empty = Everything that was saved is live.
# $name (String): who saved it
work-saved-by = Saved by { $name } on { $time }
work-saved = Saved on { $time }
work-scheduled = Scheduled
work-scheduled-empty = Nothing is scheduled.
work-scheduled-publish = Goes live on { $time }
work-scheduled-withdraw = Is withdrawn on { $time }
work-scheduled-failed = Did not work on { $time }
work-recent = Recently published
work-recent-empty = Nothing was published yet.
work-published-by = Published by { $name } on { $time }
work-published = Published on { $time }
work-overdue = Checks overdue
work-overdue-help = Facts that readers see and that nobody has compared with the source for a long time.
work-overdue-empty = Every fact was checked recently.
work-never-checked = Never checked
work-checked-on = Last checked on { $date }
work-unconfirmed = Facts to confirm
# $count (Number)
work-unconfirmed-count =
    { $count ->
        [0] Nothing has to be confirmed.
        [one] One fact is waiting for someone to confirm it.
       *[other] { $count } facts are waiting for someone to confirm them.
    }
work-see-all = See all
fact-website = Website
fact-email = E-mail address
fact-phone = Phone number
fact-address = Address
fact-value = Figure
fact-link = Link to the document

# Links with which someone without an account sees a page before it is live.
share-title = Share a preview
share-help = With this link someone without an account sees the page as it was saved, in both languages, as readers would. The link works until the date you choose.
share-days = How long does the link work?
# $count (Number)
share-days-count =
    { $count ->
        [one] One day
       *[other] { $count } days
    }
share-do = Make a link
share-link = Link to share
share-once = Copy the link now. It is shown only once.
share-list = Links that work
share-list-empty = There are no links to this page.
# $revision (Number)
share-row = Version { $revision }, by { $name }, works until { $time }
share-revoke = End this link
share-done-revoked = The link does not work any more.
share-error-days = Choose for how long the link works.

# What someone with such a link sees around the page.
shared-title = Preview: { $title }
shared-text = This page is not live yet. It was shared with you to look at, until { $time }. Please do not pass it on.
shared-frame = The page in { $lang }
shared-gone-title = This link does not work any more
shared-gone-text = The link has expired or was ended. Ask the person who sent it for a new one.

# In the frame of a preview. $lang (String): the name of a language
preview-no-text = There is no text in { $lang } yet.
preview-nowhere = No page shows this yet, so there is nothing to see.
