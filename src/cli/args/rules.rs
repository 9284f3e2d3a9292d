//! Arguments of `tenken rules` and `explain`, and the rules that a run is judged by.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::{Language, encoding};
use crate::input::Told;

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Explain {
    /// ルールのコード(R001)か、文書と行(draft.txt:12)
    pub(in crate::cli) what: String,
    /// 基準日(YYYY-MM-DD)。省くと文書の日付、それもなければ今日
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<NaiveDate>,
    #[command(flatten)]
    pub(in crate::cli) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum)]
    pub(in crate::cli) lang: Option<Language>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Rules {
    #[command(subcommand)]
    pub(in crate::cli) command: RulesCommand,
    #[command(flatten)]
    pub(in crate::cli) rulebook: Rulebook,
    /// 言語
    #[arg(long, value_enum, global = true)]
    pub(in crate::cli) lang: Option<Language>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RulesCommand {
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
pub(in crate::cli) enum SchemaKind {
    /// ルール
    Rule,
    /// プロファイル
    Profile,
    /// 重大度の変更(overrides.yaml)
    Overrides,
}

/// Which rules to run.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(in crate::cli) struct Rulebook {
    /// 内蔵のルールに重ねるフォルダー(ルール、語彙、法令の値、重大度の変更)。何度でも指定できます
    #[arg(long, value_name = "DIR", global = true)]
    pub(in crate::cli) rules: Vec<PathBuf>,
    /// プロファイル(business、public、my-number、pmark、市の公表基準など)
    #[arg(long, value_name = "ID", global = true)]
    pub(in crate::cli) profile: Option<String>,
    /// このルールだけを使います(R001、R0、R など。カンマで区切って何個でも)
    #[arg(long, value_name = "CODE", value_delimiter = ',', global = true)]
    pub(in crate::cli) only: Vec<String>,
    /// このルールを使いません
    #[arg(long, value_name = "CODE", value_delimiter = ',', global = true)]
    pub(in crate::cli) skip: Vec<String>,
    /// 設定ファイル(省くと、点検するファイルのフォルダーから上へ tenken.toml を探します)
    #[arg(long, value_name = "TOML", global = true)]
    pub(in crate::cli) config: Option<PathBuf>,
    /// 文書の文字コード(Shift_JIS、cp932、EUC-JP、JIS、UTF-16 など。省くと判断します)
    #[arg(long, value_name = "NAME", global = true, value_parser = encoding)]
    pub(in crate::cli) encoding: Option<Told>,
    /// 設定ファイルを使いません
    #[arg(long, global = true, conflicts_with = "config")]
    pub(in crate::cli) no_config: bool,
}
