//! English.

use rust_stemmers::Algorithm;

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    algorithm: Some(Algorithm::English),
    silent: "a an and any anyone are as at am be been being but by can could do does doing did for from get gets \
        getting go going had has have having here how i if in into is it its just let like many may me might more \
        much must my need needs no not of off on one or our out please should so some somebody someone such than \
        that the their them then there these they this those to too up us very want wants was we were what when \
        where which while who whom whose why will with would you your find finding give help looking look about \
        am im ive dont say tell know use used using make makes another other someone anybody now also still",
    parts: "",
    spellings: &[
        ("%", "percent"),
        ("percentage", "percent"),
        ("center", "centre"),
        ("centers", "centres"),
        ("program", "programme"),
        ("programs", "programmes"),
        ("neighborhood", "neighbourhood"),
        ("neighborhoods", "neighbourhoods"),
        ("organize", "organise"),
        ("organized", "organised"),
        ("license", "licence"),
        ("telephone", "phone"),
        ("phonenumber", "phone"),
        ("mobile", "phone"),
        ("mail", "email"),
        ("emailaddress", "email"),
    ],
    contact: "contact phone number call email address opening hours open times appointment desk visit location \
        question questions",
};
