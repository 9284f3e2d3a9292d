//! The names that operators use, and the dictionaries they stand for.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::object::{Dict, Stream};
use hayro_syntax::page::Page as PdfPage;

use super::InputError;
use super::budget::Budget;
use super::font::{Font, Fonts};

/// The dictionaries of names of a page or a form.
#[derive(Debug)]
pub(super) struct Resources<'a> {
    fonts: Dict<'a>,
    forms: Dict<'a>,
    properties: Dict<'a>,
    pub(super) states: Dict<'a>,
}

impl<'a> Resources<'a> {
    /// Those of a page, its own or those of the tree above it.
    pub(super) fn of_page(page: &PdfPage<'a>) -> Self {
        let all = page.resources();
        Self {
            fonts: all.fonts.clone(),
            forms: all.x_objects.clone(),
            properties: all.properties.clone(),
            states: all.ext_g_states.clone(),
        }
    }

    /// Those that a dictionary holds.
    pub(super) fn new(dict: &Dict<'a>) -> Self {
        let named = |key: &str| dict.get::<Dict<'_>>(key).unwrap_or_default();
        Self {
            fonts: named("Font"),
            forms: named("XObject"),
            properties: named("Properties"),
            states: named("ExtGState"),
        }
    }

    /// A form or a picture.
    pub(super) fn form(
        &self,
        name: &[u8],
        budget: &mut Budget,
    ) -> Result<Option<Stream<'a>>, InputError> {
        let stream = self.forms.get::<Stream<'_>>(name);
        if let Some(stream) = &stream {
            parsed(stream.dict(), budget)?;
        }
        Ok(stream)
    }

    /// A dictionary of properties of marked content.
    pub(super) fn properties(
        &self,
        name: &[u8],
        budget: &mut Budget,
    ) -> Result<Option<Dict<'a>>, InputError> {
        let dict = self.properties.get::<Dict<'_>>(name);
        if let Some(dict) = &dict {
            parsed(dict, budget)?;
        }
        Ok(dict)
    }
}

/// Takes what it costs to look into a dictionary.
pub(super) fn parsed(dict: &Dict<'_>, budget: &mut Budget) -> Result<(), InputError> {
    budget.steps(dict.data().len() / 64)
}

/// The fonts that one run of operators has named.
#[derive(Debug, Default)]
pub(super) struct NamedFonts(HashMap<Vec<u8>, Option<Rc<Font>>>);

impl NamedFonts {
    /// The font of this name.
    pub(super) fn get(
        &mut self,
        name: &[u8],
        resources: &Resources<'_>,
        fonts: &mut Fonts,
        budget: &mut Budget,
    ) -> Result<Option<Rc<Font>>, InputError> {
        if let Some(known) = self.0.get(name) {
            return Ok(known.clone());
        }
        let font = match resources.fonts.get::<Dict<'_>>(name) {
            Some(dict) => {
                parsed(&dict, budget)?;
                Some(fonts.of(&dict, budget)?)
            }
            None => None,
        };
        self.0.insert(name.to_vec(), font.clone());
        Ok(font)
    }
}
