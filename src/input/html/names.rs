//! What the parts of a page are called by those who built it: by their tags, ids, classes and roles.

/// Names of parts that are never what a page says: menus, paths, what stands at its foot.
const SURE: [&str; 32] = [
    "gnavi",
    "gnav",
    "globalnav",
    "globalnavi",
    "globalmenu",
    "globalnavigation",
    "headernav",
    "headermenu",
    "sidebar",
    "sidemenu",
    "sidenav",
    "sidenavi",
    "lnavi",
    "lnav",
    "localnav",
    "localnavi",
    "localmenu",
    "sitefooter",
    "globalfooter",
    "pagefooter",
    "copyright",
    "topicpath",
    "topicspath",
    "breadcrumb",
    "breadcrumbs",
    "pankuzu",
    "sns",
    "share",
    "snsshare",
    "totop",
    "pagetop",
    "blockskip",
];

/// Names of parts that mostly are none of it. A notice can have a head of its own.
const LIKELY: [&str; 17] = [
    "header",
    "footer",
    "siteheader",
    "globalheader",
    "pageheader",
    "nav",
    "navi",
    "navigation",
    "menu",
    "side",
    "related",
    "relatedlinks",
    "search",
    "sitesearch",
    "banner",
    "banners",
    "recommend",
];

/// Names of parts that hold what a page says.
const MAIN: [&str; 15] = [
    "main",
    "maincontents",
    "maincontent",
    "mainarea",
    "maincolumn",
    "contents",
    "content",
    "contentsmain",
    "article",
    "articlebody",
    "honbun",
    "detail",
    "entry",
    "entrybody",
    "postbody",
];

/// What the names of a part tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// What the page says.
    Main,
    /// A menu or the like, beyond doubt.
    Sure,
    /// A menu or the like, unless it reads like text.
    Likely,
}

/// What a part is, by its tag; none where its names tell nothing.
pub(super) fn room(tag: &str, name: &str) -> Option<Room> {
    let mut found = match name {
        "main" | "article" => Some(Room::Main),
        "header" => Some(Room::Likely),
        _ => None,
    };
    for (attribute, value) in attributes(tag) {
        if !["id", "class", "role"]
            .iter()
            .any(|a| attribute.eq_ignore_ascii_case(a))
        {
            continue;
        }
        for word in value.split_ascii_whitespace().take(MAX_NAMES) {
            let word = plain(word);
            let known = |list: &[&str]| list.contains(&word.as_str());
            if known(&MAIN) {
                return Some(Room::Main);
            }
            if known(&SURE) {
                found = Some(Room::Sure);
            } else if found.is_none() && known(&LIKELY) {
                found = Some(Room::Likely);
            }
        }
    }
    found
}

/// Whether a tag of a link leads somewhere; without an address it is a place to be led to.
pub(super) fn has_address(tag: &str) -> bool {
    attributes(tag).any(|(name, _)| name.eq_ignore_ascii_case("href"))
}

/// Most names of a part that are looked at.
const MAX_NAMES: usize = 16;

/// A name without what style guides put before it and between its words: `tmp_contents`, `l-header`, `gNavi`.
fn plain(word: &str) -> String {
    let mut words = word.split(['-', '_']).filter(|w| !w.is_empty()).peekable();
    let first = words.next().unwrap_or("");
    let layout = words.peek().is_some() && (first.len() == 1 || first.eq_ignore_ascii_case("tmp"));
    let first = if layout { "" } else { first };
    std::iter::once(first)
        .chain(words)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// The attributes of a tag and their values.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag.trim_start_matches('<');
    rest = rest.trim_start_matches(|c: char| !c.is_ascii_whitespace());
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| {
                c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=')
            });
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'));
            let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
            let Some(value) = after.trim_start().strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(q) => value[1..].split_once(q).unwrap_or((&value[1..], "")),
                None => {
                    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>');
                    value.split_at(end.unwrap_or(value.len()))
                }
            };
            rest = after;
            return Some((name, value));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Room, attributes, room};

    #[test]
    fn attributes_of_any_writing() {
        let tag = "<div hidden id=a class = 'b c' data-x=\"1 > 2\" role=main/>";
        let list: Vec<_> = attributes(tag).collect();
        assert_eq!(
            list,
            [
                ("id", "a"),
                ("class", "b c"),
                ("data-x", "1 > 2"),
                ("role", "main/")
            ]
        );
        assert_eq!(attributes("<div id=\"a").count(), 1);
        assert_eq!(attributes("<p>").count(), 0);
    }

    #[test]
    fn parts_by_their_names() {
        for (tag, wanted) in [
            ("<div id=\"gnavi\">", Some(Room::Sure)),
            ("<div class=\"l-header\">", Some(Room::Likely)),
            (
                "<div id=\"tmp_contents\" class=\"sidebar\">",
                Some(Room::Main),
            ),
            ("<div class=\"globalNav clearfix\">", Some(Room::Sure)),
            ("<div class=\"text\">", None),
            ("<div data-id=\"footer\">", None),
        ] {
            assert_eq!(room(tag, "div"), wanted, "{tag}");
        }
        assert_eq!(room("<header>", "header"), Some(Room::Likely));
    }
}
