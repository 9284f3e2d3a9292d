//! The file that `tenken rules new` writes: a whole rule that loads and keeps its own examples, to be changed.

/// The text of a new rule.
pub fn rule(code: &str, name: &str) -> String {
    TEMPLATE.replace("CODE", code).replace("NAME", name)
}

const TEMPLATE: &str = include_str!("template.yaml");
