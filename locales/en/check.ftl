# Whether the details of contacts are right: said by staff, asked of organisations, told to readers.

# What readers are told. $date (String)
checked-all = Checked on
checked-old = These details have not been checked since { $date }.
checked-never = Nobody has checked these details for us yet.
checked-instead = Please look here too before you go:

# Staff.
check-title = Check the details
check-nav = Check
check-details = Details that readers see
# $count (Number) of months
check-interval =
    { $count ->
        [one] They are to be checked every month.
       *[other] They are to be checked every { $count } months.
    }
check-nothing = Readers see no details of this contact yet.
check-detail = Detail
check-says = What we say
check-checked = Checked
# $date, $name (String)
check-by = { $date }, by { $name }
check-confirm-help = Compare each detail with its source first. If one is wrong, correct it in the form and publish it.
check-confirm = All of this is correct
check-done-confirmed = It is recorded that all of this is correct today.
check-error-changed = Readers see other details now than you were shown. Look at them again.
check-ask = Ask the organisation
check-ask-help = The organisation gets a link with which it says itself whether all of this is correct, without an account. The link works once, within 30 days.
check-mailbox = E-mail address of the organisation
check-lang = Language
check-make-link = Make a link
check-link = Link for the organisation
# $mailbox (String)
check-mailed = The link was sent to { $mailbox }.
check-mail-failed = The e-mail to { $mailbox } could not be sent. Give them the link yourself.
# $mailbox, $name, $time (String)
check-link-row = { $mailbox }: asked by { $name }, works until { $time }
check-remarks = Remarks from organisations
check-remarks-empty = There are no remarks.
# $mailbox, $time (String)
check-remark-row = { $mailbox }, { $time }
check-dismiss = Put aside
check-done-dismissed = The remark is put aside.
check-owner = Who looks after it
check-owner-who = Person who is reminded
check-owner-nobody = Nobody
check-done-owner = It is recorded who looks after this contact.
check-holiday-open = the same hours
check-holiday-closed = closed
check-holiday-shorter = shorter hours
# $times (String)
check-holiday-short = Shorter hours: { $times }

# The mail to an organisation. $name (String): of the contact; $date (String)
check-mail-subject = Are the details of { $name } still correct?
check-mail-hello = Hello,
check-mail-text = The website Leiden International shows the contact details of { $name }. Would you please check whether they are still correct? You can do that here:
check-mail-until = The link works once, until { $date }. You do not need an account.

# What an organisation sees.
checking-title = Are these details correct?
checking-text = This is what readers of our website see. Please look whether all of it is still correct.
# $time (String)
checking-until = You can answer once, until { $time }.
checking-never = never
checking-nothing = There are no details to check at the moment.
checking-confirm = All of this is correct
checking-wrong = Something is wrong
checking-wrong-help = Change what is wrong and leave the rest as it is. A member of our staff looks at it before readers see it.
checking-remark = Is there anything else?
checking-remark-help = For example other opening hours. At most 2,000 characters.
checking-propose = Send
checking-changed = The details have changed since you opened this page. Please look at them again before you answer.
checking-error-remark = Write at most 2,000 characters.
checking-error-nothing = Change what is wrong, or write here what is wrong.
checking-unsaved-title = Your answer was not sent
checking-unsaved-text = Something went wrong on our side. Your answer is still on this page. Wait a minute and send it again.
checking-unsaved-typed = What you wrote
checking-unsaved-again = Send again
checking-done-title = Thank you
checking-done-text = Your answer has been received. The link does not work any more.
checking-gone-text = The link was used, has expired or was ended. Ask the person who sent it for a new one.
# $mailbox, $remark (String)
checking-note = Proposed by { $mailbox }
checking-note-remark = Proposed by { $mailbox }: { $remark }
