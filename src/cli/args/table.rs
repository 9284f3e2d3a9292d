//! Arguments of what is made from reports: `tenken table`, `form`, `extract`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::{Inputs, Language, Rulebook};

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Table {
    #[command(flatten)]
    pub(in crate::cli) inputs: Inputs,
    /// 出力の形式(省くと --out のファイル名の終わりによります。--out もなければ Markdown)
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<TableFormat>,
    /// 書き出すファイル(省くと標準出力)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 本文の語句を出力に含めません
    #[arg(long)]
    pub(in crate::cli) redact: bool,
    #[command(flatten)]
    pub(in crate::cli) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(in crate::cli) lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TableFormat {
    /// Markdown
    #[value(alias = "md")]
    Markdown,
    /// CSV(Excelで開ける、BOM付きのUTF-8)
    Csv,
    /// 一つのファイルで完結するウェブページ(絞り込み、充足表、時系列の図、本文)
    Html,
    /// Excel(指摘一覧、充足表、時系列、期限、まとめ)
    Xlsx,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Form {
    #[command(flatten)]
    pub(in crate::cli) inputs: Inputs,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = FormFormat::Text)]
    pub(in crate::cli) format: FormFormat,
    #[command(flatten)]
    pub(in crate::cli) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(in crate::cli) lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FormFormat {
    /// 人が読む形
    Text,
    /// Markdown
    #[value(alias = "md")]
    Markdown,
    /// JSON(第1版)
    Json,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Extract {
    /// 文書
    pub(in crate::cli) path: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(in crate::cli) lang: Option<Language>,
}
