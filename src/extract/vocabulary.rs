//! The words of the extraction, compiled: the lexicon, the words of dates, and the groups that the Rust side knows by
//! name. A missing group is a load error, so the lists can be edited without fear of silence.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::date::DateWords;
use crate::incident::Quantity;
use crate::lexicon::raw::{RawFile, date_starts};
use crate::lexicon::{GroupId, Lexicon, LexiconError};

macro_rules! groups {
    ($($(#[$doc:meta])* $field:ident = $name:literal),* $(,)?) => {
        /// Groups of words that the extraction asks for by name.
        #[derive(Debug, Clone, Copy)]
        pub struct GroupIds { $($(#[$doc])* pub $field: GroupId,)* }

        impl GroupIds {
            fn of(lexicon: &Lexicon) -> Result<Self, VocabularyError> {
                Ok(Self { $($field: lexicon.group($name).ok_or_else(|| VocabularyError(format!("rules/lexicon: the group «{}» is missing", $name)))?,)* })
            }
        }
    };
}

groups! {
    /// Words a date can start with (from the words of dates).
    date_start = "date-start",
    /// 漏えい and its kin.
    leak = "leak",
    /// Names of attacks.
    attack = "attack",
    /// Leaks, attacks, losses: nouns for what happened.
    incident = "incident",
    /// 個人情報, お客様情報, 氏名 …
    personal = "personal",
    /// Words that are of personal data and nothing else.
    personal_strict = "personal-strict",
    /// Headings and labels over the cause itself.
    cause_section = "cause-section",
    /// Words that a line that names the matter has (について, お詫び, 漏えい …).
    title_words = "title-words",
    /// Words of harm that may follow a leak.
    damage = "damage",
    /// Endings that deny harm.
    damage_denial = "damage-denial",
    /// Headings over whether there is harm.
    damage_heading = "damage-heading",
    /// Words of an enquiry desk.
    desk = "desk",
    /// A public body speaking of itself.
    own_public = "own-public",
    /// A company speaking of itself.
    own_business = "own-business",
    /// Endings that deny.
    negation = "negation",
    /// Endings that plan.
    planned = "planned",
    /// Auxiliaries that plan, whatever stands before them (行ってまいります).
    planned_aux = "planned-aux",
    /// Endings that tell a thing done.
    done = "done",
    /// Words of doing that run on to the next verb (し、 行い).
    running_on = "running-on",
    /// 可能性, おそれ, 否定できない.
    possibility = "possibility",
    /// 場合, 際には: a condition.
    condition = "condition",
    /// Requests to the reader.
    request = "request",
    /// Verbs of finding out.
    found_verb = "found-verb",
    /// Verbs of coming out, whoever found it (判明, 確認され): who stands before them is not who finds out.
    turns_out = "turns-out",
    /// 同時に, 併せて: at the same time as what stands before.
    same_time = "same-time",
    /// 速報.
    stage_preliminary = "stage-preliminary",
    /// 確報.
    stage_final = "stage-final",
    /// 続報.
    stage_followup = "stage-followup",
    /// Investigation words: what follows was found later.
    investigated = "investigated",
    /// こと, 事実, 旨: what is found out stands before it.
    nominal = "nominal",
    /// 本日.
    today = "today",
    /// 日目 after a stated day count.
    day_count = "day-count",
    /// Words for the awareness day that a day count runs from.
    awareness = "awareness",
    /// Contractors.
    contractor = "contractor",
    /// 同社: the contractor, in a notice of something that happened at one.
    same_firm = "same-firm",
    /// Headings over the cause.
    cause_heading = "cause-heading",
    /// Words that tie a number to the data concerned.
    affected = "affected",
    /// Words that tie a number to something else (staff, members, mails sent).
    unaffected = "unaffected",
    /// Headings over lists of data items.
    items_heading = "items-heading",
    /// Words that make a mention of a data item a means (宛, 変更) and not data that got out.
    item_use = "item-use",
    /// Words that exclude the items before them (含まれておりません, 以外).
    item_denial = "item-denial",
    /// Words that tie a data item to the leak.
    item_tie = "item-tie",
    /// Headings of measures.
    measures_heading = "measures-heading",
    /// The organisation speaking of itself.
    own_voice = "own-voice",
    /// お詫び.
    apology = "apology",
    /// The readers addressed (お客様, 皆様).
    address = "address",
    /// Ends of headlines of notices.
    headline_end = "headline-end",
    /// Causes still looked for.
    under_investigation = "under-investigation",
    /// Legal forms before or after a company's name.
    legal_form = "legal-form",
    /// Ends of names of public bodies.
    public_body = "public-body",
    /// Says in brackets that something was found later (後の調査で判明).
    found_later = "found-later",
    /// Ties a finding to the day of what is told before it (直ちに).
    at_once = "at-once",
    /// Words of giving work to a contractor.
    entrusts = "entrusts",
    /// Names the body that runs a house (設置者).
    operator_label = "operator-label",
    /// Founded by a local body (市立).
    founded = "founded",
    /// Bodies that follow the business rules although a local body founded them (病院, 大学).
    treated_as_business = "treated-as-business",
    /// Ends of names of bodies under the business rules.
    business_body = "business-body",
    /// Bodies abroad.
    foreign_body = "foreign-body",
    /// Earlier incidents and those of others (過去にも, 他社において): not this incident.
    other_matter = "other-matter",
    /// Words of a text that goes on from an earlier one (続報, 追加, 新たに): dates may run back.
    continues = "continues",
    earlier_notice = "earlier-notice",
    own_incident = "own-incident",
    regret = "regret",
    planned_heading = "planned-heading",
    /// Sites that harm who opens them (偽サイト, フィッシングサイト).
    lure = "lure",
    /// Where stolen data was put (リークサイト, ダークウェブ).
    leak_site = "leak-site",
    /// Still (現在も, 依然として).
    still = "still",
    /// To be seen (閲覧できる, ダウンロードでき).
    viewable_now = "viewable-now",
    /// Words of what was done for the persons of a count (連絡, 回収).
    handled = "handled",
    /// A correction of an earlier text (訂正, 正誤).
    corrects = "corrects",
    /// Taken down (削除済み, 閲覧できない).
    gone = "gone",
    /// Words of a desk, an officer or a published address, whatever the desk.
    office = "office",
    /// 漏えい.
    term_kana = "term-kana",
    /// 漏洩.
    term_kanji = "term-kanji",
    /// 情報の流出.
    term_outflow = "term-outflow",
    /// What makes a term part of a name.
    term_name = "term-name",
    /// A leak denied without a limit.
    flat_denial = "flat-denial",
    /// What limits a denial.
    denial_limits = "denial-limits",
    /// The organisation's own, true site.
    genuine = "genuine",
    /// What makes parts not to be summed.
    no_sum = "no-sum",
    /// マイナンバー and its kin, for a number beside it.
    my_number = "my-number",
}

/// Single characters, counters and glue that the extraction asks for (`rules/lexicon/characters.yaml`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Characters {
    /// Last characters of names of municipalities and ministries.
    pub municipal: Vec<char>,
    /// What may follow such a name.
    pub after_municipal: Vec<String>,
    /// What a writer calls itself by instead of a name (当クリニック).
    pub own_prefix: char,
    /// Words that end like such a name and name nobody (県庁, 市町村).
    pub unnamed_bodies: Vec<String>,
    /// What follows the organisation that a regulator's text is about (に対する).
    pub target: Vec<String>,
    /// Characters that end a name.
    pub name_stops: Vec<char>,
    /// What is counted.
    pub counters: Counters,
    /// Glue that announces a list.
    pub lead_in: Vec<String>,
    /// Glue between the items of a list.
    pub list_glue: Vec<String>,
    /// A cause on the left is dropped where one on the right stands: it is only how the other came about.
    pub cause_yields: BTreeMap<String, Vec<String>>,
    /// Glue that contrasts two halves of a sentence.
    pub contrast: Vec<String>,
    /// What follows the one to whom something goes: a firm that data is entrusted to, an address that mail is sent to.
    pub direction_particles: Vec<String>,
    /// What stands between days that stand side by side (9日と10日).
    pub day_joints: Vec<String>,
    /// How a firm's name ends that has no legal form.
    pub firm_ends: Vec<String>,
    /// How the title of a text ends that is no notice of an incident.
    pub other_titles: Vec<String>,
    /// What follows the name of the matter in a title (について).
    pub title_tails: Vec<String>,
    /// What follows the topic that a bracket names for itself (確報は…).
    pub aside_topics: Vec<String>,
    /// How a question ends.
    pub question_ends: Vec<String>,
    /// How a letter to a person ends the line with the name (様).
    pub person_address: Vec<String>,
    /// How a letter to many names them.
    pub general_address: Vec<String>,
    /// Particles of who acts (は, が).
    pub acting: Vec<String>,
    /// What joins a contractor to its name.
    pub contractor_apposition: Vec<String>,
    /// What follows a contractor's name when it acts.
    pub contractor_subject: Vec<String>,
    /// Particles that mark what a clause is about or does (が, を, は, も).
    pub case_particles: Vec<String>,
    /// What goes on behind a body's kind in its name (国立大学法人).
    pub corporate: Vec<String>,
    /// What follows a word of entrusting before the contractor's name (委託し|ている|カモメ物流), the longest first.
    pub entrust_joints: Vec<String>,
    /// What may stand between the stage of a report and its date (速報:9月17日).
    pub stage_date: Vec<String>,
    /// What may stand between a date and the stage of a report (9月17日(速報)).
    pub date_stage: Vec<String>,
    /// What follows 1日目 where the text says how it counts.
    pub count_definition: Vec<String>,
    /// Causes that stand alone, the one that prevails first.
    pub cause_order: Vec<String>,
}

/// What is counted, and how numbers are qualified.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Counters {
    /// Counters by what they count.
    pub units: BTreeMap<Quantity, Vec<String>>,
    /// Endings that tell the count to be of data.
    pub of_data: Vec<String>,
    /// What may not follow.
    pub not_after: Vec<String>,
    /// What may not stand before.
    pub not_before: Vec<String>,
    /// 万, 千 …
    pub multipliers: BTreeMap<char, u64>,
    /// 約.
    pub about: Around,
    /// 最大.
    pub at_most: Around,
    /// 超.
    pub more_than: Around,
    /// 延べ.
    pub cumulative: Around,
    /// 合計.
    pub total: Vec<String>,
    /// うち, 内訳.
    pub part: Vec<String>,
    /// 当初…としていた.
    pub former: Around,
    /// What tells by itself that a number is held no longer.
    pub former_alone: Around,
    /// How a number is replaced by the next one.
    pub replaced: Replaced,
    /// Words beside the number of all, of whom only some are concerned.
    pub population: Around,
    /// What tells before a number that those counted are concerned.
    pub concerned: Vec<String>,
    /// What follows a number that the law names (を超える漏えい).
    pub threshold: Vec<String>,
    /// 内訳: parts of the total before it follow.
    pub breakdown: Vec<String>,
}

/// What a published text must not show (`rules/lexicon/publication.yaml`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publication {
    /// Domains of mail services of private persons.
    pub private_mail: Vec<String>,
    /// Mobile telephones.
    pub mobile: Mobile,
    /// 個人番号.
    pub my_number: MyNumber,
    /// Payment cards.
    pub card: Card,
    /// Words that make a number an example.
    pub example: Vec<String>,
    /// Marks of an address that no click opens.
    pub defanged: Vec<String>,
    /// Domains of hidden services, where nothing but stolen data is to be expected in such a text.
    pub hidden: Vec<String>,
    /// How far the words that explain a number may stand, in characters.
    pub reach: usize,
}

/// Numbers of mobile telephones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mobile {
    /// How they begin.
    pub prefixes: Vec<String>,
    /// How many digits they have.
    pub digits: usize,
}

/// 個人番号.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MyNumber {
    /// How many digits they have.
    pub digits: usize,
}

/// Numbers of payment cards.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// How many digits they may have.
    pub digits: Vec<usize>,
}

/// `12,400名から11,862名に改め`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// Between the numbers.
    pub joints: Vec<String>,
    /// After the second.
    pub verbs: Vec<String>,
}

/// Words beside a number.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// Before it.
    #[serde(default)]
    pub before: Vec<String>,
    /// After it.
    #[serde(default)]
    pub after: Vec<String>,
}

/// Everything the extraction reads by.
#[derive(Debug)]
pub struct Vocabulary {
    /// Words and phrases.
    pub lexicon: Lexicon,
    /// The words of dates.
    pub dates: DateWords,
    /// Groups by name.
    pub ids: GroupIds,
    /// Characters and counters.
    pub characters: Characters,
    /// What a published text must not show.
    pub publication: Publication,
}

/// A vocabulary that cannot be built, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyError(pub String);

impl From<LexiconError> for VocabularyError {
    fn from(e: LexiconError) -> Self {
        Self(format!("{}: {}", e.path, e.reason))
    }
}

impl Vocabulary {
    /// Compiles the lexicon files and the words of dates.
    ///
    /// # Errors
    /// What [`Lexicon::compile`] refuses, and a missing group.
    pub fn compile(
        mut files: Vec<(String, RawFile)>,
        dates: DateWords,
        characters: Characters,
        publication: Publication,
    ) -> Result<Self, VocabularyError> {
        files.push(date_starts(dates.starts()));
        let lexicon = Lexicon::compile(&files)?;
        Self::of(lexicon, dates, characters, publication)
    }

    /// The vocabulary with a lexicon that is compiled already.
    ///
    /// # Errors
    /// A missing group.
    pub fn of(
        lexicon: Lexicon,
        dates: DateWords,
        characters: Characters,
        publication: Publication,
    ) -> Result<Self, VocabularyError> {
        let ids = GroupIds::of(&lexicon)?;
        Ok(Self {
            lexicon,
            dates,
            ids,
            characters,
            publication,
        })
    }
}
