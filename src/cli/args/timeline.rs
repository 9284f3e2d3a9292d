//! Arguments of `tenken timeline`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, ValueEnum};

use super::{Language, Rulebook};

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Timeline {
    /// 報告書・公表文、または incident.yaml。「-」は標準入力
    pub(in crate::cli) path: PathBuf,
    /// 同じ事案の続報(あわせた時系列を示します)
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::cli) and: Vec<PathBuf>,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = TimelineFormat::Text)]
    pub(in crate::cli) format: TimelineFormat,
    /// 何番目の報告か(複数の報告を含む文書で)
    #[arg(long, value_name = "N")]
    pub(in crate::cli) report: Option<usize>,
    /// 読み取りに代えて用いる事実
    #[arg(long, value_name = "YAML")]
    pub(in crate::cli) facts: Option<PathBuf>,
    /// 図の幅(ピクセル)
    #[arg(long, value_name = "PX", default_value_t = 960)]
    pub(in crate::cli) width: u32,
    #[command(flatten)]
    pub(in crate::cli) rulebook: Rulebook,
    /// 基準日(YYYY-MM-DD)。省くと文書の日付、それもなければ今日
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<NaiveDate>,
    /// 言語
    #[arg(long, value_enum)]
    pub(in crate::cli) lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TimelineFormat {
    /// 人が読む形
    Text,
    /// 直して check --facts に渡せるYAML
    Yaml,
    /// 図(SVG)
    Svg,
}
