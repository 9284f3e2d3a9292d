//! What a text is taken for: a notice, a letter to a person, a report to the regulator; whose it is; and which day is which.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Temp, none, tenken};
use serde_json::Value;

fn audited(text: &str) -> Value {
    let temp = Temp::new();
    temp.file("draft.txt", text);
    let run = tenken([
        "check",
        "--format",
        "json",
        "--as-of",
        "2026-12-01",
        "draft.txt",
    ])
    .within(temp.path())
    .run();
    run.json()["reports"][0].clone()
}

fn verdict(report: &Value, code: &str) -> String {
    report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["code"] == code)
        .map(|f| f["verdict"].as_str().unwrap().to_string())
        .unwrap_or_default()
}

/// The organisation's line under the title, its name, its regime.
const BODIES: [(&str, &str, &str); 14] = [
    ("さざなみ市 スポーツ振興課", "さざなみ市", "public"),
    ("こはく市 総務課", "こはく市", "public"),
    ("ひばりが原市　福祉課", "ひばりが原市", "public"),
    ("なでしこ町", "なでしこ町", "public"),
    ("ささゆり県教育委員会", "ささゆり県教育委員会", "public"),
    ("みどり市立つぐみ幼稚園", "みどり市立つぐみ幼稚園", "public"),
    ("つぐみ幼稚園 園長", "つぐみ幼稚園", "business"),
    ("みどり市立つぐみ病院", "みどり市立つぐみ病院", "business"),
    ("県立みどり大学", "県立みどり大学", "business"),
    (
        "もくれん訪問看護ステーション",
        "もくれん訪問看護ステーション",
        "business",
    ),
    ("かたくり温泉旅館組合", "かたくり温泉旅館組合", "business"),
    (
        "ゆずりは歯科クリニック",
        "ゆずりは歯科クリニック",
        "business",
    ),
    ("きんもくせい町商工会", "きんもくせい町商工会", "business"),
    ("株式会社みどり商会", "株式会社みどり商会", "business"),
];

#[test]
fn whose_it_is() {
    let mut failures = Vec::new();
    for (line, org, regime) in BODIES {
        let report = audited(&format!(
            "名簿の紛失に関するお詫びとお知らせについて\n{line}\n\n令和8年5月12日、120名分の名簿(氏名、住所)を紛失しました。深くお詫び申し上げます。\n"
        ));
        let found = (&report["facts"]["org"], &report["facts"]["regime"]);
        if found.0 != org || found.1 != regime {
            failures.push(format!("{line}: {found:?}"));
        }
    }
    none(&failures);
}

/// The day at the head of a report form is the day on which it is filed; nothing is asked of it that it is itself.
#[test]
fn a_report_to_the_regulator() {
    let form = |head: &str, filed: &str| {
        audited(&format!(
            "{head}\n\n報告年月日:{filed}\n報告者:株式会社まるや通商\n\n1 概要\n発生日:2026年6月1日\n発覚日:2026年6月2日\n当社のサーバーが不正アクセスを受け、顧客の情報が外部に送信された。\n2 個人データの項目\n氏名、住所\n3 本人の数\n1,520人\n4 原因\n脆弱性を修正していなかったため。\n"
        ))
    };
    let report = form("漏えい等報告書(速報)", "2026年6月5日");
    assert_eq!(verdict(&report, "R001"), "met");
    assert_eq!(verdict(&report, "C004"), "met");
    for code in ["R003", "R004", "N004", "N005", "C010"] {
        assert_eq!(verdict(&report, code), "not_applicable", "{code}");
    }
    assert_eq!(
        verdict(&form("漏えい等報告書(速報)", "2026年6月12日"), "R001"),
        "violated"
    );
    // Whatever its words: a form without a word of a leak is about one.
    let report = audited(
        "漏えい等報告書(確報)\n\n提出日 令和8年5月14日\n提出者 北浜自動車販売株式会社\n\n(1)概要\n令和8年4月9日(木)、業務用の端末1台を電車内に置き忘れた。翌10日(金)の朝、店長に報告があり認知した。現在まで発見されていない。\n(3)本人の数\n1,520人\n",
    );
    assert_eq!(verdict(&report, "C004"), "met");
    assert_eq!(verdict(&report, "C006"), "unstated");
    // Day 60 is 2026-07-31, a Friday.
    assert_eq!(
        verdict(&form("漏えい等報告書(確報)", "2026年7月31日"), "R002"),
        "met"
    );
    assert_eq!(
        verdict(&form("漏えい等報告書(確報)", "2026年8月3日"), "R002"),
        "violated"
    );
}

/// A letter with a person's name on it is a notification; one to all of them is not taken for one.
#[test]
fn a_letter() {
    let letter = |to: &str| {
        audited(&format!(
            "2026年7月10日\n\n{to}\n株式会社まるや通商\n\n個人情報の漏えいについて(お詫びとお知らせ)\n\n当社の通販サイトが2026年7月2日に不正アクセスを受け、氏名と住所が漏えいしたことが判明しました。深くお詫び申し上げます。\n"
        ))
    };
    assert_eq!(verdict(&letter("山田 花子 様"), "N001"), "not_applicable");
    assert_eq!(verdict(&letter("お客様各位"), "N001"), "unstated");
}

/// Which day is which: the awareness date, and the findings that rest on it.
#[test]
fn days() {
    // A weekday that does not fit beside the date before it is the slip, not the year.
    let report = audited(
        "令和8年11月20日\nみなと野市 市民課\n\n個人情報の漏えいについて(お詫び)\n\n令和8年11月5日(木)、対象者150名の氏名、住所を記載した一覧表を誤って別の事業者に送付した。\n11月6日(木) 送付先から連絡があり判明した。\n11月10日(火) 個人情報保護委員会に報告した。\n",
    );
    assert_eq!(report["derived"]["awareness"], "2026-11-06");
    assert_eq!(verdict(&report, "T001"), "violated");
    assert_eq!(verdict(&report, "R001"), "met");
    // A day of a month is a day whatever follows it: 日本 is no word there.
    let report = audited(
        "みなと野市 市民課\n個人情報の漏えいについて(お詫び)\n\n令和8年11月9日(月) 送付先から連絡があり、120名分の氏名と住所が漏えいしたことが判明した。\n11月16日　本人へ電話で謝罪した。\n11月17日本庁へ報告した。\n",
    );
    let dates: Vec<&str> = report["facts"]["dates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["value"].as_str().unwrap())
        .collect();
    assert_eq!(dates, ["2026-11-09", "2026-11-16", "2026-11-17"]);
    // What was found out later stands in brackets behind what happened.
    let report = audited(
        "みなと野市 市民課\n個人情報の漏えいについて(お詫び)\n\n令和8年11月3日(火) 書類を誤送付(後日判明)\n令和8年11月9日(月) 送付先から連絡があり判明した。120名分の氏名と住所が漏えいした。\n",
    );
    assert_eq!(report["derived"]["awareness"], "2026-11-09");
    // The day of an event to be held is the event's; labelled dates date no text.
    let report = audited(
        "申込フォームの設定誤りについて(お詫び)\n学校法人若葉野学園\n\n■発生日時 令和8年8月5日 午後1時\n■発覚日時 令和8年8月7日 午前9時\n■内容 12月23日・24日に開催する説明会の申込フォームにおいて、432名の氏名が閲覧できる状態であった。\n",
    );
    assert_eq!(report["derived"]["awareness"], "2026-08-07");
    for code in ["T004", "T005"] {
        assert_eq!(verdict(&report, code), "met", "{code}");
    }
}

/// A contractor that is told by its own name has its own clock; what it dispatches is no notice to its client.
#[test]
fn contractors_by_their_names() {
    let report = audited(
        "2026年8月20日\n株式会社うみねこ給食\n\n配送委託先における顧客情報の漏えいについて(お詫び)\n\n当社が配送業務を委託しております株式会社ミール便において、お客様2,340名の氏名と住所が漏えいしたことが判明しました。\n2026年7月13日(月) ミール便の担当者が、名簿を誤って別の取引先に送信した。ミール便は同日、誤送信に気付いた。\n2026年7月31日(金) ミール便から当社に報告があった。\n2026年8月3日(月) 当社から個人情報保護委員会に速報を提出した。\n",
    );
    assert_eq!(report["derived"]["awareness"], "2026-07-31");
    assert_eq!(verdict(&report, "R001"), "met");
    assert_eq!(verdict(&report, "R005"), "violated");
    let report = audited(
        "令和8年10月13日\nあおぞら広域連合\n\n個人情報の漏えいについて(お詫び)\n\n令和8年9月25日 委託先の株式会社さざんかデータから「医療費のお知らせ」12万4,310通を発送した。\n令和8年9月28日 被保険者から問合せがあり、86人分の氏名と受診状況が別の方に送付されていたことが判明した。\n",
    );
    assert_eq!(report["derived"]["awareness"], "2026-09-28");
}

/// The threshold that a claim quotes counts nobody, a day of an apology is no day of the leak, and nothing is reported
/// where it is told to be needless.
#[test]
fn numbers_and_days_of_other_matters() {
    let report = audited(
        "わかば市 アンケートの設定誤りについて(お詫び)\n\n令和8年10月9日、申込者43名の氏名が閲覧できる状態であったことが判明した。個人情報保護委員会への報告は、対象が1,000人以下であるため不要と判断しました。\n",
    );
    assert_eq!(report["facts"]["persons"], 43);
    assert_eq!(report["facts"]["ppc_report"], "none");
    assert_eq!(verdict(&report, "R006"), "met");
    let report = audited(
        "かえで市 職員による不適切な閲覧について(お詫び)\n\n令和8年1月14日、本人からの相談を受け、職員が住民19人の住所を業務外で閲覧していたことが判明した。\n閲覧された19人には、2月3日から同月7日までの間に、職員が個別に訪問し、謝罪した。\n",
    );
    assert_eq!(verdict(&report, "T004"), "met");
    // 2人 is no word of 132人.
    let report = audited(
        "みどり市 通知書の誤送付について(お詫び)\n\n令和8年6月12日、132人分の誤送付を確認した。氏名と住所が記載されていた。\n再発防止策として、職員への周知と研修を行う。\n",
    );
    assert_eq!(verdict(&report, "S016"), "violated");
}

/// An exception that holds what it must: no report is asked for, and nothing of the persons.
#[test]
fn sound_exceptions() {
    for claim in [
        "端末の内蔵ディスクはAES-256により暗号化しており、復号に必要な鍵は当社の鍵管理サーバーに保管し、パソコン本体には保存していません。以上のとおり高度な暗号化がされているため、個人情報保護委員会への報告を要しない場合に当たると判断しています。",
        "同日、開封前の状態で全て回収し、閲覧されていないことを聞き取りにより確認しており、漏えいには該当しないことから、個人情報保護委員会への報告は要しないものと判断しました。",
    ] {
        let report = audited(&format!(
            "ノートパソコンの盗難についてのお詫び\n株式会社まるや通商\n\n2026年5月12日、取引先の従業員1,840名の氏名と給与額を保存したノートパソコンが盗難に遭い、漏えいしたおそれがあります。深くお詫び申し上げます。\n{claim}\n"
        ));
        assert_eq!(verdict(&report, "R006"), "met", "{claim}");
        assert_eq!(report["derived"]["reportable"], false, "{claim}");
        assert_eq!(verdict(&report, "R003"), "not_applicable", "{claim}");
    }
}

/// Where the story stands is not where a period of stays ends; a paragraph's day goes on with 約40分後; a question tells nothing;
/// another matter, another firm's leak and misuse that is denied are none of this one.
#[test]
fn days_and_facts_of_the_story_alone() {
    let date = |report: &serde_json::Value, kind: &str| -> String {
        let events = report["facts"]["events"].as_array().unwrap();
        let event = events.iter().find(|e| e["type"] == kind);
        event.map_or_else(String::new, |e| {
            e["date"].as_str().unwrap_or("").to_string()
        })
    };
    let report = audited(
        "予約情報を悪用したメッセージについて(お詫び)\n\n2026年9月18日\n磯見ホテル\n\n予約サイトの管理画面が不正アクセスを受け、お客様の氏名が閲覧されました。お詫びします。\n発覚日時:2026年9月14日 21時\n対象:9月13日から12月末までにご宿泊予定のお客様268名の氏名\n対応:16日、個人情報保護委員会に速報しました。\n",
    );
    assert_eq!(date(&report, "reported_ppc"), "2026-09-16");
    assert_eq!(verdict(&report, "T005"), "met");
    let report = audited(
        "個人情報流出の可能性について(お詫び)\n\n2026年9月12日\n株式会社こだま住宅\n\n2026年8月28日14時ごろ、店のパソコンに警告画面が現れ、スタッフが遠隔操作ソフトを入れました。約40分後、詐欺と気づき電源を切りました。9月4日、本社が本件を把握しました。9月8日、個人情報保護委員会に速報しました。お客様520名の氏名と住所が流出した可能性があります。\n\nQ1. クレジットカードの番号も見られたのですか。\nA1. いいえ。保存しておりません。\n\nなお、当社では2023年9月に委託先が名簿を紛失する事案がありましたが、本件との関連はありません。\n",
    );
    assert_eq!(report["derived"]["awareness"], "2026-08-28");
    assert_eq!(verdict(&report, "R001"), "violated");
    assert_eq!(report["facts"]["financial"], false);
    assert_eq!(report["facts"]["outsourced"], false);
    assert_eq!(
        report["facts"]["causes"],
        serde_json::json!(["support-scam"])
    );
    let report = audited(
        "不正ログインについて(お詫び)\n\n2026年11月20日\n株式会社すずかけ\n\n他社サービスから流出したとみられるパスワードによる不正ログインを11月3日に確認しました。お詫びします。\n閲覧された可能性のある情報は、会員421名の氏名と住所です。\n11月10日10:20頃、個人情報保護委員会に速報しました。\n現時点で不正な注文は確認されておりません。\n",
    );
    assert_eq!(report["facts"]["personal_data"], "suspected");
    assert_eq!(report["facts"]["secondary_damage"], "none_confirmed");
}

/// A building is nobody's name.
#[test]
fn a_building_is_no_organisation() {
    let report = audited(
        "個人情報の漏えいについて\n\n令和8年11月6日\n\n県庁内から発信した電子メールで、応募者32名の氏名が他の応募者に見える状態となりました。\n\
         11月4日に送信し、同日に気付きました。深くお詫びします。\n\nつばき県 総務部\n",
    );
    assert_eq!(report["facts"]["org"], "つばき県");
}

/// Who says what kind of draft a file is vouches for it; a folder is not vouched for.
#[test]
fn a_named_kind_of_draft_vouches_for_the_file() {
    let temp = Temp::new();
    temp.file(
        "drafts/short.txt",
        "会員の皆様へ\n\n2026年11月6日\nつばき書房\n\n会員名簿の取扱いについて、ご連絡いたします。\n",
    );
    let run = |args: &[&str]| {
        tenken(["check", "--as-of", "2026-11-29"])
            .and(args.iter().map(ToString::to_string))
            .within(temp.path())
            .run()
    };
    let refused = run(&["drafts/short.txt"]);
    assert_eq!(refused.status, 2);
    assert!(refused.stdout.contains("--draft notice") || refused.stderr.contains("--draft notice"));
    let taken = run(&["--draft", "notice", "drafts/short.txt"]);
    assert!(taken.status < 2, "{}{}", taken.stdout, taken.stderr);
    assert!(
        taken.stdout.contains("報告1件を点検しました"),
        "{}",
        taken.stdout
    );
    let folder = run(&["--draft", "notice", "drafts"]);
    assert_eq!(folder.status, 2);
    assert!(
        folder.stdout.contains("対象外: drafts/short.txt"),
        "{}",
        folder.stdout
    );
}

/// 第3, 三 and 3 number headings alike.
#[test]
fn headings_are_numbered_in_many_ways() {
    for marks in [
        ["第1", "第2", "第3", "第4"],
        ["第一", "第二", "第三", "第四"],
        ["一", "二", "三", "四"],
        ["1", "2", "3", "4"],
        ["(1)", "(2)", "(3)", "(4)"],
    ] {
        let [a, b, c, d] = marks;
        let report = audited(&format!(
            "漏えい等報告書(確報)案\n提出先 個人情報保護委員会\n報告者 株式会社つばき人材\n\n{a}　概要\n　発生日　令和8年9月1日\n　発覚日　令和8年9月3日\n　\
             事案　社員が名簿を紛失した。\n{b}　個人データの項目\n　氏名、住所\n{c}　本人の数\n　418人\n{d}　原因\n　\
             名簿の出力を全ての部署に開放し、上長の承認を要しない運用としていたこと。\n\n作成日　令和8年9月20日\n"
        ));
        assert_eq!(report["facts"]["persons"], 418, "{a}");
        assert_eq!(report["facts"]["cause_stated"], true, "{a}");
    }
}
