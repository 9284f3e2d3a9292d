//! The arguments: the whole command line, and what several commands share. One file a command or a few that are alike.

mod check;
mod deadlines;
mod rules;
mod table;
mod timeline;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use serde::Deserialize;

use crate::Lang;
use crate::input::Told;

pub(super) use check::{Check, Color, FailOn, OutputFormat};
pub(super) use deadlines::{Deadlines, PlanFormat, RegimeKind, TriggerKind};
pub(super) use rules::{Explain, Rulebook, Rules, RulesCommand, SchemaKind};
pub(super) use table::{Extract, Form, FormFormat, Table, TableFormat};
pub(super) use timeline::{Timeline, TimelineFormat};

/// 個人情報漏えい等の公表文・報告書を、公表の前に点検します。
#[derive(Debug, Parser)]
#[command(name = "tenken", version, about, long_about = None, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Invocation,
}

#[derive(Debug, Subcommand)]
// One of it is made in a run.
#[allow(clippy::large_enum_variant)]
pub(super) enum Invocation {
    #[command(flatten)]
    Work(Command),
    /// シェルの補完を出力します
    Completions(Completions),
    /// マニュアルの頁(man)を書き出します
    Man(Man),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Completions {
    /// シェル
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Man {
    /// 書き出すフォルダー
    pub(super) dir: PathBuf,
    /// 言語
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 報告書・公表文を点検します(ファイル、フォルダー、- で標準入力)
    Check(Check),
    /// 本文から読み取った時系列を示します(文字、直せるYAML、図)
    Timeline(Timeline),
    /// 知った日と事案の種類から、いつまでに何をするかを示します
    Deadlines(Deadlines),
    /// 指摘の一覧表と充足表(Excel、ウェブページ、CSV、Markdown)
    Table(Table),
    /// 文書から読み取った本文をそのまま出力します(Word、Excel、PDF、メールなど)
    Extract(Extract),
    /// 漏えい等報告の九つの報告事項に、本文から分かることを写します(足りないものも示します)
    Form(Form),
    /// ルール(R001 など)や、文書のその行の指摘(draft.txt:12)を説明します
    Explain(Explain),
    /// ルールを書く人のための道具(一覧、試験、ひな形、スキーマ、説明の頁)
    Rules(Rules),
}

impl Command {
    /// The rules that the command is to run with.
    pub(super) fn rulebook(&self) -> &Rulebook {
        match self {
            Self::Check(c) => &c.rulebook,
            Self::Timeline(t) => &t.rulebook,
            Self::Deadlines(d) => &d.rulebook,
            Self::Form(f) => &f.rulebook,
            Self::Table(t) => &t.rulebook,
            Self::Extract(e) => &e.rulebook,
            Self::Explain(e) => &e.rulebook,
            Self::Rules(r) => &r.rulebook,
        }
    }

    /// The rules that the command is to run with, to be completed.
    pub(super) fn rulebook_mut(&mut self) -> &mut Rulebook {
        match self {
            Self::Check(c) => &mut c.rulebook,
            Self::Timeline(t) => &mut t.rulebook,
            Self::Deadlines(d) => &mut d.rulebook,
            Self::Form(f) => &mut f.rulebook,
            Self::Table(t) => &mut t.rulebook,
            Self::Extract(e) => &mut e.rulebook,
            Self::Explain(e) => &mut e.rulebook,
            Self::Rules(r) => &mut r.rulebook,
        }
    }

    /// The files and folders that the command reads.
    pub(super) fn inputs(&self) -> Vec<&Path> {
        match self {
            Self::Check(c) => c.inputs.paths.iter().map(PathBuf::as_path).collect(),
            Self::Timeline(t) => vec![&t.path],
            Self::Deadlines(d) => d.from.iter().map(PathBuf::as_path).collect(),
            Self::Form(f) => f.inputs.paths.iter().map(PathBuf::as_path).collect(),
            Self::Table(t) => t.inputs.paths.iter().map(PathBuf::as_path).collect(),
            Self::Extract(e) => vec![&e.path],
            Self::Explain(e) => {
                let path = e.what.split(':').next().unwrap_or("");
                Some(Path::new(path))
                    .filter(|p| p.exists())
                    .into_iter()
                    .collect()
            }
            Self::Rules(_) => Vec::new(),
        }
    }

    /// The language that the command is asked to speak.
    pub(super) fn lang_mut(&mut self) -> &mut Option<Language> {
        match self {
            Self::Check(c) => &mut c.lang,
            Self::Timeline(t) => &mut t.lang,
            Self::Deadlines(d) => &mut d.lang,
            Self::Form(f) => &mut f.lang,
            Self::Table(t) => &mut t.lang,
            Self::Extract(e) => &mut e.lang,
            Self::Explain(e) => &mut e.lang,
            Self::Rules(r) => &mut r.lang,
        }
    }
}

/// What is audited, and how it is read.
#[derive(Debug, ClapArgs)]
pub(super) struct Inputs {
    /// 点検するファイルやフォルダー。「-」は標準入力(省くと tenken.toml の paths)
    pub(super) paths: Vec<PathBuf>,
    /// 指定したファイルのうち、報告・公表文でないものと、文書の形式でないものを読み飛ばします(コミットのフックなど、ファイルを人が選ばないとき)
    #[arg(long)]
    pub(super) skip_others: bool,
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
}

/// A character set by one of its names.
fn encoding(name: &str) -> Result<Told, String> {
    Told::named(name).ok_or_else(|| {
        "この文字コードは分かりません。Shift_JIS(cp932)、EUC-JP、JIS(ISO-2022-JP)、UTF-8、UTF-16 などと書いてください (unknown character set)".to_string()
    })
}

/// A day, with or without a time of day behind it: days are counted by the date alone.
fn day_of(text: &str) -> Result<NaiveDate, String> {
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let time_ok = time.is_none_or(|t| {
        ["%H:%M", "%H:%M:%S"]
            .iter()
            .any(|f| chrono::NaiveTime::parse_from_str(t, f).is_ok())
    });
    match date.parse() {
        Ok(day) if time_ok => Ok(day),
        _ => Err("2024-01-10 か 2024-01-10T18:00 の形で書いてください (write 2024-01-10 or 2024-01-10T18:00)".to_string()),
    }
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Language {
    /// 日本語
    Ja,
    /// English
    En,
}

impl From<Option<Language>> for Lang {
    fn from(language: Option<Language>) -> Self {
        match language {
            None | Some(Language::Ja) => Self::Ja,
            Some(Language::En) => Self::En,
        }
    }
}
