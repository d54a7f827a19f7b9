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
standing-problem-not-changed = You have not changed the text in { $lang }. Change it, or choose another answer.
standing-problem-not-written = There is no text in { $lang } yet. Write it, or choose another answer.

# $count (Number) of passages
standing-open =
    { $count ->
        [one] One passage is not in step:
       *[other] { $count } passages are not in step:
    }
standing-facts =
    { $count ->
        [one] In one passage only one language states a fact:
       *[other] In { $count } passages only one language states a fact:
    }
standing-all = Both languages are in step.
standing-nav = Both languages
# $lang (String): a language
standing-to-text = To the text in { $lang }
standing-next = Next passage
standing-back = Back to the worklist

# Saving, and the question after it.
agree-save-same-meaning = Save: same meaning
agree-save-same-meaning-help = Saves, and says that your changes change no meaning: what was in step stays so. Access key: M.
# $count (Number) of passages
agree-question-one =
    { $count ->
        [one] You changed one passage in one language. Do both languages still say the same?
       *[other] You changed { $count } passages in one language. Do both languages still say the same?
    }
agree-question-both =
    { $count ->
        [one] You changed one passage in both languages. Do both languages still say the same?
       *[other] You changed { $count } passages in both languages. Do both languages still say the same?
    }
agree-question =
    { $count ->
        [one] You changed one passage. Do both languages still say the same?
       *[other] You changed { $count } passages. Do both languages still say the same?
    }
# $langs (String): languages
agree-changed-in = Changed in { $langs }
agree-yes = Yes, same meaning
agree-later = No, the other language follows later
agree-done = Noted: what you said about the two languages is saved.
agree-done-next = Saved. This is the next one that is not in step.
# $title (String): what the entry is called
agree-heading = Do both languages say the same? { $title }
agree-error-changed = A text was changed after this page was made. Look at it as it is now, and answer again.
agree-to-editor = Edit the texts

# In the history of an entry. $name (String): of a person; $time (String): a moment
agree-history = What was said about the two languages
agree-history-same = They say the same: { $name }, { $time }
agree-history-differs = They differ on purpose: { $name }, { $time }
