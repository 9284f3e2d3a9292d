//! The one harness of the integration tests: it runs the real program in a bare environment.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs
)]

pub(crate) mod packed;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A late report: R001 day 11, R002 day 81, and warnings.
pub(crate) const LATE: &str = "\
弊社サーバーへの不正アクセスに関するお詫びとご報告

2024年4月26日
あけぼの計測株式会社

弊社の顧客管理サーバーが第三者による不正アクセスを受け、お客様3,480名の氏名、住所および電話番号が漏えいしたことを確認いたしました。深くお詫び申し上げます。

2024年1月9日(火)、保守会社より不審な通信があるとの連絡を受け、同日中にサーバーをネットワークから切り離しました。
調査の結果、2023年12月20日から2024年1月9日までの間に外部から侵入されていたことが分かりました。
個人情報保護委員会には、2024年1月19日に速報を、2024年3月29日に確報を提出いたしました。

原因は、VPN装置の脆弱性を修正する更新を適用していなかったことです。
再発防止のため、社員への教育を徹底してまいります。
";

/// A report that tells everything in time: no diagnostic. Cut after 速報 and read before 2025-05-01, its only
/// diagnostic is a reminder (info) of the final report.
pub(crate) const CLEAN: &str = "\
イベント案内メールの誤送信に関するお詫びとご報告

2025年4月25日
特定非営利活動法人しろがね里山クラブ

当法人の会員あて案内メールにより、1,120名の方のメールアドレスが漏えいいたしました。心よりお詫び申し上げます。

1．発生と判明
2025年4月2日（水）10時、事務局員が会員1,120名に案内メールを送信しました。同日10時20分、会員の方からのご連絡により、宛先をBCCではなくTOに入れていたことが判明しました。10時30分に残りの送信を停止しました。

2．漏えいした項目
メールアドレスのみです。

3．原因
手作業で宛先を入力しており、送信前に宛先欄を確認する手順がありませんでした。

4．対応
4月3日、対象の1,120名全員にメールでお詫びし、届いたメールの削除をお願いしました。4月4日に個人情報保護委員会へ速報を、4月24日に確報を提出しました。二次被害は確認されておりません。

5．再発防止策
4月10日に、一斉送信をBCCでしか送れない配信サービスに切り替えました。送信前に二名で宛先を確認する手順にしました。

6．お問い合わせ
事務局 電話 000-000-0000
";

/// A public body's report with warnings and a remark, without an error.
pub(crate) const CITY: &str = "\
健診結果票の誤送付について（お詫び）

令和7年5月23日
つばき市 健康推進課

このたび、市が行った特定健診の結果票を、別の方に誤って送付し、個人情報が漏えいしました。対象の方には深くお詫び申し上げます。

1 概要
令和7年5月12日（月）、健康推進課の職員が結果票を封筒に入れるとき、別の方の結果票を取り違えて郵送しました。5月14日（水）、受け取った方から市に連絡があり、誤りが判明しました。

2 漏えいした情報
2名分の氏名、住所、生年月日、健診の結果

3 対応
同日、職員が訪問して結果票を回収しました。5月15日に対象の2名の方へお詫びしました。個人情報保護委員会へ報告しました。

4 原因
封入の際、一人で作業しており、宛名と中身の照合をしていませんでした。

5 再発防止策
封入は必ず二名で行い、宛名と中身を照合します。

問い合わせ先 つばき市健康推進課 電話 000-000-0000
";

/// A text that is about no incident.
pub(crate) const OTHER: &str = "\
夏の観察会のご案内

2025年7月20日（日）、里山の小川で生きもの観察会を開きます。集合は9時、雨天の場合は翌週に延期します。
持ち物は長靴、帽子、飲み物です。皆さまのご参加をお待ちしております。
";

/// The day of reading for all of these texts.
pub(crate) const AS_OF: &str = "2025-07-31";

/// `CLEAN` without its final report: read on [`EARLY`], only the reminder is left.
pub(crate) fn reminder() -> String {
    CLEAN.replace("速報を、4月24日に確報を提出しました", "速報を提出しました")
}

/// A day on which the final report of [`reminder`] is not yet due.
pub(crate) const EARLY: &str = "2025-04-26";

/// The root of the crate.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: i32,
}

impl Run {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|e| panic!("no JSON: {e}\n{}\n{}", self.stdout, self.stderr))
    }

    /// All of it as one text, for a snapshot.
    pub(crate) fn shown(&self) -> String {
        let mut text = format!("{}exit status {}\n", self.stdout, self.status);
        if !self.stderr.is_empty() {
            text.push_str("standard error:\n");
            text.push_str(&self.stderr);
        }
        text
    }
}

/// A call of the program that is being put together.
#[derive(Debug)]
pub(crate) struct Call {
    args: Vec<OsString>,
    dir: PathBuf,
    stdin: Option<Vec<u8>>,
}

/// A call of `tenken` with these arguments, in the root of the crate, with nothing on standard input.
pub(crate) fn tenken<A: Into<OsString>>(args: impl IntoIterator<Item = A>) -> Call {
    Call {
        args: args.into_iter().map(Into::into).collect(),
        dir: root(),
        stdin: None,
    }
}

/// A call of `tenken check`, read on [`AS_OF`].
pub(crate) fn check<A: Into<OsString>>(args: impl IntoIterator<Item = A>) -> Call {
    tenken(["check", "--as-of", AS_OF]).and(args)
}

impl Call {
    /// More arguments.
    pub(crate) fn and<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Runs in another folder.
    pub(crate) fn within(mut self, dir: &Path) -> Self {
        self.dir = dir.to_path_buf();
        self
    }

    /// Gives these bytes on standard input.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = Some(bytes.into());
        self
    }

    /// Runs it. A panic of the program, or a death by signal, fails the test wherever it happens.
    pub(crate) fn run(self) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
        command
            .args(&self.args)
            .current_dir(&self.dir)
            .env_clear()
            .stdin(if self.stdin.is_some() {
                Stdio::piped()
            } else {
                Stdio::null()
            })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Windows starts no program without it.
        if let Some(value) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", value);
        }
        let mut child = command.spawn().expect("the program starts");
        let writer = self.stdin.map(|bytes| {
            let mut pipe = child.stdin.take().expect("a pipe");
            // The program may stop reading early; that is its right.
            std::thread::spawn(move || drop(pipe.write_all(&bytes)))
        });
        let output = child.wait_with_output().expect("the program ends");
        if let Some(writer) = writer {
            writer.join().expect("the writer ends");
        }
        let stdout = String::from_utf8(output.stdout).expect("standard output is UTF-8");
        let stderr = String::from_utf8(output.stderr).expect("standard error is UTF-8");
        let status = output.status.code().unwrap_or_else(|| {
            panic!("killed: {:?} {}\n{stderr}", output.status, args(&self.args))
        });
        assert!(
            status != 101 && !stderr.contains("panicked at"),
            "the program panicked on {}:\n{stderr}",
            args(&self.args)
        );
        Run {
            stdout,
            stderr,
            status,
        }
    }
}

fn args(args: &[OsString]) -> String {
    args.iter()
        .map(|a| a.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A folder of its own for one test, taken away when it is dropped.
#[derive(Debug)]
pub(crate) struct Temp {
    dir: PathBuf,
}

impl Temp {
    /// A new empty folder.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |d| d.as_nanos());
        let dir =
            std::env::temp_dir().join(format!("tenken-test-{}-{now}-{n}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a temporary folder");
        Self { dir }
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.dir
    }

    /// Writes a file into it, with the folders it needs; gives its path.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, bytes).expect("a temporary file");
        path
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

/// The codes and verdicts of one report of the JSON output, in its order.
pub(crate) fn verdicts(report: &serde_json::Value) -> Vec<(String, String)> {
    let text = |v: &serde_json::Value| v.as_str().expect("a string").to_string();
    report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|f| (text(&f["code"]), text(&f["verdict"])))
        .collect()
}

/// Takes all failures of a test together and fails once.
pub(crate) fn none(failures: &[String]) {
    assert!(
        failures.is_empty(),
        "{} failure(s):\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// The content of a page of a small PDF whose fonts are not embedded.
#[derive(Default)]
pub(crate) struct PdfPage(String);

impl PdfPage {
    /// Shows a line of text, across or, in the second font, downwards.
    pub(crate) fn text(mut self, font: u8, size: u32, x: u32, y: u32, text: &str) -> Self {
        let codes: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
        self.0 += &format!("BT /F{font} {size} Tf {x} {y} Td <{codes}> Tj ET\n");
        self
    }

    /// Shows lines below each other, 16 points apart.
    pub(crate) fn lines(self, x: u32, y: u32, lines: &[&str]) -> Self {
        (0..).zip(lines).fold(self, |page, (i, line)| {
            page.text(1, 10, x, y - 16 * i, line)
        })
    }
}

/// A PDF of such pages, 595 by 842 points.
pub(crate) fn pdf(pages: &[PdfPage]) -> Vec<u8> {
    let font = |name: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/Mincho/Encoding/{name}/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType0/BaseFont/Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)\
             /Supplement 6>>/DW 1000/W[1[{}]]>>]>>",
            "500 ".repeat(230)
        )
    };
    let kids: Vec<String> = (0..pages.len())
        .map(|i| format!("{} 0 R", 5 + 2 * i))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_string(),
        format!(
            "<</Type/Pages/Count {}/Kids[{}]>>",
            pages.len(),
            kids.join(" ")
        ),
        font("UniJIS-UTF16-H"),
        font("UniJIS-UTF16-V"),
    ];
    for (i, PdfPage(content)) in pages.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>\
             /Contents {} 0 R>>",
            6 + 2 * i
        ));
        let length = content.len();
        objects.push(format!("<</Length {length}>>\nstream\n{content}endstream"));
    }
    let mut file = "%PDF-1.7\n".to_string();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let start = file.len();
    let size = objects.len() + 1;
    file += &format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}
