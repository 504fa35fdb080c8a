//! Tables of who holds which office and of who said what.

use super::Kind::{Int32, Utf8};
use super::{CHAR_END, CHAR_START, CONFIDENCE, DOC_ID, RULE_ID, SEGMENT_NO, SURFACE, Scope, Table, may, must};

/// Values of `office`, in `positions` and in `event_participants`.
pub(super) const OFFICES: &str = "head_of_state (president, monarch), head_of_government, foreign_minister, minister (any other), deputy_minister, ambassador, special_envoy, high_representative, commissioner, secretary_general, deputy_secretary_general, spokesperson, parliament_speaker, regional_head (region or city), organization_head, other.";

/// Values of `level`, in `positions`, `events` and `event_participants`.
pub(super) const LEVELS: &str = "head_of_state, head_of_government, minister, deputy_minister, special_envoy, ambassador, parliament, regional, expert, organization_head.";

pub(super) const POSITIONS: Table = Table {
    name: "positions",
    stage: "extract",
    scope: Scope::Shard,
    grain: "one office named in a segment, with who holds it where the text says so",
    key: &["doc_id", "position_no"],
    columns: &[
        DOC_ID,
        must("position_no", Int32, "Number of the position in the document, from 0 in text order."),
        SEGMENT_NO,
        CHAR_START,
        CHAR_END,
        must("surface", Utf8, "The whole phrase, as it stands in the text: office, what it is an office of, holder."),
        must("office", Utf8, OFFICES),
        may("level", Utf8, LEVELS),
        must("office_text", Utf8, "The office in the nominative, in the text's language."),
        may("of_entity_id", Utf8, "The state or body that it is an office of."),
        may("person_mention_no", Int32, "The mention that names the holder."),
        may("person_entity_id", Utf8, "The holder; person/~… is provisional (entity_merges leads on)."),
        must("method", Utf8, "lexicon, rule, model, metadata."),
        CONFIDENCE,
        RULE_ID,
    ],
};

pub(super) const QUOTES: Table = Table {
    name: "quotes",
    stage: "extract",
    scope: Scope::Shard,
    grain: "words that someone said, quoted or told",
    key: &["doc_id", "quote_no"],
    columns: &[
        DOC_ID,
        must("quote_no", Int32, "Number of the quote in the document, from 0 in text order; not that of segments."),
        must("segment_no", Int32, "The segment in which the words begin."),
        must(
            "kind",
            Utf8,
            "direct (word for word, between marks), indirect (told in the writer's words), mixed (told, with pieces between marks).",
        ),
        must("char_start", Int32, "First code point of the words said, in documents.text, from 0."),
        must("char_end", Int32, "The code point after the last; a quote may reach over several segments."),
        SURFACE,
        may("cue", Utf8, "The words that tell of the speaking."),
        may("cue_start", Int32, "First code point of the cue."),
        may("cue_end", Int32, "The code point after its last."),
        may("speaker_mention_no", Int32, "The mention that names the speaker."),
        may("speaker_entity_id", Utf8, "Who speaks; person/~… is provisional (entity_merges leads on)."),
        may(
            "speaker_basis",
            Utf8,
            "name, office, pronoun (or no word at all, where the speaker goes on), outlet (a body or an outlet speaks); null where no speaker was found.",
        ),
        RULE_ID,
    ],
};
