//! A check for well-formed XML, as much of it as the pictures use.

/// What is wrong with `document`, if anything.
pub(super) fn check(document: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = document;
    let mut roots = 0;
    while let Some((text, after)) = rest.split_once('<') {
        content(text)?;
        let (tag, next) = after.split_once('>').ok_or("a tag is not closed")?;
        rest = next;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (body, empty) = match tag.strip_suffix('/') {
            Some(body) => (body, true),
            None => (tag, false),
        };
        let (name, attributes) = body.split_once(' ').unwrap_or((body, ""));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase()) {
            return Err(format!("bad name {name:?}"));
        }
        self::attributes(attributes)?;
        roots += usize::from(open.is_empty());
        if !empty {
            open.push(name);
        }
    }
    content(rest)?;
    if roots != 1 || !open.is_empty() || !rest.trim().is_empty() {
        return Err(format!("{roots} roots, open: {open:?}, after: {rest:?}"));
    }
    Ok(())
}

/// Checks text between tags or in a value.
fn content(text: &str) -> Result<(), String> {
    let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{FFFE}' || c == '\u{FFFF}';
    if text.contains('>') || text.contains(bad) {
        return Err(format!("bad text {text:?}"));
    }
    let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    for after in text.split('&').skip(1) {
        if !entities.iter().any(|entity| after.starts_with(entity)) {
            return Err(format!("bad entity at {after:?}"));
        }
    }
    Ok(())
}

/// Checks the attributes of a tag.
fn attributes(text: &str) -> Result<(), String> {
    let mut seen: Vec<&str> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest
            .split_once("=\"")
            .ok_or(format!("no value in {rest:?}"))?;
        let (value, next) = after
            .split_once('"')
            .ok_or(format!("no quote in {rest:?}"))?;
        let named = name
            .chars()
            .all(|c| c.is_ascii_alphabetic() || "-:".contains(c));
        if !named || seen.contains(&name) {
            return Err(format!("bad attribute {name:?}"));
        }
        content(value)?;
        seen.push(name);
        rest = next.trim_start();
    }
    Ok(())
}

#[test]
fn the_check_finds_faults() {
    assert!(check("<a b=\"c\"><d/>e &amp; f</a>\n").is_ok());
    for bad in [
        "<a>",
        "<a></b>",
        "<a b=c/>",
        "<a>&x;</a>",
        "<a/><a/>",
        "<a>\u{1}</a>",
        "<a/>x",
    ] {
        assert!(check(bad).is_err(), "{bad}");
    }
}
