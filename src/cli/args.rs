//! The arguments.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use encoding_rs::Encoding;
use serde::Deserialize;

use crate::Lang;

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

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// 指定したファイルを、同じ事案の第1報・第2報・最終報としてあわせて点検します
    #[arg(long, conflicts_with = "facts")]
    pub(super) incident: bool,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    pub(super) format: OutputFormat,
    /// Word の下書きの写しに、指摘をコメントとして付けて書き出します(元のファイルは変えません)
    #[arg(long, value_name = "DOCX", conflicts_with_all = ["redact", "incident", "facts"])]
    pub(super) annotate: Option<PathBuf>,
    /// 知られている指摘のファイル。そこにある指摘は示しません
    #[arg(long, value_name = "JSON")]
    pub(super) baseline: Option<PathBuf>,
    /// 今ある指摘を「知られている指摘」として書き出します
    #[arg(long, value_name = "JSON", conflicts_with = "baseline")]
    pub(super) write_baseline: Option<PathBuf>,
    /// 当てはまらなかった・判断できなかったルールと、その理由も示します
    #[arg(long)]
    pub(super) explain_skipped: bool,
    /// 本文の語句を出力に含めません(コード、位置、ルールの題名だけを示します)
    #[arg(long)]
    pub(super) redact: bool,
    /// この重大度以上の指摘があれば終了コード1(省くとエラー以上)
    #[arg(long, value_enum)]
    pub(super) fail_on: Option<FailOn>,
    /// 指摘があっても終了コード0にします(監査できなかったものがあれば2のまま)
    #[arg(long)]
    pub(super) exit_zero: bool,
    #[command(flatten)]
    pub(super) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
    /// 色を付けるか
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// What is audited, and how it is read.
#[derive(Debug, ClapArgs)]
pub(super) struct Inputs {
    /// 点検するファイルやフォルダー。「-」は標準入力(省くと tenken.toml の paths)
    pub(super) paths: Vec<PathBuf>,
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

#[derive(Debug, ClapArgs)]
pub(super) struct Timeline {
    /// 報告書・公表文、または incident.yaml。「-」は標準入力
    pub(super) path: PathBuf,
    /// 同じ事案の続報(あわせた時系列を示します)
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) and: Vec<PathBuf>,
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
    #[command(flatten)]
    pub(super) rulebook: Rulebook,
    /// 基準日(YYYY-MM-DD)。省くと文書の日付、それもなければ今日
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    /// 言語
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
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

/// Which rules to run.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(super) struct Rulebook {
    /// 内蔵のルールに重ねるフォルダー(ルール、語彙、法令の値、重大度の変更)。何度でも指定できます
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) rules: Vec<PathBuf>,
    /// プロファイル(business、public、my-number、pmark、市の公表基準など)
    #[arg(long, value_name = "ID", global = true)]
    pub(super) profile: Option<String>,
    /// このルールだけを使います(R001、R0、R など。カンマで区切って何個でも)
    #[arg(long, value_name = "CODE", value_delimiter = ',', global = true)]
    pub(super) only: Vec<String>,
    /// このルールを使いません
    #[arg(long, value_name = "CODE", value_delimiter = ',', global = true)]
    pub(super) skip: Vec<String>,
    /// 設定ファイル(省くと、点検するファイルのフォルダーから上へ tenken.toml を探します)
    #[arg(long, value_name = "TOML", global = true)]
    pub(super) config: Option<PathBuf>,
    /// 文書の文字コード(Shift_JIS、EUC-JP、UTF-16LE など。省くと判断します)
    #[arg(long, value_name = "NAME", global = true, value_parser = encoding)]
    pub(super) encoding: Option<&'static Encoding>,
    /// 設定ファイルを使いません
    #[arg(long, global = true, conflicts_with = "config")]
    pub(super) no_config: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Deadlines {
    /// 知った日(YYYY-MM-DD。時刻を付けて 2024-01-10T18:00 とも書けます)
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    pub(super) awareness: Option<NaiveDate>,
    /// 規律: 民間事業者など(26条)か、行政機関等(68条)か
    #[arg(long, value_enum)]
    pub(super) regime: Option<RegimeKind>,
    /// 報告対象事態(何度でも指定できます)
    #[arg(long, value_enum)]
    pub(super) trigger: Vec<TriggerKind>,
    /// 本人の数(確定していなければ最大の数)
    #[arg(long, value_name = "N")]
    pub(super) persons: Option<u64>,
    /// 人数が基準を超えた日(知った日より後に分かったとき)
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    pub(super) volume_reached: Option<NaiveDate>,
    /// マイナンバー(特定個人情報)を含みます
    #[arg(long)]
    pub(super) my_number: bool,
    /// 委託先が知った日
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    pub(super) contractor_awareness: Option<NaiveDate>,
    /// 委託先が委託元へ知らせた日
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    pub(super) client_informed: Option<NaiveDate>,
    /// ほかの報告先も示す業種(finance、telecom、medical、pmark、card、municipality)。何度でも指定できます
    #[arg(long, value_name = "ID")]
    pub(super) sector: Vec<String>,
    /// 文書から知った日・規律・事態・人数を読み取ります(指定した値が優先します)
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub(super) format: PlanFormat,
    /// 基準日(残りの日数の計算に使います。省くと今日)
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    #[command(flatten)]
    pub(super) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

/// A character set by one of its names.
fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        "この文字コードは分かりません。Shift_JIS、EUC-JP、ISO-2022-JP、UTF-8、UTF-16LE などと書いてください (unknown character set)".to_string()
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
pub(super) enum RegimeKind {
    /// 個人情報取扱事業者(民間、国立大学・公立病院など)
    Business,
    /// 行政機関等(国、自治体、教育委員会、公立学校など)
    Public,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TriggerKind {
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
pub(super) enum PlanFormat {
    /// 人が読む形
    Text,
    /// JSON(第1版)
    Json,
    /// カレンダー(iCalendar。OutlookやGoogleカレンダーに取り込めます)
    Ics,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Extract {
    /// 文書
    pub(super) path: PathBuf,
    #[command(flatten)]
    pub(super) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Table {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// 出力の形式(省くと --out のファイル名の終わりによります。--out もなければ Markdown)
    #[arg(long, value_enum)]
    pub(super) format: Option<TableFormat>,
    /// 書き出すファイル(省くと標準出力)
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// 本文の語句を出力に含めません
    #[arg(long)]
    pub(super) redact: bool,
    #[command(flatten)]
    pub(super) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
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
pub(super) struct Form {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// 出力の形式
    #[arg(long, value_enum, default_value_t = FormFormat::Text)]
    pub(super) format: FormFormat,
    #[command(flatten)]
    pub(super) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormFormat {
    /// 人が読む形
    Text,
    /// Markdown
    #[value(alias = "md")]
    Markdown,
    /// JSON(第1版)
    Json,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// ルールのコード(R001)か、文書と行(draft.txt:12)
    pub(super) what: String,
    /// 基準日(YYYY-MM-DD)。省くと文書の日付、それもなければ今日
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    #[command(flatten)]
    pub(super) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Rules {
    #[command(subcommand)]
    pub(super) command: RulesCommand,
    #[command(flatten)]
    pub(super) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum, global = true)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// 1行に1ルール、コードから
    List,
    /// ルールに書かれた例で、指摘が出るか・出ないかを確かめます
    Test {
        /// 確かめるコード(省くと全部)
        codes: Vec<String>,
    },
    /// 新しいルールのひな形を書き出します
    New {
        /// コード(内蔵のルールにない、英大文字1字と数字3字。例: X001)
        code: String,
        /// 名前(英小文字とハイフン。例: own-rule)
        name: String,
        /// 書き出すフォルダー
        #[arg(long, value_name = "DIR", default_value = ".")]
        dir: PathBuf,
    },
    /// ルールのファイルのJSON Schemaを出力します(エディターの補完と検査に)
    Schema {
        /// どのファイルのスキーマか
        #[arg(value_enum, default_value_t = SchemaKind::Rule)]
        of: SchemaKind,
    },
    /// ルールの説明の頁(Markdown、日本語と英語)を書き出します
    Docs {
        /// 書き出すフォルダー
        #[arg(long, value_name = "DIR", default_value = "docs/rules")]
        out: PathBuf,
        /// 書き出さずに、今ある頁と同じかを確かめます
        #[arg(long)]
        check: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaKind {
    /// ルール
    Rule,
    /// プロファイル
    Profile,
    /// 重大度の変更(overrides.yaml)
    Overrides,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
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
pub(super) enum FailOn {
    /// 参考以上
    Info,
    /// 警告以上
    Warning,
    /// エラー
    Error,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// 端末なら付けます
    Auto,
    /// いつも付けます
    Always,
    /// 付けません
    Never,
}
