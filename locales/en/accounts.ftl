# Accounts: signing in, invitations, the second factor, one's own account, the members of staff.

sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-do = Sign in
sign-in-help = Forgotten your password, or no account? Ask an administrator for a link.
sign-in-kept = Your session has ended. Sign in and you can carry on: what you typed is kept in this page until then.
sign-in-wrong = This e-mail address and password do not belong together. Check both and try again.
# $time (String): a time of day
sign-in-too-many = There were too many attempts. You can try again at { $time }.
sign-in-unavailable = Signing in does not work at the moment. Please try again in a minute.
sign-in-done-out = You are signed out.

resume-title = You are signed in again
resume-text = What you typed is still here. Press the button to carry on where you were.
resume-do = Carry on

second-factor-title = Enter your code
second-factor-code = Code
second-factor-help = The six digits that your app shows now, or one of your recovery codes.
second-factor-do = Go on
second-factor-wrong = This code is not right, or was used already. Enter the code that your app shows now.
second-factor-lost = Lost your phone? Use a recovery code. No codes left? Ask an administrator.
second-factor-other = Sign in as someone else

set-up-title = Set up your second factor
set-up-text = From now on you sign in with your password and a code from your phone. This takes two minutes and you do it once.
set-up-app = Open an authenticator app on your phone. Any app for one-time codes will do.
set-up-scan = Choose to add an account and scan this picture.
set-up-picture = Square code to scan with your app
set-up-open = Reading this on the phone itself? Open the app with this link.
set-up-type = Or type this key into the app:
set-up-code-help = Enter the six digits that the app shows now.
set-up-do = Confirm
set-up-wrong = This code is not right. Wait for the next one in your app and enter that.

recovery-title = Your recovery codes
recovery-text = Your second factor works. Keep these codes: if you lose your phone, each of them lets you in once.
recovery-once = Print them or write them down and keep them in a safe place, not on your phone. They are shown only once.
recovery-saved = I have saved them

invite-title = Choose a password
# $name (String): of a person
invite-text = Welcome, { $name }. Choose a password and your account is ready.
invite-reset-title = Choose a new password
invite-reset-text = Hello, { $name }. Choose a new password. You will be signed out everywhere else.
invite-first-title = The first administrator
invite-first-text = This website has no administrator yet. With this form you become the first, and can invite others.
# $time (String): a date and time
invite-until = The link works until { $time }.
invite-do = Save the password
invite-ended-title = This link does not work any more
invite-ended-text = A link works once and for 48 hours, and a newer link replaces it. Ask the administrator who sent it for a new one.
invite-ended-first = Was it the link for the first administrator? The program prints a new one each time it starts, until there is an administrator.
invite-error-taken = Someone has this e-mail address already.

# $shortest, $longest (Number): of characters
password-new = New password
password-again = New password again
password-help = At least { $shortest } and at most { $longest } characters, of any kind. A few unrelated words are easy to remember and hard to guess.
password-error-short = Choose a password of at least { $shortest } characters.
password-error-long = Choose a password of at most { $longest } characters.
password-error-guessable = This password is easy to guess. Do not use your name, Leiden or well-known words alone: make it longer or add unrelated words.
password-error-again = The two passwords differ. Type the same password twice.
password-error-current = This is not your present password.
password-current = Present password
password-title = Change your password
password-text = You will be signed out everywhere else.
password-do = Change the password

proof-title = Your password, please
proof-text = You are changing how you sign in. To be sure that it is you, we ask for your password once more.
proof-do = Go on

account-title = Your account
account-password = Password
account-factor = Second factor
account-factor-on = You sign in with a code from your app.
# $count (Number): of recovery codes
account-codes-left =
    { $count ->
        [one] You have one recovery code left.
       *[other] You have { $count } recovery codes left.
    }
account-factor-off = You sign in with your password only. With a code from your phone as well, a stolen password is not enough to get in.
account-factor-begin = Set up a second factor
account-factor-change = Use another app or phone
account-factor-remove = Remove the second factor
account-factor-text = Your present second factor, if you have one, works until you confirm this one.
account-codes-new = Make new recovery codes
account-sessions = Where you are signed in
account-sessions-help = End what you do not recognise, and then change your password.
# $browser, $system (String): names such as Firefox and Windows
account-browser = { $browser } on { $system }
account-browser-unknown = Unknown browser
# $origin (String): a network address; $began, $seen (String): dates and times
account-session = From { $origin }. Signed in { $began }, last used { $seen }.
account-session-own = This browser
account-session-end = Sign out there
account-sessions-end = Sign out everywhere else
account-done-saved = Your changes were saved.
account-done-password = Your password was changed. You are signed out everywhere else.
account-done-proved = Thank you. You can now change how you sign in.
account-done-factor-removed = Your second factor was removed.
account-done-recovery-code = You signed in with a recovery code, which is now used up. Have you lost your phone? Set up another app here.
account-done-session = You are signed out there.
account-done-sessions = You are signed out everywhere else.

person-name = Name
person-name-help = Colleagues see it beside what was done.
person-lang = Language of this editing area
# $longest (Number): of characters
person-error-name = Enter a name of at most { $longest } characters.
person-error-email = Enter an e-mail address, such as name@leiden.nl.

editors-help = Everyone has an account of their own. Whoever leaves is disabled and not deleted, so that the history keeps their name.
editors-list = Members of staff
editors-role = Role
editors-state = State
editors-seen = Last signed in
editors-never = Never
editors-invited = Invited
editors-active = Active
editors-disabled = Disabled
editors-review = Download this list
editors-review-help = For the access review: compare it every three months with who should have access.
editors-role-author = Writes and changes texts. Others publish them.
editors-role-publisher = Also publishes, withdraws and moves pages.
editors-role-administrator = Also invites colleagues, and sees the audit log.
editors-error-role = Choose a role.
editors-error-taken = Someone has this e-mail address already. You find them in the list.
editors-invite = Invite a colleague
editors-invite-help = You get a link to send to your colleague, who chooses a password with it.
editors-invite-do = Make a link
editors-link-title = A link for one person
# $name (String): of a person
editors-link-invitation = Send this link to { $name }, who can then choose a password.
editors-link-reset = Send this link to { $name }, who can then choose a new password. The second factor stays.
editors-link-once = It works once and is shown only now.
editors-link = Link

person-role-do = Change the role
person-link = New link
person-link-invited = Has not chosen a password yet. A new link replaces the one before.
person-link-help = For someone who has forgotten the password. The present password works until the link is used. The second factor stays.
person-link-do = Make a link
person-factor-help = For someone who has lost the phone and all recovery codes. Make sure that it is really them: call them, or see them. They are signed out everywhere.
person-factor-do = Remove the second factor
person-access = Access
person-disable-help = For someone who has left. They are signed out everywhere at once and cannot sign in. You can undo this.
person-disable = Disable
person-enable-help = This person cannot sign in. After this they can again, with the password and second factor they had.
person-enable = Enable again
person-error-last = This is the only administrator who can sign in. Make someone else an administrator first.
person-error-disabled = This person is disabled. Enable the account first.
person-done-role = The role was changed.
person-done-disabled = This person has no access any more.
person-done-enabled = This person can sign in again.
person-done-factor = The second factor was removed.
