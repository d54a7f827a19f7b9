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
standing-problem-answer-missing = You gave a reason and no answer. Choose an answer, or take the reason out.
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
standing-all-differs = Nothing waits. What is shown below differs on purpose.
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

# Files for translators.
xliff-title = Files for translators
xliff-help = A translator gets a file, works on it with a program of their own, and sends it back. Nothing goes live by itself.
xliff-nothing = Nothing waits to be translated that way.
xliff-too-much = That is too much for one file. Choose one entry at a time.
# $from, $to (String): languages
xliff-way = From { $from } into { $to }
xliff-export = Send out
xliff-export-help = You get a file (XLIFF 1.2) that the usual programs of translators can read.
xliff-what = What to send
xliff-all-that-waits = All that waits
xliff-import = Take back
xliff-file = The file of the translator
xliff-file-help = A file that came from here, translated: .xlf or .xliff, 1 MB at most. First you see what becomes of it.
xliff-look = See what becomes of it
xliff-no-file = Choose a file.
# $way (String): "From English into Dutch"
xliff-review = What came back: { $way }
xliff-review-help = Nothing is saved yet. What you take over becomes a draft of each entry; it goes live when someone publishes it.
xliff-changed = Someone has saved one of these entries since you looked. Look again: this is what becomes of the file now.
xliff-nothing-new = There is nothing to take over from this file.
xliff-take-over = Take over
xliff-done-taken-over = The translations are taken over, as drafts.
xliff-left = What was not taken over
xliff-left-help = The rest is taken over, as drafts. This is not: copy what you need before you leave this page.
# $number (Number): of a version
xliff-revision-note = Translation of version { $number }, from a file
# $number (Number): of a version
xliff-absent = There is no such entry here, or it has no version { $number }. Nothing of it can be taken over.
# $count (Number): texts
xliff-count-taken =
    { $count ->
        [one] { $count } text is taken over.
       *[other] { $count } texts are taken over.
    }
# $count (Number): units of the file
xliff-count-unchanged =
    { $count ->
        [one] { $count } line came back without a translation, or as it is here.
       *[other] { $count } lines came back without a translation, or as they are here.
    }
# $count (Number): passages
xliff-count-agreed =
    { $count ->
        [one] { $count } passage is recorded as saying the same in both languages.
       *[other] { $count } passages are recorded as saying the same in both languages.
    }
xliff-conflict = Changed here too:
xliff-conflict-help = This stays as it is here. Use the words of the translator in the editor, if they are better.
xliff-conflict-here = Here
xliff-conflict-returned = From the translator
xliff-conflict-base = When it was sent out
xliff-unread = Cannot be taken over
xliff-outdated = Out of date
xliff-outdated-help = The text that was translated has changed since. The translation is taken over, and waits to be looked at.
# Notes in the file, for translators. $words (String): a text
xliff-note-before = When the two languages last said the same, this passage said: { $words }
xliff-note-present = The present translation of this text: { $words }
# $unit (String): name in the file; $line (String): number
xliff-place = { $unit }, line { $line }
xliff-reason-unknown-unit = The version that was sent has no such text.
xliff-reason-twice = The file has this text twice, with different translations.
xliff-reason-other-source = The text that was translated is not the one that was sent.
# $mark (String): number of a mark in the file
xliff-reason-mark-lost = The link or figure { $mark } is missing from the translation.
xliff-reason-mark-unknown = The translation has a mark { $mark } that the text does not have.
xliff-reason-link-in-link = The link { $mark } stands within another link.
# $name (String): an element of XML
xliff-reason-not-ours = The translation holds something that was not sent: { $name }.
xliff-reason-not-a-line = This has to be one line of 300 characters at most.
xliff-reason-half-done = A part of this is not translated.
xliff-reason-incomplete = Other parts of the same text are not translated.
xliff-reason-no-title = There is no text in this language yet, and the title is not translated.
# $line (String): number; $words (String): a sentence
xliff-fault-line = Line { $line } of the file: { $words }
xliff-fault-too-long = The file is too large: 1 MB at most.
xliff-fault-too-much = The file holds too much to be one of ours.
# $number (Number): how many entries a file may be about
xliff-fault-too-many-files = The file is about more than { $number } entries. Divide it, and take back one part at a time.
xliff-fault-not-utf-8 = The file is not in UTF-8. Save it in UTF-8.
xliff-fault-xml = The file is damaged here, so nothing of it was read.
xliff-fault-truncated = The end of the file is missing.
xliff-fault-document-type = The file has a document type, which none of ours has.
# $name (String): an entity of XML
xliff-fault-entity = The file names { $name }, which XML does not know.
xliff-fault-not-xliff = This is not a file for translators.
# $version (String): of XLIFF
xliff-fault-version = This is XLIFF { $version }. Save it as XLIFF 1.2.
# $tag (String): a language
xliff-fault-language = “{ $tag }” is not a language of this site.
xliff-fault-languages = The languages in the file do not fit together.
# $name (String): what the file says
xliff-fault-original = “{ $name }” does not name an entry and its version.
# $entry (String): name of an entry
xliff-fault-two-revisions = The entry { $entry } is in the file in two versions.
