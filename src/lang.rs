//! The languages of the portal, and values that exist once in each of them.
//!
//! Invariant: nothing on the read side names a language; it walks [`Lang::ALL`] and [`PerLang`]. A further
//! language is a variant here, a folder in `locales/`, and content.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeMap};

/// A language in which the portal speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English: the language of a visitor whose browser asks for none of ours.
    En,
    /// Dutch.
    Nl,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: &'static [Lang] = &[Lang::En, Lang::Nl];

    /// The language used when a visitor's own is unknown.
    pub const DEFAULT: Lang = Lang::ALL[0];

    /// The BCP 47 tag, which is also the first segment of every address in that language.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Nl => "nl",
        }
    }

    /// The locale whose conventions for dates, times and numbers are used; British for English, because
    /// Leiden writes the day before the month and 24 hours.
    pub const fn format_locale(self) -> &'static str {
        match self {
            Lang::En => "en-GB",
            Lang::Nl => "nl-NL",
        }
    }

    /// The language with that tag, exactly as it stands in an address.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.iter().copied().find(|lang| lang.tag() == tag)
    }

    /// The languages other than this one, in the order of [`Lang::ALL`].
    pub fn others(self) -> impl Iterator<Item = Lang> {
        Lang::ALL.iter().copied().filter(move |lang| *lang != self)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// One value for each language. In JSON it is an object with the tags as keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PerLang<T>([T; Lang::ALL.len()]);

impl<T> PerLang<T> {
    /// Makes the value of each language.
    pub fn from_fn(mut value: impl FnMut(Lang) -> T) -> Self {
        PerLang(std::array::from_fn(|index| value(Lang::ALL[index])))
    }

    /// The value in that language.
    pub fn get(&self, lang: Lang) -> &T {
        &self.0[lang as usize]
    }

    /// The value in that language, to change.
    pub fn get_mut(&mut self, lang: Lang) -> &mut T {
        &mut self.0[lang as usize]
    }

    /// Each language with its value.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        Lang::ALL.iter().copied().zip(&self.0)
    }

    /// The same languages with other values.
    pub fn map<U>(self, value: impl FnMut(T) -> U) -> PerLang<U> {
        PerLang(self.0.map(value))
    }
}

impl<T: Serialize> Serialize for PerLang<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Lang::ALL.len()))?;
        for (lang, value) in self.iter() {
            map.serialize_entry(lang.tag(), value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for PerLang<T> {
    /// A language that is absent gets the default value; a key that is no language of ours is an error.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Default> de::Visitor<'de> for Visitor<T> {
            type Value = PerLang<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with language tags as keys")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut values = PerLang::from_fn(|_| T::default());
                while let Some(tag) = map.next_key::<String>()? {
                    let lang = Lang::from_tag(&tag).ok_or_else(|| {
                        de::Error::custom(format!("{tag:?} is not a language of this site"))
                    })?;
                    *values.get_mut(lang) = map.next_value()?;
                }
                Ok(values)
            }
        }
        deserializer.deserialize_map(Visitor(std::marker::PhantomData))
    }
}
