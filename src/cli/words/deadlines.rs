//! What is said where deadlines cannot be told.

use std::path::Path;

use crate::Lang;

/// No awareness date for the planner.
pub(in crate::cli) fn no_awareness(lang: Lang, from: Option<&Path>) -> String {
    match (lang, from) {
        (Lang::Ja, None) => {
            "知った日が要ります。--awareness 2024-01-10 のように指定するか、--from で文書を指定してください"
                .to_string()
        }
        (Lang::En, None) => {
            "an awareness date is needed: --awareness 2024-01-10, or --from with a document".to_string()
        }
        (Lang::Ja, Some(path)) => format!(
            "{}: 知った日を読み取れませんでした。--awareness で指定してください",
            path.to_string_lossy()
        ),
        (Lang::En, Some(path)) => format!(
            "{}: no awareness date was read from it; give it with --awareness",
            path.to_string_lossy()
        ),
    }
}

/// No regime for the planner.
pub(in crate::cli) fn no_regime(lang: Lang, from: Option<&Path>) -> String {
    match (lang, from) {
        (Lang::Ja, None) => {
            "規律が要ります。民間事業者などは --regime business、行政機関等は --regime public を指定してください"
                .to_string()
        }
        (Lang::En, None) => {
            "a regime is needed: --regime business for operators, --regime public for public bodies".to_string()
        }
        (Lang::Ja, Some(path)) => format!(
            "{}: 組織の規律(民間か行政機関等か)を読み取れませんでした。--regime で指定してください",
            path.to_string_lossy()
        ),
        (Lang::En, Some(path)) => format!(
            "{}: the organisation's regime was not read from it; give it with --regime",
            path.to_string_lossy()
        ),
    }
}

pub(in crate::cli) fn told_before_known(lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            "委託元へ知らせた日が、委託先の知った日より前です。どちらかの日付を直してください"
                .to_string()
        }
        Lang::En => {
            "the client was told before the contractor knew; mend one of the dates".to_string()
        }
    }
}

pub(in crate::cli) fn no_sector(lang: Lang, unknown: &str, known: &[&str]) -> String {
    let list = known.join(", ");
    match lang {
        Lang::Ja => format!("「{unknown}」という業種はありません(あるのは {list})"),
        Lang::En => format!("there is no sector «{unknown}» (there are: {list})"),
    }
}

pub(in crate::cli) fn several_reports(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("報告が{count}件あります。報告が一つの文書を指定してください"),
        Lang::En => format!("it holds {count} reports; name a document with one"),
    }
}
