//! The arguments.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::Lang;

/// 個人情報漏えい等の公表文・報告書を、公表の前に点検します。
#[derive(Debug, Parser)]
#[command(name = "tenken", version, about, long_about = None, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 報告書・公表文を点検します(ファイル、フォルダー、- で標準入力)
    Check(Check),
    /// 本文から読み取った時系列を示します(文字、直せるYAML、図)
    Timeline(Timeline),
    /// ルールの一覧を示します
    Rules(Rules),
}

impl Command {
    /// The language that the command is to speak.
    pub(super) fn lang(&self) -> Lang {
        match self {
            Self::Check(c) => c.lang.into(),
            Self::Timeline(t) => t.lang.into(),
            Self::Rules(r) => match r.command {
                RulesCommand::List { lang } => lang.into(),
            },
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// 点検するファイルやフォルダー。「-」は標準入力
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    pub(super) format: OutputFormat,
    /// 基準日(YYYY-MM-DD)。省くと文書の日付、それもなければ今日
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    /// 文書の種類(省くと本文から判断します)
    #[arg(long, value_enum)]
    pub(super) draft: Option<DraftKind>,
    /// 報告書の段階(--draft report のとき)
    #[arg(long, value_enum)]
    pub(super) stage: Option<StageKind>,
    /// 読み取りに代えて用いる事実(tenken timeline --format yaml を直したもの)
    #[arg(long, value_name = "YAML")]
    pub(super) facts: Option<PathBuf>,
    /// この重大度以上の指摘があれば終了コード1
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub(super) fail_on: FailOn,
    /// 指摘があっても終了コード0にします(監査できなかったものがあれば2のまま)
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// 言語
    #[arg(long, value_enum, default_value_t = Language::Ja)]
    pub(super) lang: Language,
    /// 色を付けるか
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Timeline {
    /// 報告書・公表文、または incident.yaml。「-」は標準入力
    pub(super) path: PathBuf,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = TimelineFormat::Text)]
    pub(super) format: TimelineFormat,
    /// 何番目の報告か(複数の報告を含む文書で)
    #[arg(long, value_name = "N")]
    pub(super) report: Option<usize>,
    /// 読み取りに代えて用いる事実
    #[arg(long, value_name = "YAML")]
    pub(super) facts: Option<PathBuf>,
    /// 図の幅(ピクセル)
    #[arg(long, value_name = "PX", default_value_t = 960)]
    pub(super) width: u32,
    /// 基準日(YYYY-MM-DD)。省くと文書の日付、それもなければ今日
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    /// 言語
    #[arg(long, value_enum, default_value_t = Language::Ja)]
    pub(super) lang: Language,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TimelineFormat {
    /// 人が読む形
    Text,
    /// 直して check --facts に渡せるYAML
    Yaml,
    /// 図(SVG)
    Svg,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Rules {
    #[command(subcommand)]
    pub(super) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// 1行に1ルール、コードから
    List {
        /// 言語
        #[arg(long, value_enum, default_value_t = Language::Ja)]
        lang: Language,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// 人が読む形
    Text,
    /// JSON(第1版)
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DraftKind {
    /// 公表文
    Notice,
    /// 本人通知文
    Notification,
    /// 漏えい等報告書
    Report,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StageKind {
    /// 速報
    Preliminary,
    /// 確報
    Final,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// 参考以上
    Info,
    /// 警告以上
    Warning,
    /// エラー
    Error,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// 日本語
    Ja,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Ja => Self::Ja,
            Language::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// 端末なら付けます
    Auto,
    /// いつも付けます
    Always,
    /// 付けません
    Never,
}
