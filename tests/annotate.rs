//! The commented copy of a Word draft, and comments in which a finding is allowed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use common::{Temp, root, tenken};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A late report in all the shapes that Word writes: split runs, an entity, a link, a tracked change, a ruby, a text box.
const BODY: &str = r#"<w:p><w:r><w:t>サーバーへの不正アクセスに関するお詫び</w:t></w:r></w:p>
<w:p><w:r><w:t>2024年4月26日</w:t></w:r></w:p>
<w:p><w:r><w:t>あけぼの計測株式会社</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>当社の</w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>通販 &amp; 会員サーバー</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> が不正アクセスを受け、お客様3,480名の氏名が漏えいしました。</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">すなわち、 2024年1月9日(火)、保守会社から連絡を受けました。</w:t></w:r></w:p>
<w:p><w:ins w:id="90"><w:r><w:t>個人情報保護委員会には、2024年1</w:t></w:r></w:ins><w:del w:id="91"><w:r><w:delText>2</w:delText></w:r></w:del><w:r><w:rPr><w:i/></w:rPr><w:t>月19日に速報を、2024年3月29日に確報を提出しました。</w:t><w:tab/><w:t>原因は調査中です。</w:t></w:r></w:p>
<w:p><w:r><w:ruby><w:rt><w:r><w:t>ひがい</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>二次被害</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>は確認されていません。</w:t></w:r></w:p>"#;

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(xml.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    )
}

fn draft(body: &str) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", TYPES.to_string()),
        ("_rels/.rels", RELATIONS.to_string()),
        ("word/document.xml", document(body)),
        ("docProps/custom.xml", "<own/>".to_string()),
    ])
}

/// The parts of a file.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).unwrap();
            let mut xml = String::new();
            file.read_to_string(&mut xml).unwrap();
            (file.name().unwrap().into_owned(), xml)
        })
        .collect()
}

fn annotated(temp: &Temp, bytes: &[u8]) -> (Vec<u8>, String) {
    std::fs::write(temp.path().join("draft.docx"), bytes).unwrap();
    let run = tenken([
        "check",
        "--as-of",
        "2024-05-01",
        "--annotate",
        "out.docx",
        "draft.docx",
    ])
    .within(temp.path())
    .run();
    assert_eq!(run.status, 1, "{}", run.stderr);
    (
        std::fs::read(temp.path().join("out.docx")).unwrap(),
        run.stdout,
    )
}

/// XML without tags, ruby left out.
fn words(xml: &str) -> String {
    let mut out = String::new();
    let mut rest = xml;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let close = open + rest[open..].find('>').unwrap() + 1;
        rest = if rest[open..close].starts_with("<w:rt>") {
            &rest[rest.find("</w:rt>").unwrap()..]
        } else if rest[open..close].starts_with("<w:delText>") {
            &rest[rest.find("</w:delText>").unwrap()..]
        } else {
            &rest[close..]
        };
    }
    out.push_str(rest);
    out.replace("&amp;", "&")
}

/// The words beside which each comment stands, by the comment's first line.
fn beside(parts: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let body = &parts["word/document.xml"];
    parts["word/comments.xml"]
        .split("<w:comment ")
        .skip(1)
        .map(|c| {
            let id = c
                .split("w:id=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            let from = body
                .split(&format!("<w:commentRangeStart w:id=\"{id}\"/>"))
                .nth(1)
                .unwrap();
            let within = from
                .split(&format!("<w:commentRangeEnd w:id=\"{id}\"/>"))
                .next()
                .unwrap();
            let mark = format!("<w:commentReference w:id=\"{id}\"/>");
            assert!(from.contains(&mark), "{id}");
            let head = words(c.split("</w:p>").next().unwrap().split_once('>').unwrap().1);
            (head, words(within))
        })
        .collect()
}

#[test]
fn each_comment_stands_beside_its_words() {
    let temp = Temp::new();
    let (bytes, _) = annotated(&temp, &draft(BODY));
    let parts = parts(&bytes);
    let found = beside(&parts);
    let of = |code: &str| -> &str {
        let found = found.iter().find(|(head, _)| head.contains(code));
        &found.unwrap_or_else(|| panic!("{code}: {found:?}")).1
    };
    // Over a tracked insertion and into the run behind it.
    assert_eq!(of("R001"), "2024年1月19日");
    assert_eq!(of("R002"), "2024年3月29日");
    // The run is split, and each part keeps its look.
    assert!(parts["word/document.xml"].contains(
        "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">2024年3月29日</w:t></w:r><w:commentRangeEnd"
    ));
    assert!(parts["[Content_Types].xml"].contains("/word/comments.xml"));
    assert!(parts["word/_rels/document.xml.rels"].contains("comments.xml"));
}

#[test]
fn the_text_and_all_other_parts_stay() {
    let temp = Temp::new();
    let bytes = draft(BODY);
    let (copy, before) = annotated(&temp, &bytes);
    assert_eq!(
        std::fs::read(temp.path().join("draft.docx")).unwrap(),
        bytes
    );
    let (old, new) = (parts(&bytes), parts(&copy));
    assert_eq!(old["docProps/custom.xml"], new["docProps/custom.xml"]);
    assert_eq!(old["_rels/.rels"], new["_rels/.rels"]);
    assert_eq!(
        words(&old["word/document.xml"]),
        words(&new["word/document.xml"])
    );
    // The copy is audited like the draft, and commented once more it keeps what was there.
    let (again, after) = annotated(&temp, &copy);
    assert_eq!(before, after);
    let first = beside(&new);
    let twice = beside(&parts(&again));
    assert_eq!(twice.len(), 2 * first.len());
    assert_eq!(&twice[..first.len()], &first);
}

#[test]
fn a_draft_of_a_real_writer_is_commented() {
    let temp = Temp::new();
    let bytes = std::fs::read(root().join("corpus/formats/report.docx")).unwrap();
    std::fs::write(temp.path().join("draft.docx"), &bytes).unwrap();
    let run = tenken(["check", "--annotate", "out.docx", "draft.docx"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("out.docx"), "{}", run.stderr);
    let text = |name: &str| {
        let run = tenken(["extract", name]).within(temp.path()).run();
        assert_eq!(run.status, 0);
        run.stdout
    };
    assert_eq!(text("draft.docx"), text("out.docx"));
}

#[test]
fn a_comment_allows_a_finding() {
    let temp = Temp::new();
    let comment = |words: &str| {
        let anchored = BODY.replacen(
            "<w:p><w:r><w:t>2024年4月26日",
            "<w:p><w:commentRangeStart w:id=\"3\"/><w:r><w:t>2024年4月26日</w:t></w:r><w:commentRangeEnd w:id=\"3\"/><w:r><w:commentReference w:id=\"3\"/></w:r><w:r><w:t>",
            1,
        );
        let said = format!(
            r#"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="3" w:author="法務"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment></w:comments>"#
        );
        let bytes = packed(&[
            ("[Content_Types].xml", TYPES.to_string()),
            ("_rels/.rels", RELATIONS.to_string()),
            ("word/document.xml", document(&anchored)),
            ("word/comments.xml", said),
        ]);
        std::fs::write(temp.path().join("draft.docx"), bytes).unwrap();
        tenken(["check", "--as-of", "2024-05-01", "draft.docx"])
            .within(temp.path())
            .run()
    };
    let told = comment("見てください");
    assert!(told.stdout.contains("R001 ") && told.stdout.contains("R002 "));
    assert!(!told.stdout.contains("見てください"));
    let allowed = comment("tenken: allow R001 委員会と調整済み");
    assert!(!allowed.stdout.contains("R001 ") && allowed.stdout.contains("R002 "));
    let idle = comment("tenken: allow P001 連絡先は公開済み");
    assert!(idle.stderr.contains("P001"), "{}", idle.stderr);
    assert!(idle.stderr.contains("第2段落"), "{}", idle.stderr);
}

/// Word shows no comments in notes: they stand at the mark in the text.
#[test]
fn a_finding_in_a_note_is_commented_at_its_mark() {
    let temp = Temp::new();
    for kind in ["footnote", "endnote"] {
        let marked = BODY.replacen(
            "漏えいしました。</w:t></w:r>",
            &format!("漏えいしました。</w:t></w:r><w:r><w:{kind}Reference w:id=\"7\"/></w:r><w:r><w:t>深くお詫びします。</w:t></w:r>"),
            1,
        );
        assert_ne!(marked, BODY);
        let notes = format!(
            r#"<w:{kind}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:{kind} w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}><w:{kind} w:id="7"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>警察へは2024年2月30日に被害届を提出しました。</w:t></w:r></w:p></w:{kind}></w:{kind}s>"#
        );
        let part = format!("word/{kind}s.xml");
        let bytes = packed(&[
            ("[Content_Types].xml", TYPES.to_string()),
            ("_rels/.rels", RELATIONS.to_string()),
            ("word/document.xml", document(&marked)),
            (&part, notes),
        ]);
        let (copy, _) = annotated(&temp, &bytes);
        let parts = parts(&copy);
        let said = parts["word/comments.xml"]
            .split("<w:comment ")
            .find(|c| c.contains("T003"))
            .unwrap();
        // Beside a mark the comment tells which words it means.
        assert!(said.contains("注1「2024年2月30日」"), "{said}");
        let id = said.split('"').nth(1).unwrap();
        let body = &parts["word/document.xml"];
        let beside = body
            .split(&format!("<w:commentRangeStart w:id=\"{id}\"/>"))
            .nth(1)
            .unwrap()
            .split(&format!("<w:commentRangeEnd w:id=\"{id}\"/>"))
            .next()
            .unwrap();
        assert_eq!(
            beside,
            format!("<w:r><w:{kind}Reference w:id=\"7\"/></w:r>")
        );
    }
}

#[test]
fn what_cannot_be_commented_is_said() {
    let temp = Temp::new();
    std::fs::write(temp.path().join("draft.docx"), draft(BODY)).unwrap();
    temp.file("draft.txt", "お詫び");
    std::fs::write(temp.path().join("broken.docx"), b"PK\x03\x04").unwrap();
    for (args, words) in [
        (
            vec!["draft.docx", "--annotate", "./draft.docx"],
            "上書きはしません",
        ),
        (vec!["draft.txt", "--annotate", "out.docx"], "Word(.docx)"),
        (
            vec!["draft.docx", "draft.txt", "--annotate", "out.docx"],
            "一つだけ",
        ),
        (
            vec!["broken.docx", "--annotate", "out.docx"],
            "out.docx は書き出していません",
        ),
        (
            vec!["draft.docx", "--annotate", "none/out.docx"],
            "書き出せませんでした",
        ),
    ] {
        let run = tenken(std::iter::once("check").chain(args.iter().copied()))
            .within(temp.path())
            .run();
        assert_eq!(run.status, 2, "{args:?}");
        assert!(run.stderr.contains(words), "{args:?}: {}", run.stderr);
        assert!(!temp.path().join("out.docx").exists());
    }
}
