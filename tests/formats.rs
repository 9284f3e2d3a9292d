//! The machine formats against schemas written for these tests from the published ones, and narrower: nothing may stand
//! in the output that its schema does not name. The published ones are asked, too, where they are at hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::HashSet;

use common::{CITY, LATE, Temp, tenken};
use serde_json::{Value, json};

fn printed(temp: &Temp, format: &str, more: &[&str]) -> String {
    temp.file("下書き 1.txt", LATE);
    temp.file("city.txt", CITY);
    let args = [
        "check",
        "--as-of",
        "2025-07-31",
        "--format",
        format,
        "下書き 1.txt",
        "city.txt",
        "gone.txt",
    ];
    let run = tenken(args.iter().chain(more).copied())
        .within(temp.path())
        .run();
    assert_eq!(run.status, 2);
    run.stdout
}

fn valid(schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// An object that holds these properties and no other; those with `?` may be missing.
fn object(properties: &[(&str, Value)]) -> Value {
    let mut named = serde_json::Map::new();
    let mut required = Vec::new();
    for (name, schema) in properties {
        match name.strip_suffix('?') {
            Some(name) => {
                named.insert(name.to_string(), schema.clone());
            }
            None => {
                named.insert((*name).to_string(), schema.clone());
                required.push(*name);
            }
        }
    }
    json!({"type": "object", "properties": named, "required": required, "additionalProperties": false})
}

fn list(of: &Value) -> Value {
    json!({"type": "array", "items": of})
}

fn words() -> Value {
    json!({"type": "string", "minLength": 1})
}

fn number() -> Value {
    json!({"type": "integer", "minimum": 1})
}

/// SARIF 2.1.0, in the part of it that GitHub code scanning reads.
fn sarif() -> Value {
    let text = object(&[("text", words()), ("markdown?", words())]);
    let region = object(&[
        ("startLine", number()),
        ("startColumn", number()),
        ("endLine", number()),
        ("endColumn", number()),
    ]);
    // A relative reference: no scheme, no slash in front, nothing that would have to be encoded.
    let uri = json!({"type": "string", "pattern": "^(\\./)?[A-Za-z0-9._~!$&'()*+,;=@%-][A-Za-z0-9._~!$&'()*+,;=@%/:-]*$"});
    let place = object(&[
        ("artifactLocation", object(&[("uri", uri.clone())])),
        ("region?", region),
    ]);
    let logical = list(&object(&[
        ("fullyQualifiedName?", words()),
        ("name?", words()),
        ("kind?", words()),
    ]));
    let location = object(&[
        ("id?", number()),
        ("message?", text.clone()),
        ("physicalLocation", place),
        ("logicalLocations?", logical),
    ]);
    let rule = object(&[
        ("id", json!({"pattern": "^[A-Z][0-9]{3}$"})),
        ("name", words()),
        ("shortDescription", text.clone()),
        ("fullDescription?", text.clone()),
        ("help?", text.clone()),
        (
            "helpUri?",
            json!({"type": "string", "pattern": "^https://"}),
        ),
        (
            "defaultConfiguration?",
            object(&[
                (
                    "level",
                    json!({"enum": ["none", "note", "warning", "error"]}),
                ),
                ("enabled?", json!({"type": "boolean"})),
            ]),
        ),
        (
            "properties?",
            json!({"type": "object", "properties": {"tags": {"type": "array", "maxItems": 20}}}),
        ),
    ]);
    let result = object(&[
        ("ruleId", words()),
        ("ruleIndex", json!({"type": "integer", "minimum": 0})),
        ("level", json!({"enum": ["note", "warning", "error"]})),
        ("kind", json!({"const": "fail"})),
        ("message", text.clone()),
        ("locations", list(&location)),
        ("relatedLocations?", list(&location)),
        (
            "partialFingerprints",
            json!({"type": "object", "required": ["primaryLocationLineHash"], "additionalProperties": {"type": "string"}}),
        ),
        ("suppressions?", json!({"type": "array"})),
        ("properties?", json!({"type": "object"})),
    ]);
    let notification = object(&[
        ("level", json!({"enum": ["note", "warning", "error"]})),
        ("message", text),
        ("locations?", list(&location)),
        ("descriptor?", json!({"type": "object"})),
    ]);
    let driver = object(&[
        ("name", json!({"const": "tenken"})),
        ("version?", words()),
        ("semanticVersion?", words()),
        (
            "informationUri?",
            json!({"type": "string", "pattern": "^https://"}),
        ),
        ("rules", list(&rule)),
        ("language?", words()),
        ("properties?", json!({"type": "object"})),
    ]);
    let run = object(&[
        ("tool", object(&[("driver", driver)])),
        ("columnKind", json!({"const": "unicodeCodePoints"})),
        (
            "invocations",
            list(&object(&[
                ("executionSuccessful", json!({"const": false})),
                ("toolExecutionNotifications", list(&notification)),
            ])),
        ),
        ("results", list(&result)),
        ("originalUriBaseIds?", json!({"type": "object"})),
    ]);
    object(&[
        (
            "$schema",
            json!({"type": "string", "pattern": "sarif-2.1.0"}),
        ),
        ("version", json!({"const": "2.1.0"})),
        ("runs", list(&run)),
    ])
}

#[test]
fn sarif_holds_what_code_scanning_asks_for() {
    let temp = Temp::new();
    for more in [&[][..], &["--redact"], &["--lang", "en"]] {
        let log: Value = serde_json::from_str(&printed(&temp, "sarif", more)).unwrap();
        valid(&sarif(), &log);
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert!(results.len() > 5);
        let mut names = HashSet::new();
        for result in results {
            let rule = result["ruleIndex"].as_u64().unwrap();
            let rule = &run["tool"]["driver"]["rules"][usize::try_from(rule).unwrap()];
            assert_eq!(rule["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            let name = &result["partialFingerprints"]["primaryLocationLineHash"];
            assert!(
                names.insert((place.to_string(), name.to_string())),
                "{name}"
            );
        }
    }
}

#[test]
fn reviewdog_gets_its_diagnostics() {
    let position = object(&[("line", number()), ("column", number())]);
    let range = object(&[("start", position.clone()), ("end", position)]);
    let location = object(&[("path", words()), ("range?", range)]);
    let source = object(&[("name", json!({"const": "tenken"})), ("url?", words())]);
    let diagnostic = object(&[
        ("message", words()),
        ("location", location.clone()),
        ("severity", json!({"enum": ["ERROR", "WARNING", "INFO"]})),
        ("source?", source.clone()),
        ("code?", object(&[("value", words()), ("url?", words())])),
        (
            "related_locations?",
            list(&object(&[("message?", words()), ("location", location)])),
        ),
        ("original_output?", words()),
    ]);
    let temp = Temp::new();
    let whole = object(&[
        ("source", source),
        ("diagnostics", list(&diagnostic)),
        ("severity?", words()),
    ]);
    let result: Value = serde_json::from_str(&printed(&temp, "rdjson", &[])).unwrap();
    valid(&whole, &result);
    let lines = printed(&temp, "rdjsonl", &[]);
    let lines: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), result["diagnostics"].as_array().unwrap().len());
    for line in &lines {
        valid(&diagnostic, line);
    }
}

#[test]
fn gitlab_gets_its_issues() {
    let position = object(&[("line", number()), ("column", number())]);
    let positions = object(&[("begin", position.clone()), ("end", position)]);
    let lines = object(&[("begin", number()), ("end?", number())]);
    let location = json!({"oneOf": [
        object(&[("path", json!({"type": "string", "pattern": "^[^/.]"})), ("positions", positions)]),
        object(&[("path", json!({"type": "string", "pattern": "^[^/.]"})), ("lines", lines)]),
    ]});
    let issue = object(&[
        ("type?", json!({"const": "issue"})),
        ("description", words()),
        ("check_name", words()),
        ("fingerprint", words()),
        (
            "severity",
            json!({"enum": ["info", "minor", "major", "critical", "blocker"]}),
        ),
        ("location", location),
        ("categories?", list(&words())),
        ("content?", object(&[("body", words())])),
    ]);
    let temp = Temp::new();
    let issues: Value = serde_json::from_str(&printed(&temp, "gitlab", &[])).unwrap();
    valid(&list(&issue), &issues);
    let names: HashSet<String> = issues
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["fingerprint"].to_string())
        .collect();
    assert_eq!(names.len(), issues.as_array().unwrap().len());
}

/// The elements of XML as `path name=…` lines.
fn elements(xml: &str) -> Vec<(String, Vec<String>)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                open.push(e.name().as_ref().to_string());
                let keys = e.attributes().map(|a| a.unwrap().key.as_ref().to_string());
                found.push((open.join("/"), keys.collect()));
            }
            Event::Empty(e) => {
                let path = format!("{}/{}", open.join("/"), e.name().as_ref());
                let keys = e.attributes().map(|a| a.unwrap().key.as_ref().to_string());
                found.push((path, keys.collect()));
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn build_servers_get_xml_of_the_usual_shape() {
    let temp = Temp::new();
    let known: &[(&str, &[&str])] = &[
        // Without counts: they are known when all files have been read, and each suite has its own.
        ("testsuites", &["name"]),
        (
            "testsuites/testsuite",
            &["name", "tests", "failures", "errors"],
        ),
        ("testsuites/testsuite/testcase", &["name", "classname"]),
        (
            "testsuites/testsuite/testcase/failure",
            &["message", "type"],
        ),
        ("testsuites/testsuite/testcase/error", &["message", "type"]),
        ("checkstyle", &["version"]),
        ("checkstyle/file", &["name"]),
        (
            "checkstyle/file/error",
            &["line", "column", "severity", "message", "source"],
        ),
    ];
    for format in ["junit", "checkstyle"] {
        let found = elements(&printed(&temp, format, &[]));
        assert!(found.len() > 10, "{format}");
        for (path, keys) in found {
            let (_, wanted) = known
                .iter()
                .find(|(p, _)| *p == path)
                .unwrap_or_else(|| panic!("{format}: {path}"));
            assert_eq!(&keys, wanted, "{format}: {path}");
        }
    }
}

/// Hubs match findings with files by their path in the repository.
#[test]
fn paths_lead_from_the_working_folder_or_the_repository() {
    let temp = Temp::new();
    let draft = temp.file("d/下書き.txt", LATE);
    temp.file("e/x.txt", "");
    let outside = Temp::new();
    let other = outside.file("o.txt", LATE);
    let in_folder = |dir: &str, format: &str| {
        let args = ["check", "--as-of", "2025-07-31", "--format", format];
        let run = tenken(args)
            .and([&draft, &other, &temp.path().join("d/gone.txt")])
            .within(&temp.path().join(dir))
            .run();
        assert_eq!(run.status, 2, "{format}");
        run.stdout
    };
    let inside = temp.path().to_str().unwrap();
    let wanted = |out: &str, format: &str| {
        assert!(!out.contains(inside), "{format}: {out}");
        assert!(out.contains("d/gone.txt"), "{format}: {out}");
        assert!(out.contains(other.to_str().unwrap()), "{format}: {out}");
        assert!(
            out.contains("d/下書き.txt") || out.contains("\"d/%E4%B8%8B%E6%9B%B8%E3%81%8D.txt\""),
            "{format}: {out}"
        );
    };
    let formats = [
        "sarif",
        "github",
        "gitlab",
        "junit",
        "rdjson",
        "rdjsonl",
        "checkstyle",
    ];
    for format in formats {
        wanted(&in_folder(".", format), format);
        assert!(in_folder("e", format).contains(inside), "{format}");
    }
    std::fs::create_dir(temp.path().join(".git")).unwrap();
    for format in formats {
        wanted(&in_folder("e", format), format);
    }
}

/// The published schemas are not kept here, for their texts are other people's. Where they lie in a folder that
/// `TENKEN_SCHEMAS` names (`sarif.json`: SARIF 2.1.0 of OASIS; `DiagnosticResult.json`, `Diagnostic.json`: reviewdog), the
/// output is held against them, too.
#[test]
fn the_published_schemas_hold_where_they_are_at_hand() {
    let Some(folder) = std::env::var_os("TENKEN_SCHEMAS") else {
        return;
    };
    let schema = |name: &str| -> Value {
        let text = std::fs::read_to_string(std::path::Path::new(&folder).join(name)).unwrap();
        // As published, the pattern of languages in SARIF is no regular expression.
        let text = text.replace("|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "(-[a-zA-Z]{2})?$");
        serde_json::from_str(&text).unwrap()
    };
    let temp = Temp::new();
    for more in [&[][..], &["--redact"], &["--lang", "en"]] {
        let log: Value = serde_json::from_str(&printed(&temp, "sarif", more)).unwrap();
        valid(&schema("sarif.json"), &log);
        let result: Value = serde_json::from_str(&printed(&temp, "rdjson", more)).unwrap();
        valid(&schema("DiagnosticResult.json"), &result);
        for line in printed(&temp, "rdjsonl", more).lines() {
            valid(
                &schema("Diagnostic.json"),
                &serde_json::from_str(line).unwrap(),
            );
        }
    }
}
