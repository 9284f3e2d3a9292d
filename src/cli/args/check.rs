//! Arguments of `tenken check`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Deserialize;

use super::{Inputs, Language, Rulebook};

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Check {
    #[command(flatten)]
    pub(in crate::cli) inputs: Inputs,
    /// 指定したファイルを、同じ事案の第1報・第2報・最終報としてあわせて点検します
    #[arg(long, conflicts_with = "facts")]
    pub(in crate::cli) incident: bool,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    pub(in crate::cli) format: OutputFormat,
    /// Word の下書きの写しに、指摘をコメントとして付けて書き出します(元のファイルは変えません)
    #[arg(long, value_name = "DOCX", conflicts_with_all = ["redact", "incident", "facts"])]
    pub(in crate::cli) annotate: Option<PathBuf>,
    /// 知られている指摘のファイル。そこにある指摘は示しません
    #[arg(long, value_name = "JSON")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// 今ある指摘を「知られている指摘」として書き出します
    #[arg(long, value_name = "JSON", conflicts_with = "baseline")]
    pub(in crate::cli) write_baseline: Option<PathBuf>,
    /// 当てはまらなかった・判断できなかったルールと、その理由も示します
    #[arg(long)]
    pub(in crate::cli) explain_skipped: bool,
    /// 本文の語句を出力に含めません(コード、位置、ルールの題名だけを示します)
    #[arg(long)]
    pub(in crate::cli) redact: bool,
    /// この重大度以上の指摘があれば終了コード1(省くとエラー以上)
    #[arg(long, value_enum)]
    pub(in crate::cli) fail_on: Option<FailOn>,
    /// 指摘があっても終了コード0にします(監査できなかったものがあれば2のまま)
    #[arg(long)]
    pub(in crate::cli) exit_zero: bool,
    #[command(flatten)]
    pub(in crate::cli) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(in crate::cli) lang: Option<Language>,
    /// 色を付けるか
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(in crate::cli) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OutputFormat {
    /// 人が読む形
    Text,
    /// JSON(第1版)
    Json,
    /// SARIF 2.1.0(GitHub code scanning など)
    Sarif,
    /// GitHub Actions の注釈
    Github,
    /// GitLab Code Quality
    Gitlab,
    /// JUnit(XML)
    Junit,
    /// reviewdog(JSON)
    Rdjson,
    /// reviewdog(1行に1件)
    Rdjsonl,
    /// checkstyle(XML)
    Checkstyle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::cli) enum FailOn {
    /// 参考以上
    Info,
    /// 警告以上
    Warning,
    /// エラー
    Error,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    /// 端末なら付けます
    Auto,
    /// いつも付けます
    Always,
    /// 付けません
    Never,
}
