# How the languages of a passage stand, what can be answered, and the question after a save.

# $lang (String): a language
standing-in-step = Both languages were declared to say the same.
standing-changed = The text in { $lang } was changed.
standing-both-changed = Both texts were changed.
standing-never-compared = Nobody has compared the two texts yet.
standing-missing = Not in { $lang } yet.
standing-differs = The languages differ on purpose.
standing-reason-given = Reason:
# $name (String): of a person; $time (String): a moment
standing-decided = Decided by { $name } on { $time }.
# Behind the name of a language, above words that are marked.
standing-changes = changed since both said the same

standing-question = Do both languages say the same?
# $lang (String): a language
standing-answer-correct = Yes, the text in { $lang } is still correct
standing-answer-updated = Yes, I have updated the text in { $lang }
standing-answer-written = Yes, I have written the text in { $lang }
standing-answer-same = Yes, both say the same
standing-answer-same-now = Yes, they say the same now
standing-answer-differs = No, they differ on purpose
standing-answer-only = No, it is only in { $lang } on purpose
standing-answer-later = I do this later
standing-answer-stays = No, they still differ on purpose
standing-reason = Why do they differ?
standing-reason-help = Colleagues see this. Readers are told only that the languages differ. At most 300 characters.
standing-problem-reason-missing = Say why the languages differ.
standing-problem-reason-too-long = A reason has at most 300 characters.
