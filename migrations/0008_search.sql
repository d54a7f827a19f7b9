-- What staff know about how people search, and what they learn from it.

-- Words that mean the same, or of which one also means the other: whoever looks for the first finds the second, and the
-- other way round where that is said. Without a language a phrase is looked for in every one.
create table synonym (
    id bigint generated always as identity constraint synonym_pkey primary key,
    from_words text not null constraint synonym_from_words_are_a_line check (from_words ~ '\S'),
    from_lang text constraint synonym_from_lang_is_a_tag check (from_lang ~ '^[a-z]{2}$'),
    to_words text not null constraint synonym_to_words_are_a_line check (to_words ~ '\S'),
    to_lang text constraint synonym_to_lang_is_a_tag check (to_lang ~ '^[a-z]{2}$'),
    two_way boolean not null,
    editor_id bigint constraint synonym_editor_exists references editor,
    at timestamptz not null,
    constraint synonym_is_new unique nulls not distinct (from_words, from_lang, to_words, to_lang)
);

-- Answers that staff put on top for certain words.
create table promoted_answer (
    id bigint generated always as identity constraint promoted_answer_pkey primary key,
    words text not null constraint promoted_answer_words_are_a_line check (words ~ '\S'),
    lang text constraint promoted_answer_lang_is_a_tag check (lang ~ '^[a-z]{2}$'),
    entry_id text not null constraint promoted_answer_entry_exists references entry,
    editor_id bigint constraint promoted_answer_editor_exists references editor,
    at timestamptz not null,
    constraint promoted_answer_is_new unique nulls not distinct (words, lang, entry_id)
);

-- How often a query had no answer on a day, or was followed by another one: a list of work for staff. Nothing about
-- visitors is kept, and nothing that was asked only once or twice, for that may be about a person.
create table search_count (
    lang text not null constraint search_count_lang_is_a_tag check (lang ~ '^[a-z]{2}$'),
    query text not null,
    -- The query after it; empty: it had no answer.
    next text not null,
    day date not null,
    count bigint not null constraint search_count_count_is_positive check (count > 0),
    constraint search_count_pkey primary key (lang, query, next, day)
);
create index search_count_day_idx on search_count (day);
