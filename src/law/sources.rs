//! What may be cited: every citation of a rule or of a dated value is one of these places.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::raw::{RawSources, RegimeId, Tag};
use crate::lang::Bilingual;
use crate::lang::Lang;

/// A place that may be cited: an article, a section, a whole text.
#[derive(Debug)]
pub struct Place {
    /// The citation as people write it.
    pub cite: Bilingual,
    /// The full title of what it stands in.
    pub title: Bilingual,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its weight.
    pub tag: Tag,
    /// The first day on which it says so.
    pub from: Option<NaiveDate>,
    /// The last day on which it says so.
    pub until: Option<NaiveDate>,
    /// Only for organisations under this regime.
    pub regime: Option<RegimeId>,
    /// What it asks, in our own words.
    pub says: Bilingual,
}

impl Place {
    /// Whether it binds an organisation on a day: an unknown regime or day rules nothing out.
    pub fn binds(&self, regime: Option<RegimeId>, day: Option<NaiveDate>) -> bool {
        let here = match (self.regime, regime) {
            (Some(own), Some(asked)) => own == asked,
            _ => true,
        };
        here && day.is_none_or(|d| {
            self.from.is_none_or(|from| from <= d) && self.until.is_none_or(|until| d <= until)
        })
    }
}

/// All places, by their Japanese citation.
#[derive(Debug, Default)]
pub struct Sources {
    places: BTreeMap<String, Arc<Place>>,
}

impl Sources {
    /// Builds the register from its file.
    ///
    /// # Errors
    /// A citation that stands twice.
    pub fn new(raw: RawSources) -> Result<Self, String> {
        let mut places = BTreeMap::new();
        for source in raw.sources {
            for place in source.places {
                let cite = format!("{}{}", source.name, place.at);
                let en = format!("{} {}", source.en, place.en);
                let made = Place {
                    cite: Bilingual {
                        ja: cite.clone(),
                        en: en.trim_end().to_string(),
                    },
                    title: source.title.clone(),
                    url: source.url.clone(),
                    tag: source.tag,
                    from: place.from,
                    until: place.until,
                    regime: place.regime,
                    says: place.says,
                };
                if places.insert(cite.clone(), Arc::new(made)).is_some() {
                    return Err(format!("the citation «{cite}» stands twice"));
                }
            }
        }
        Ok(Self { places })
    }

    /// The place of a citation.
    ///
    /// # Errors
    /// In words, that there is none, with the nearest one.
    pub fn resolve(&self, cite: &str) -> Result<&Arc<Place>, String> {
        self.places.get(cite).ok_or_else(|| {
            let near = crate::suggest::nearest(cite, self.places.keys().map(String::as_str));
            match near {
                Some(near) => format!(
                    "the citation «{cite}» is not in rules/law/sources.yaml (did you mean «{near}»?)"
                ),
                None => format!("the citation «{cite}» is not in rules/law/sources.yaml"),
            }
        })
    }

    /// The places of several citations.
    ///
    /// # Errors
    /// The first citation that has none.
    pub fn all(&self, cites: &[String]) -> Result<Vec<Arc<Place>>, String> {
        cites.iter().map(|c| self.resolve(c).cloned()).collect()
    }
}

/// The citations of a rule, ready for findings: shared, not made anew for each.
#[derive(Debug, Clone, Default)]
pub struct Cites {
    places: Vec<Arc<Place>>,
    /// By language, then by regime (business, public, unknown), all places in force.
    ready: Vec<Arc<[String]>>,
}

/// Languages and regimes, in the order of [`Cites::ready`].
const LANGS: [Lang; 2] = [Lang::Ja, Lang::En];
const REGIMES: [Option<RegimeId>; 3] = [Some(RegimeId::Business), Some(RegimeId::Public), None];

impl Cites {
    /// For the places of a rule.
    pub fn new(places: Vec<Arc<Place>>) -> Self {
        let mut ready = Vec::with_capacity(LANGS.len() * REGIMES.len());
        for lang in LANGS {
            for regime in REGIMES {
                ready.push(Self::list(&places, lang, regime, None));
            }
        }
        Self { places, ready }
    }

    fn list(
        places: &[Arc<Place>],
        lang: Lang,
        regime: Option<RegimeId>,
        day: Option<NaiveDate>,
    ) -> Arc<[String]> {
        let cite = |p: &Arc<Place>| lang.of(&p.cite).to_string();
        let binding: Vec<String> = places
            .iter()
            .filter(|p| p.binds(regime, day))
            .map(cite)
            .collect();
        // A rule of the other regime alone, or of another time: say what it rests on rather than nothing.
        if binding.is_empty() {
            return places.iter().map(cite).collect();
        }
        binding.into()
    }

    /// The citations for an organisation under a regime on a day.
    pub fn of(
        &self,
        lang: Lang,
        regime: Option<RegimeId>,
        day: Option<NaiveDate>,
    ) -> Arc<[String]> {
        let l = LANGS.iter().position(|&x| x == lang).unwrap_or(0);
        let r = REGIMES.iter().position(|&x| x == regime).unwrap_or(2);
        let all_in_force = day.is_none() || self.places.iter().all(|p| p.binds(None, day));
        match self.ready.get(l * REGIMES.len() + r) {
            Some(list) if all_in_force => list.clone(),
            _ => Self::list(&self.places, lang, regime, day),
        }
    }
}
