//! Families of wordings: what people write in many ways is read alike. Each line stands in a notice that is otherwise whole.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Temp, tenken};
use serde_json::Value;

/// A notice in which everything is told; its parts can be put otherwise.
struct Notice<'a> {
    lead: &'a str,
    occurred: &'a str,
    found: &'a str,
    reported: &'a str,
    notified: &'a str,
    more: &'a str,
}

impl Default for Notice<'_> {
    fn default() -> Self {
        Self {
            lead: "当社の会員サイトに第三者が不正にアクセスし、お客様1,240名の氏名と住所が漏えいしました。",
            occurred: "2026年9月14日 不正アクセスを受けました。",
            found: "9月15日 当直の社員が気付き、サーバーを停止しました。",
            reported: "9月17日 個人情報保護委員会に速報を提出しました。\n10月21日 個人情報保護委員会に確報を提出しました。",
            notified: "9月24日 対象のお客様に書面でお知らせしました。",
            more: "二次被害は確認されておりません。",
        }
    }
}

/// What the program makes of a text.
fn audited(text: &str) -> Value {
    let temp = Temp::new();
    temp.file("notice.txt", text);
    let run = tenken([
        "check",
        "--format",
        "json",
        "--as-of",
        "2026-11-29",
        "notice.txt",
    ])
    .within(temp.path())
    .run();
    run.json()["reports"][0].clone()
}

impl Notice<'_> {
    fn read(&self) -> Value {
        audited(&format!(
            "お客様情報の漏えいに関するお詫びとご報告\n\n2026年11月6日\n株式会社ひばり書房\n\n{}深くお詫びします。\n\n経緯\n{}\n{}\n{}\n{}\n\n\
                 原因は、ソフトウェアの更新を行っていなかったことです。再発防止のため、更新を行い、ログの監視を始めました。{}\n\
                 お問い合わせ窓口 電話 000-000-0000\n",
            self.lead, self.occurred, self.found, self.reported, self.notified, self.more
        ))
    }
}

/// The events of a kind: date, status, stage.
fn events(report: &Value, kind: &str) -> Vec<(String, String, String)> {
    let text = |e: &Value, key: &str| e[key].as_str().unwrap_or("").to_string();
    let all = report["facts"]["events"].as_array().unwrap().iter();
    all.filter(|e| e["type"] == kind)
        .map(|e| (text(e, "date"), text(e, "status"), text(e, "stage")))
        .collect()
}

fn holds(what: &str, line: &str, expected: bool, report: &Value) {
    assert!(expected, "{what}: «{line}»: {}", report["facts"]["events"]);
}

#[test]
fn each_stage_takes_the_date_it_stands_beside() {
    for line in [
        "個人情報保護委員会\t速報 9月17日(木)/確報 10月21日(水)",
        "個人情報保護委員会への報告：速報：９月17日　確報：１０月２１日",
        "個人情報保護委員会への報告：速報(9月17日)、確報(10月21日)",
        "個人情報保護委員会への報告\t9月17日(速報)、10月21日(確報)",
        "個人情報保護委員会への報告 速報→9月17日、確報→10月21日",
        "個人情報保護委員会への報告 9月17日に速報、10月21日に確報",
        "国への報告\t令和8年9月17日速報、同年10月21日確報",
        "委員会報告\t速報9月17日/確報10月21日",
        "個人情報保護委員会には9月17日に第一報を入れ、10月21日に最終の報告を済ませております。",
        "個人情報保護委員会への報告\n速報\t9月17日\n確報\t10月21日",
    ] {
        let report = Notice {
            reported: line,
            ..Notice::default()
        }
        .read();
        let told = events(&report, "reported_ppc");
        let stage = |s: &str, day: &str| {
            let done = ("done".to_string(), s.to_string());
            told.iter()
                .any(|(d, status, stage)| d == day && (status.clone(), stage.clone()) == done)
        };
        let pair = stage("preliminary", "2026-09-17") && stage("final", "2026-10-21");
        holds("stages", line, pair && told.len() == 2, &report);
    }
}

/// A late final report in a pair is late.
#[test]
fn a_late_report_in_a_pair_is_found() {
    let report = Notice {
        reported: "個人情報保護委員会への報告：速報：9月17日 / 確報：12月21日",
        ..Notice::default()
    }
    .read();
    let late = report["findings"].as_array().unwrap().iter();
    let mut late = late.filter(|f| f["code"] == "R002");
    assert_eq!(late.next().unwrap()["verdict"], "violated");
}

#[test]
fn harm_is_denied_in_many_words() {
    for line in [
        "本日までのところ、この件でご迷惑が及んだとのお話は伺っておりません。",
        "現在、情報を悪用した動きはつかんでおりません。",
        "お預かりした情報が使われたという話は入っておりません。",
        "情報が外へ広がった様子はうかがえません。",
    ] {
        let report = Notice {
            more: line,
            ..Notice::default()
        }
        .read();
        let none = report["facts"]["secondary_damage"] == "none_confirmed";
        holds("harm", line, none, &report);
    }
}

#[test]
fn a_finding_is_done_however_politely_it_is_told() {
    for line in [
        "9月15日 当直の社員が気付いた次第です。すぐにサーバーを停止しました。",
        "9月15日 取引先からの指摘で露見し、サーバーを停止しました。",
        "9月15日 報道機関からの照会で明るみに出て、サーバーを停止しました。",
        "9月15日 当直の社員が異常を知り、サーバーを停止しました。",
    ] {
        let report = Notice {
            found: line,
            ..Notice::default()
        }
        .read();
        let aware = report["derived"]["awareness"] == "2026-09-15";
        holds("awareness", line, aware, &report);
    }
}

/// Who watches a server and rings the alarm is no contractor that the data was entrusted to.
#[test]
fn whoever_raised_the_alarm_is_no_contractor() {
    for line in [
        "9月15日 サーバーの監視をお願いしている業者から連絡を受け、サーバーを停止しました。",
        "9月15日 保守を委託している会社から、不審な通信があるとの連絡を受け、サーバーを停止しました。",
        "9月15日 決済をお任せしている代行会社から一報を受け、サーバーを停止しました。",
    ] {
        let report = Notice {
            found: line,
            ..Notice::default()
        }
        .read();
        let own = report["facts"]["outsourced"] == false;
        let aware = report["derived"]["awareness"] == "2026-09-15";
        holds("outsourced", line, own && aware, &report);
    }
}

#[test]
fn a_contractor_tells_under_its_own_name() {
    for line in [
        "9月17日 かもめ物流の営業窓口から当社に第一報",
        "9月17日 かもめ物流から当社に連絡がありました。",
        "9月17日 かもめ物流より報告を受けました。",
    ] {
        let report = Notice {
            lead: "当社が発送を委託している株式会社かもめ物流のサーバーに第三者が不正にアクセスし、お客様1,240名の氏名と住所が漏えいしました。",
            found: line,
            ..Notice::default()
        }
        .read();
        let told = events(&report, "client_informed");
        let told = told.iter().any(|(d, ..)| d == "2026-09-17");
        holds("contractor", line, told, &report);
    }
}

#[test]
fn a_number_that_is_replaced_is_not_the_number() {
    for line in [
        "11,862名を対象といたします(第2報時点:12,400名)。",
        "12,400名としていた対象者は、11,862名に減りました。",
    ] {
        let lead = format!(
            "当社の会員サイトに第三者が不正にアクセスし、お客様の氏名と住所が漏えいしました。{line}"
        );
        let report = Notice {
            lead: &lead,
            ..Notice::default()
        }
        .read();
        let persons = report["facts"]["persons"] == 11862;
        holds("persons", line, persons, &report);
    }
}

#[test]
fn what_happened_is_dated_in_notes_tables_and_periods() {
    for (line, date) in [
        ("2026年9月14日 サーバーに第三者が侵入", "2026-09-14"),
        ("2026年9月14日 不正アクセス発生", "2026-09-14"),
        ("2026年9月14日 何者かが管理画面へログイン", "2026-09-14"),
        (
            "2026年9月1日から14日にかけて、次々とログインを試みる動きがありました。",
            "2026-09-01/2026-09-14",
        ),
        (
            "2026年9月1日から9月14日までのおよそ2週間、だれでも開ける状態でした。",
            "2026-09-01/2026-09-14",
        ),
        (
            "載せていた期間は、2026年9月1日から9月14日までです。",
            "2026-09-01/2026-09-14",
        ),
        ("廃棄した日\t2026年9月14日", "2026-09-14"),
    ] {
        let report = Notice {
            lead: "お客様1,240名の氏名と住所が漏えいしました。",
            occurred: line,
            ..Notice::default()
        }
        .read();
        let told = events(&report, "occurred");
        let told = told.iter().any(|(d, ..)| d == date);
        holds("occurred", line, told, &report);
    }
}

#[test]
fn the_persons_are_told_in_many_ways() {
    for line in [
        "9月24日に書面をお出しし終えました。",
        "9月24日、対象者宛てに文書を投函いたしました。",
        "9月24日 1,240名に対し、お詫びとデータの削除をお願いするメールを送信",
        "9月24日 学校の連絡アプリで全家庭に知らせました。",
        "本人通知\t9月24日",
    ] {
        let report = Notice {
            notified: line,
            ..Notice::default()
        }
        .read();
        let done = report["facts"]["notified"] == "done";
        let dated = events(&report, "notified");
        let dated = dated.iter().any(|(d, ..)| d == "2026-09-24");
        holds("notified", line, done && dated, &report);
    }
}

/// What is asked of the recipients is done at once, however politely.
#[test]
fn asking_to_erase_it_is_an_act() {
    for line in [
        "9月15日 14時 該当の方へ、お詫びとメールを消していただくお願いをお送りしました。",
        "9月15日 受け取られた方に、書類をお返しくださるようお願いしました。",
    ] {
        let report = Notice {
            found: &format!("9月15日 当直の社員が気付きました。\n{line}"),
            ..Notice::default()
        }
        .read();
        let told = events(&report, "contained");
        let told = told
            .iter()
            .any(|(d, status, _)| d.starts_with("2026-09-15") && status == "done");
        holds("contained", line, told, &report);
    }
}

/// How a thing is to be taken out is a rule for later, and no event.
#[test]
fn a_rule_for_later_is_no_event() {
    let line = "個人情報の取扱規程を12月中に改定し、持ち出しの手順を定めます。";
    let report = Notice {
        more: line,
        ..Notice::default()
    }
    .read();
    let december = |kind: &str| {
        let told = events(&report, kind);
        told.into_iter()
            .filter(|(d, ..)| d.starts_with("2026-12"))
            .collect::<Vec<_>>()
    };
    assert_eq!(december("occurred"), []);
    assert!(december("remedied").iter().all(|(_, s, _)| s == "planned"));
}

/// The weekday of last year is a slip of the pen, not another year.
#[test]
fn a_copied_weekday_does_not_move_the_year() {
    let report = Notice {
        found: "10月23日(木) 当直の社員が気付き、サーバーを停止しました。",
        ..Notice::default()
    }
    .read();
    assert_eq!(report["derived"]["awareness"], "2026-10-23");
    let findings = report["findings"].as_array().unwrap();
    let slip = findings.iter().find(|f| f["code"] == "T001").unwrap();
    assert_eq!(slip["verdict"], "violated");
}

/// A number of a line is no part of the date or count behind it.
#[test]
fn numbers_of_lines_stay_out_of_dates_and_counts() {
    let report = Notice {
        found: "A2. 9月15日の昼前、当直の社員が気付き、サーバーを停止しました。",
        lead: "3. 対象\n3. 27名のお客様の氏名と住所が漏えいしました。",
        ..Notice::default()
    }
    .read();
    assert_eq!(
        report["derived"]["awareness"].as_str().unwrap().get(..10),
        Some("2026-09-15")
    );
    assert_eq!(report["facts"]["persons"], 27);
}

/// A city name that holds 本市 makes nobody a public body.
#[test]
fn a_city_in_an_address_is_no_regime() {
    for line in [
        "熊本県熊本市中央区1-2-3",
        "長野県松本市4-5-6",
        "和歌山県橋本市7-8",
    ] {
        let report = Notice {
            more: &format!("二次被害は確認されておりません。\n所在地 {line}"),
            ..Notice::default()
        }
        .read();
        assert_eq!(report["facts"]["regime"], "business", "{line}");
    }
}

/// What happens to others, or is only imagined, is no incident of the one who tells of it.
#[test]
fn the_incidents_of_others_are_no_incident() {
    for (title, body) in [
        (
            "個人情報の研修を行いました",
            "他の自治体で個人情報の漏えいが相次いでいることを受け、全職員を対象に研修を行いました。",
        ),
        (
            "初動訓練の実施について",
            "端末がウイルスに感染し、個人情報が流出したとの想定で、12月2日に初動訓練を行います。",
        ),
        (
            "封入の自動照合を始めます",
            "全国の自治体で誤送付による個人情報の漏えいが後を絶たない中、本市は封入を画像で照合する機械を12月から使います。",
        ),
        (
            "市役所をかたるメールにご注意ください",
            "市役所を装ったメールが出回っています。偽の画面に口座番号を入力すると、個人情報が漏えいし、不正に使われるおそれがあります。",
        ),
    ] {
        let report = audited(&format!(
            "{title}\n\n令和8年11月20日\nつばき市総務課\n\n{body}\n\nお問い合わせ 総務課 電話 000-000-0000\n"
        ));
        assert_eq!(report["facts"]["kind"], "other", "{title}");
    }
}

/// What a bracket tells of its own topic is not told of what stands before it.
#[test]
fn an_aside_with_a_topic_of_its_own() {
    for line in [
        "9月17日 個人情報保護委員会へ速報(確報は12月20日までに出します)",
        "9月17日、個人情報保護委員会に速報を提出(確報については12月上旬を予定)。",
    ] {
        let report = Notice {
            reported: line,
            ..Notice::default()
        }
        .read();
        let told = events(&report, "reported_ppc");
        let done = told
            .iter()
            .any(|(day, status, _)| day == "2026-09-17" && status == "done");
        holds("done", line, done, &report);
    }
}

/// A thing was there until it was last in hand, whatever the day of the month.
#[test]
fn last_in_hand_is_when_it_was_lost() {
    for (line, day) in [
        ("9月8日 窓口で使用後、机の引出しに入れた。", "2026-09-08"),
        ("9月14日 窓口で使用した後、棚に戻した。", "2026-09-14"),
        ("9月30日、名簿をかばんに入れて帰宅した。", "2026-09-30"),
        ("9/14 最後に使用", "2026-09-14"),
    ] {
        let report = Notice {
            lead: "当社の社員が、お客様1,240名の氏名と住所を記した名簿を紛失しました。",
            occurred: line,
            ..Notice::default()
        }
        .read();
        let told = events(&report, "occurred");
        holds(
            "occurred",
            line,
            told.iter().any(|(d, ..)| d == day),
            &report,
        );
    }
}

/// What is no longer needed is not lost.
#[test]
fn doing_away_with_a_need_is_no_loss() {
    for line in [
        "再発防止のため、媒体を用いる必要をなくしました。",
        "再発防止のため、手作業をなくしました。",
    ] {
        let report = Notice {
            more: line,
            ..Notice::default()
        }
        .read();
        let causes = report["facts"]["causes"].to_string();
        assert!(!causes.contains("lost-media"), "{line}: {causes}");
    }
}

/// Persons who are turned to are persons concerned.
#[test]
fn those_who_are_apologised_to_are_counted() {
    let report = Notice {
        lead: "当社の会員サイトに第三者が不正にアクセスし、お客様の氏名と住所が漏えいしました。",
        notified: "9月24日 6名の方にはお電話でお詫びしました。",
        ..Notice::default()
    }
    .read();
    assert_eq!(report["facts"]["persons"], 6);
}

/// Under a heading that names the commission, or beside its name under a heading of reports, a day is that of the report.
#[test]
fn the_heading_tells_whom_a_report_went_to() {
    for (lines, status) in [
        (
            "【個人情報保護委員会への報告】\n9月17日に報告いたしました。",
            "done",
        ),
        (
            "■関係機関への報告\n・9月17日　個人情報保護委員会\n・9月18日　警察署",
            "done",
        ),
        ("■関係機関への報告\n・個人情報保護委員会(9月17日)", "done"),
        ("【関係機関への報告】\n個人情報保護委員会：9月17日", "done"),
        ("4 個人情報保護委員会への報告\n令和8年9月17日 速報", "done"),
        ("個人情報保護委員会への報告　9月17日", "done"),
        (
            "報告先\t日付\n個人情報保護委員会\t9月17日\n警察署\t9月18日",
            "done",
        ),
        (
            "4 個人情報保護委員会への報告\n9月17日に報告する予定です。",
            "planned",
        ),
    ] {
        let report = Notice {
            reported: lines,
            ..Notice::default()
        }
        .read();
        let told = events(&report, "reported_ppc");
        let day = told
            .iter()
            .any(|(d, s, _)| d.trim_start_matches('/') == "2026-09-17" && s == status);
        holds("reported", lines, day && told.len() == 1, &report);
    }
}

/// All of whom only some are concerned, and the numbers of the law, are no number of persons concerned.
#[test]
fn all_of_whom_only_some_are_concerned_are_not_counted() {
    for line in [
        "利用者2万人のうち12名が対象です。",
        "会員15,000名のうち12名の情報です。",
        "会員総数は15,000名ですが、対象は12名です。",
        "約3,000名の登録者中、12名が該当します。",
        "対象は12名(全登録者8,500名)です。",
        "対象は12名で、報告の対象となる事態(1,000人を超える漏えい)には該当しません。",
    ] {
        let report = Notice {
            lead: &format!(
                "当社の会員サイトの設定の誤りにより、お客様の氏名と住所が漏えいしました。{line}"
            ),
            notified: "",
            ..Notice::default()
        }
        .read();
        assert_eq!(report["facts"]["persons"], 12, "{line}");
    }
}

/// What is sent once the leak is known is the notice; what was sent before is what went wrong.
#[test]
fn letters_are_told_apart_by_their_day() {
    let report = Notice {
        notified: "9月24日、お客様へ通知書を発送しました。",
        ..Notice::default()
    }
    .read();
    let days = |kind: &str| -> Vec<String> {
        events(&report, kind).into_iter().map(|(d, ..)| d).collect()
    };
    assert!(!days("occurred").contains(&"2026-09-24".to_string()));
    assert_eq!(days("notified"), ["2026-09-24"]);
}

/// Until something was deleted it was open: the day is of what ended it.
#[test]
fn until_it_was_deleted() {
    let report = Notice {
        lead: "当社のサイトに載せた資料に、お客様1,240名の氏名と住所が含まれ、漏えいしました。",
        occurred: "資料は2026年9月1日に載せ、9月15日に削除するまで、誰でも閲覧できる状態でした。",
        found: "9月15日、お客様のご指摘で気付きました。",
        ..Notice::default()
    }
    .read();
    let days = |kind: &str| -> Vec<String> {
        events(&report, kind).into_iter().map(|(d, ..)| d).collect()
    };
    assert!(days("contained").contains(&"2026-09-15".to_string()));
    assert!(
        !days("occurred").contains(&"2026-09-15".to_string()),
        "{:?}",
        days("occurred")
    );
}

/// Misuse that a card company tells of is misuse.
#[test]
fn harm_that_others_tell_of() {
    for line in [
        "カード会社から、一部のカードが不正に利用されたとの報告を受けております。",
        "なりすましによる不正な注文が12件発生しています。",
        "お客様から、不正利用の被害の連絡をいただいております。",
    ] {
        let report = Notice {
            more: line,
            ..Notice::default()
        }
        .read();
        assert_eq!(report["facts"]["secondary_damage"], "confirmed", "{line}");
    }
}

/// A title in the text is no notification.
#[test]
fn a_title_is_no_notification() {
    for line in [
        "お客様へのお詫びとご報告",
        "関連:「不正アクセスに関するお詫びとご報告(第1報)」",
    ] {
        let report = Notice {
            notified: line,
            ..Notice::default()
        }
        .read();
        assert_eq!(report["facts"]["notified"], "none", "{line}");
    }
}

/// A client's awareness begins when its contractor tells it, whoever told the contractor.
#[test]
fn the_contractor_who_is_named_behind_how_found_out() {
    let report = Notice {
        lead: "当社が発送を委託している株式会社つばめ物流(以下「受託者」)が、お客様1,240名の名簿を別の会社へ誤って送信しました。",
        occurred: "2026年9月8日 受託者の担当者が、名簿を別の会社へ送信しました。",
        found: "9月9日 送信先の担当者からの連絡により、受託者が誤送信を認識しました。\n9月15日 受託者から当社に、本件に関する報告がありました。",
        ..Notice::default()
    }
    .read();
    assert_eq!(report["derived"]["awareness"], "2026-09-15");
}

/// A call from another town is no matter of another town.
#[test]
fn others_who_call_are_no_other_matter() {
    let report = Notice {
        found: "9月15日、他の自治体からの連絡により判明し、サーバーを停止しました。",
        ..Notice::default()
    }
    .read();
    assert_eq!(report["derived"]["awareness"], "2026-09-15");
}

/// What the form leaves open, and what it says there is none of.
#[test]
fn blanks_of_a_form() {
    let report = Notice {
        occurred: "発生日:調査中",
        found: "発覚日:2026年9月15日",
        more: "委託元及び委託先:なし\n二次被害 (記載なし)",
        ..Notice::default()
    }
    .read();
    assert!(
        events(&report, "occurred")
            .iter()
            .all(|(day, ..)| day.is_empty()),
        "{}",
        report["facts"]["events"]
    );
    assert_eq!(report["facts"]["outsourced"], false);
    assert_eq!(report["facts"]["secondary_damage"], "unstated");
}

/// Measures in words that no phrase knows are not unstated.
#[test]
fn measures_in_words_of_their_own() {
    let report = audited(
        "お客様情報の漏えいに関するお詫び\n\n2026年11月6日\n株式会社ひばり書房\n\n9月14日、お客様40名の氏名を載せた葉書を別の方に送付しました。深くお詫びします。\n\n\
         【再発防止策】\n葉書の束ごとに色の違う紐で結わえることとしました。\n",
    );
    let findings = report["findings"].as_array().unwrap().clone();
    let c008 = findings.iter().find(|f| f["code"] == "C008").unwrap();
    assert_eq!(c008["verdict"], "met");
}

/// 11/13社内で: a day, though 社 may count firms. 11/13社: a part of thirteen firms is no day.
#[test]
fn a_day_with_a_slash_before_any_word() {
    for word in ["個人情報保護委員会へ速報", "個情委へ速報"] {
        let report = Notice {
            reported: &format!("9/17　{word}"),
            ..Notice::default()
        }
        .read();
        let told = events(&report, "reported_ppc");
        holds(
            "reported",
            word,
            told.iter().any(|(d, ..)| d == "2026-09-17"),
            &report,
        );
    }
    for word in [
        "社員が気付きました",
        "通報を受けて気付きました",
        "校長が気付きました",
    ] {
        let report = Notice {
            found: &format!("9/15　{word}。"),
            ..Notice::default()
        }
        .read();
        assert_eq!(report["derived"]["awareness"], "2026-09-15", "{word}");
    }
}

/// What is denied of some kinds of data is not denied of the rest.
#[test]
fn a_note_denies_only_what_it_names() {
    let report = Notice {
        lead: "会員サイトの不具合により、一部のお客様の画面に、他のお客様のご予約情報が表示されました。",
        more: "表示された情報:お名前、ご予約番号\n※ クレジットカード情報、パスワードは表示されておりません。",
        ..Notice::default()
    }
    .read();
    assert_eq!(report["facts"]["personal_data"], "leaked");
}

/// A finding without a day of its own has that of what its paragraph tells before it, where no other has a day.
#[test]
fn a_paragraph_goes_on_on_its_day() {
    let report = Notice {
        lead: "当社の社員が、お客様1,240名の氏名と住所を記した名簿を紛失しました。",
        occurred: "九月十四日（月）、担当者が名簿を持って店を出ました。夕方に帰社し、棚に戻そうとしたところ、名簿がないことに気がつきました。",
        found: "",
        ..Notice::default()
    }
    .read();
    assert_eq!(report["derived"]["awareness"], "2026-09-14");
}

/// A number that is still to be filled in is a desk.
#[test]
fn a_desk_whose_number_is_to_be_filled_in() {
    for line in [
        "問い合わせ　総務課　電話〇〇〇－〇〇〇〇",
        "お問い合わせ先　広報室　電話●●●",
    ] {
        let report = audited(&format!(
            "個人情報の紛失に関するお詫び\n\n2026年11月6日\nつばき書房\n\n11月2日、名簿の紛失に気付きました。お客様40名の氏名が載っています。深くお詫びします。\n\n{line}\n"
        ));
        assert_eq!(report["facts"]["contact"], true, "{line}");
    }
}

/// 電源を落とした: nothing is lost. 回収済み(複写されていない): what the bracket denies is not the recovery.
#[test]
fn words_that_look_like_others() {
    let report = Notice {
        found: "9月15日 社員が異変に気付き、全サーバーの電源を落としました。",
        more: "名簿は9月16日に回収済み(複写・記録されていないことを確認)。",
        ..Notice::default()
    }
    .read();
    let causes = report["facts"]["causes"].to_string();
    assert!(!causes.contains("lost-media"), "{causes}");
    let days: Vec<String> = events(&report, "contained")
        .into_iter()
        .map(|(d, ..)| d)
        .collect();
    assert!(days.contains(&"2026-09-16".to_string()), "{days:?}");
}

/// A day before こと … 判明 is of what happened, where another acts or it was looked into; the finder's own day is not.
#[test]
fn the_day_of_what_was_found_out() {
    for (found, day) in [
        (
            "攻撃者は、9月14日夜に、保守用の機器の脆弱性を悪用して侵入したことが判明しました。\n9月18日 当直の社員が異常に気付き、サーバーを停止しました。",
            "2026-09-18",
        ),
        (
            "9月18日、取引先様より「御社の名前で不審なメールが届いた」とのご連絡をいただきました。調査したところ、社員が9月14日に添付ファイルを開いたことで感染したものと判明しました。",
            "2026-09-18",
        ),
        (
            "9月18日、社外の研究機関から、当社の名前の不審なメールが大量に届いているとの連絡がありました。調査により、社員が9月14日に偽の画面へパスワードを入力していたことが確認されました。",
            "2026-09-18",
        ),
        (
            "システム課の社員が9月18日に、サーバーのファイルが書き換えられていることに気付きました。",
            "2026-09-18",
        ),
        (
            "当社は、9月18日に、外部から侵入されていたことを確認しました。",
            "2026-09-18",
        ),
        (
            "9月18日、社員の申し出により、外部から侵入されていたことが判明しました。",
            "2026-09-18",
        ),
    ] {
        let report = Notice {
            found,
            ..Notice::default()
        }
        .read();
        assert_eq!(report["derived"]["awareness"], day, "{found}");
    }
}

/// A note of passports, a thing that happens now and then, and a message that cannot be sent, as people put them.
#[test]
fn dates_of_validity_and_what_happened_now_and_then() {
    let report = Notice {
        more: "名簿には、お名前、生年月日、旅券番号、旅券の有効期限が記載されていました。",
        ..Notice::default()
    }
    .read();
    let items = report["facts"]["data_items"].to_string();
    assert!(items.contains("birthdate"), "{items}");
    assert!(!items.contains("credit_card"), "{items}");
    let report = Notice {
        lead: "当社の会員サイトの不具合により、他の会員の以下の情報が表示される場合がありました。\n・会員番号\n・購入履歴\n",
        notified: "見られた会員を特定することができないため、個別のご連絡に代えて、本お知らせでご報告します。",
        ..Notice::default()
    }
    .read();
    let items = report["facts"]["data_items"].to_string();
    assert!(items.contains("purchase_history"), "{items}");
    assert_eq!(report["facts"]["notified"], "impossible");
}
