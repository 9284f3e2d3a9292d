//! Arguments of `tenken deadlines`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, ValueEnum};

use super::{Language, Rulebook, day_of};

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Deadlines {
    /// 知った日(YYYY-MM-DD。時刻を付けて 2024-01-10T18:00 とも書けます)
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    pub(in crate::cli) awareness: Option<NaiveDate>,
    /// 規律: 民間事業者など(26条)か、行政機関等(68条)か
    #[arg(long, value_enum)]
    pub(in crate::cli) regime: Option<RegimeKind>,
    /// 報告対象事態(何度でも指定できます)
    #[arg(long, value_enum)]
    pub(in crate::cli) trigger: Vec<TriggerKind>,
    /// 本人の数(確定していなければ最大の数)
    #[arg(long, value_name = "N")]
    pub(in crate::cli) persons: Option<u64>,
    /// 人数が基準を超えた日(知った日より後に分かったとき)
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    pub(in crate::cli) volume_reached: Option<NaiveDate>,
    /// マイナンバー(特定個人情報)を含みます
    #[arg(long)]
    pub(in crate::cli) my_number: bool,
    /// 委託先が知った日
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    pub(in crate::cli) contractor_awareness: Option<NaiveDate>,
    /// 委託先が委託元へ知らせた日
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    pub(in crate::cli) client_informed: Option<NaiveDate>,
    /// ほかの報告先も示す業種(finance、telecom、medical、pmark、card、municipality)。何度でも指定できます
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) sector: Vec<String>,
    /// 文書から知った日・規律・事態・人数を読み取ります(指定した値が優先します)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) from: Option<PathBuf>,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub(in crate::cli) format: PlanFormat,
    /// 基準日(残りの日数の計算に使います。省くと今日)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<NaiveDate>,
    #[command(flatten)]
    pub(in crate::cli) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(in crate::cli) lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RegimeKind {
    /// 個人情報取扱事業者(民間、国立大学・公立病院など)
    Business,
    /// 行政機関等(国、自治体、教育委員会、公立学校など)
    Public,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TriggerKind {
    /// 要配慮個人情報
    Sensitive,
    /// 財産的被害のおそれ
    Financial,
    /// 不正の目的によるおそれ
    Malicious,
    /// 本人の数が基準を超える
    Volume,
    /// 条例要配慮個人情報(自治体)
    Ordinance,
    /// 情報提供ネットワークシステム等の情報(マイナンバー)
    System,
    /// 不特定多数による閲覧(マイナンバー)
    PublicView,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PlanFormat {
    /// 人が読む形
    Text,
    /// JSON(第1版)
    Json,
    /// カレンダー(iCalendar。OutlookやGoogleカレンダーに取り込めます)
    Ics,
}
