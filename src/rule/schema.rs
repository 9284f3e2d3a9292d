//! The JSON Schema of what people write, made from the types that read it: an editor completes and checks with it.

use schemars::generate::SchemaSettings;

use super::profile::{Profile, RawOverrides};
use super::raw::RawRule;

/// What a schema can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A rule file.
    Rule,
    /// A profile.
    Profile,
    /// `overrides.yaml`.
    Overrides,
}

/// The schema (JSON Schema, draft 2020-12) as JSON text.
pub fn json(kind: Kind) -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = match kind {
        Kind::Rule => generator.into_root_schema_for::<RawRule>(),
        Kind::Profile => generator.into_root_schema_for::<Profile>(),
        Kind::Overrides => generator.into_root_schema_for::<RawOverrides>(),
    };
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
