# The form of a contact.

# What it is called.
contact-form-names = Names
contact-form-named-since = Has its present name since
contact-form-mention-until = Say “formerly” up to and including
contact-form-mention-until-help = Up to and including this day, pages say this name once, behind the new one. For example 31-12-2027. Leave it empty and they do not.
contact-form-aliases = Other names
contact-form-aliases-help = Names that people type when they look for it. They lead to this contact point.
# $number (Number): its rank
contact-form-alias = Other name { $number }
contact-form-misspelling = This is a spelling mistake
contact-form-misspelling-help = People who type it find the contact point. Nobody is shown it.
contact-form-add-alias = Add another name

# Ways to reach it.
contact-form-reach = How to reach it
contact-form-appointment = Link to make an appointment
contact-form-appointment-help = A web address that begins with https://.
contact-form-directions = How to get there
contact-form-accessibility = Accessibility of the building

# What visitors ask.
contact-form-visitors = For visitors
contact-form-languages = Languages spoken there
contact-form-more-languages = More languages
contact-form-fees = Fees
contact-form-fees-help = What it costs, in a few words. For example: free, or 40 euros for a family.
contact-form-for-whom = Who it is for
contact-form-not-for-whom = Who it is not for

# Services.
contact-form-services = Services and their hours
contact-form-services-help = Each service has its own hours: walk-in, registration, phone, e-mail, video call.
# $number (Number): the number of the service
contact-form-service = Service { $number }
contact-form-service-name = Name of the service
contact-form-mode = How people get it
contact-form-choose = Choose
contact-form-times-help = Times of each day, such as 9:00-12:15, 15:00-17:00. Leave a day empty if there is nothing on it.
contact-form-valid-help = If these hours hold for some time only: the first and the last day, such as 22-11-2026.
contact-form-valid-from = First day of these hours
contact-form-valid-until = Last day of these hours
contact-form-times = Times
contact-form-service-note = What else there is to know
contact-form-add-service = Add a service
contact-form-hours-note = Note about the hours
contact-form-hours-note-help = What the hours cannot say. It stands with them, always.
# $day (String): Monday; $times (String): from and to
contact-form-day-times = { $day }: { $times }

# Holidays.
contact-form-holidays = Holidays
contact-form-holidays-legend = What happens on each holiday
contact-form-holidays-help = No law closes a counter on a holiday. Choose what you know. Where nothing is chosen, readers are told that the hours may be different.
contact-form-switch-unknown = Not known
contact-form-switch-open = Open as usual
contact-form-short = Hours of a short day
contact-form-short-help = For holidays with shorter hours, such as 10:00-14:00. What lies outside of them is left out.

# Exceptions.
contact-form-exceptions = Days with other hours
contact-form-exceptions-help = Closing days, short days, other times. They come before the hours of the week and the holidays.
# $number (Number): its rank
contact-form-exception = Other hours { $number }
contact-form-first-day = First day
contact-form-first-day-help = A day, such as 22-12-2026.
contact-form-last-day = Last day
contact-form-last-day-help = Leave it empty for one day.
contact-form-about = Which service
contact-form-about-all = All services
# $number (String): the number of the service
contact-form-about-gone = Service { $number }, which is not here any more
contact-form-effect = What happens
contact-form-effect-closed = Closed
contact-form-effect-shorter = Shorter hours
contact-form-effect-instead = Other hours
contact-form-exception-times-help = For shorter or other hours, such as 10:00-14:00. Other hours are about one service.
contact-form-reason = Reason
contact-form-add-exception = Add days with other hours

# The preview.
contact-form-weeks = The next eight weeks look like this
contact-form-weeks-help = From what is typed now, also when it is not saved.
contact-form-weeks-show = Show the next eight weeks
contact-form-weeks-look = Now, and the next eight weeks
contact-form-weeks-none = There are no hours yet.

# Checking.
contact-form-review = Checking
contact-form-review-months = Check again after (months)
contact-form-review-months-help = A number from 1 to 24. Leave it empty for 6 months.

# What is wrong with a field.
contact-form-problem-times = Write times such as 9:00-12:15, 15:00-17:00. Each ends after it begins, and none overlap.
contact-form-problem-one-span = Write one time, such as 10:00-14:00.
contact-form-problem-no-times = Fill in the times of at least one day.
contact-form-problem-has-no-times = On closed days there are no times. Empty this, or choose something else.
contact-form-problem-last-before-first = The last day is before the first.
contact-form-problem-months = Write a whole number from 1 to 24.
contact-form-problem-service-missing = Other hours are about one service. Choose it.
