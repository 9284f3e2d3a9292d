//! Claims that a text makes beyond the leak itself: no report is needed, the key was kept apart, what the persons can do.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Temp, none, tenken};

/// The fact, whether it holds, the passage.
const PASSAGES: [(&str, bool, &str); 30] = [
    (
        "exemption_claimed",
        true,
        "本件は個人情報保護委員会への報告義務には当たりません。",
    ),
    (
        "exemption_claimed",
        true,
        "個人情報保護委員会には報告を要しないことを確認している。",
    ),
    (
        "exemption_claimed",
        true,
        "対象が少数のため、漏えい等報告の対象とはなりません。",
    ),
    (
        "exemption_claimed",
        true,
        "暗号化されていたため、ご本人への通知は不要と判断しました。",
    ),
    (
        "exemption_claimed",
        true,
        "法令上の報告は必要ありませんが、自主的に公表いたします。",
    ),
    (
        "exemption_claimed",
        false,
        "個人情報保護委員会へ報告しました。",
    ),
    (
        "exemption_claimed",
        false,
        "個人情報保護委員会への報告の対象となるかどうかを確認しています。",
    ),
    (
        "exemption_claimed",
        false,
        "ご本人への通知を行っております。",
    ),
    (
        "key_apart",
        true,
        "USBメモリは暗号化されており、復号に必要なパスワードは別の場所で管理しています。",
    ),
    (
        "key_apart",
        true,
        "ノートPCのデータは暗号化され、復号鍵は漏えいしておりません。",
    ),
    ("key_apart", false, "USBメモリは暗号化されていました。"),
    (
        "key_apart",
        false,
        "USBメモリは暗号化されていませんでした。パスワードは別に保管していました。",
    ),
    (
        "damage_risk",
        true,
        "なりすましなどの二次被害のおそれがあります。",
    ),
    (
        "damage_risk",
        true,
        "第三者に悪用される可能性も否定できません。",
    ),
    (
        "damage_risk",
        true,
        "お客様宛てに不審なメールが届くおそれがあります。",
    ),
    ("damage_risk", false, "二次被害のおそれはございません。"),
    (
        "damage_risk",
        false,
        "カード情報の一部が不正利用された可能性がございます。",
    ),
    (
        "damage_risk",
        false,
        "二次被害のおそれがある場合は、速やかにお知らせします。",
    ),
    (
        "self_protection",
        true,
        "身に覚えのない請求がないか、カードの利用明細をご確認ください。",
    ),
    (
        "self_protection",
        true,
        "お手数ですが、パスワードの変更をお願いいたします。",
    ),
    (
        "self_protection",
        true,
        "不審なメールを受け取られた場合は、添付ファイルを開かずに削除してください。",
    ),
    (
        "self_protection",
        true,
        "心当たりのない電話には応じないようお願い申し上げます。",
    ),
    (
        "self_protection",
        true,
        "他のサービスで同じパスワードをお使いの方は、変更をお勧めします。",
    ),
    (
        "self_protection",
        true,
        "なりすましメールにご注意ください。",
    ),
    (
        "self_protection",
        false,
        "当社は全ての管理者のパスワードを変更しました。",
    ),
    (
        "self_protection",
        false,
        "不審なメールを開いたことで感染しました。",
    ),
    (
        "self_protection",
        false,
        "職員が不審なリンクを開いてしまいました。",
    ),
    ("self_protection", false, "不審な通信を確認しました。"),
    (
        "self_protection",
        false,
        "ご心配をおかけし、お詫び申し上げます。",
    ),
    (
        "self_protection",
        false,
        "今後このようなことのないよう注意します。",
    ),
];

#[test]
fn claims_are_read() {
    let dir = Temp::new();
    let mut failures = Vec::new();
    for (n, (fact, holds, passage)) in PASSAGES.iter().enumerate() {
        let text = format!(
            "株式会社しらかば 個人情報の漏えいに関するお詫び\n\nお客様の個人情報が漏えいしたおそれがあります。深くお詫び申し上げます。\n\n{passage}\n"
        );
        let file = dir.file(&format!("{n}.txt"), text);
        let json = tenken(["check", "--format", "json", "--as-of", "2026-06-01"])
            .and([file])
            .run()
            .json();
        let read = json["reports"][0]["facts"][*fact].as_bool().unwrap();
        if read != *holds {
            failures.push(format!("{fact} should be {holds}: {passage}"));
        }
    }
    none(&failures);
}
