//! Tables of events, of those who took part, and of the sentences that tell them.

use super::Kind::{Boolean, Date32, Int32, Utf8, Values};
use super::people::{LEVELS, OFFICES};
use super::{CHAR_END, CHAR_START, CONFIDENCE, Column, DOC_ID, RULE_ID, SEGMENT_NO, Scope, Table, may, must};

/// Values of `topic`, in `topics`, `events` and `topic_months`.
pub(super) const TOPIC_NAMES: &str = "trade, investment, finance, industry, energy, raw_materials, transport_corridor, logistics, water, environment, climate, agriculture, digital, science, education, culture, health, tourism, migration, visa_consular, border, security, defence, terrorism, drugs, crime, cyber, wmd, human_rights, humanitarian, afghanistan, parliament, legal, youth, media, religion.";

/// Values of `type` in `events`, and of `event_type` in the tables by month.
pub(super) const EVENT_TYPES: &str = "meet, negotiate, multilateral_session, call, visit, host, mediate, correspond, sign, ratify, adopt_document, agree_intent, pledge, invite, propose, endorse, establish_relations, appoint, cooperate_economic, cooperate_security, aid, request, criticise, reject, threaten, reduce_relations, ease, conflict_other, statement.";

/// Values of `role`, by type.
pub(super) const ROLES: &str = "By type: participant (meet, negotiate, call); participant, chair, guest, host (multilateral_session); visitor, host (visit, host); mediator, party (mediate); sender, addressee (correspond); signatory (sign); ratifier (ratify); adopter (adopt_document); actor (agree_intent, cooperate_economic, cooperate_security, conflict_other); giver, receiver (pledge, aid); inviter, invitee (invite); proposer, addressee (propose); supporter, supported (endorse); party (establish_relations); appointee, appointer, office (appoint); requester, addressee (request); critic, target (criticise); rejecter, target (reject); actor, target (threaten, reduce_relations); actor, beneficiary (ease); speaker (statement).";

const EVENT_ID: Column = must("event_id", Utf8, "doc_id, a hyphen and event_no.");
const EVENT_NO: Column =
    must("event_no", Int32, "Number of the event in the document, from 0 in order of its first telling.");

pub(super) const EVENTS: Table = Table {
    name: "events",
    stage: "extract",
    scope: Scope::Shard,
    grain: "one event of a document, however often the document tells it",
    key: &["doc_id", "event_no"],
    columns: &[
        EVENT_ID,
        DOC_ID,
        EVENT_NO,
        must("type", Utf8, EVENT_TYPES),
        must(
            "realis",
            Utf8,
            "Whether it happened: occurred, ongoing, scheduled, proposed, hypothetical, negated, cancelled, historical (long before what the document tells).",
        ),
        may(
            "plover_type",
            Utf8,
            "PLOVER event type, looked up from type: consult, support, agree, request, cooperate, aid, accuse, reject, threaten, sanction, concede, coerce; null where it has none.",
        ),
        may(
            "plover_mode",
            Utf8,
            "PLOVER mode, looked up from type: multilateral, phone, visit, third_party, assist, change, disapprove.",
        ),
        may("cameo_code", Utf8, "CAMEO code of three digits, looked up from type; null for appoint."),
        may(
            "quad_class",
            Utf8,
            "From the CAMEO root code: verbal_cooperation (01 to 05), material_cooperation (06 to 08), verbal_conflict (09 to 13), material_conflict (14 to 20).",
        ),
        must("medium", Utf8, "in_person, video, phone, written, unknown (the text does not say)."),
        may(
            "level",
            Utf8,
            "The highest level of those who took part: head_of_state, head_of_government, minister, deputy_minister, special_envoy, ambassador, parliament, regional, expert, organization_head.",
        ),
        may("format_entity_id", Utf8, "Its format, for example format/c5-plus-1."),
        may("format_ordinal", Int32, "Which session of the format, from 1."),
        may("document_entity_id", Utf8, "The document signed, adopted or ratified."),
        may("date_edtf", Utf8, "When, ISO 8601-2 (EDTF); XXXX for an unknown year."),
        may("date_start", Date32, "First day; null where the year is unknown or the interval open."),
        may("date_end", Date32, "Last day, included; null where the year is unknown or the interval open."),
        may("date_precision", Utf8, "day, week, month, quarter, season, year."),
        must(
            "date_basis",
            Utf8,
            "in_sentence (a whole date in its own sentence), in_document (a date elsewhere, or completed from there), relative (counted from the day of publication), dateline, metadata (the day of publication itself), weekday (through the day of the week), none (the text does not say).",
        ),
        must(
            "date_candidates",
            Values(&Date32),
            "Every day that the text allows, ascending; empty where the date is certain or nothing narrows it.",
        ),
        may("place_entity_id", Utf8, "Where; a dateline's place is never silently taken."),
        must("place_basis", Utf8, "in_sentence, in_document (another sentence that tells the event), none."),
        must("amount_nos", Values(&Int32), "Its rows in amounts, ascending."),
        must("topics", Values(&Utf8), "Its topics, sorted; values as in the table topics."),
        may("attribution_entity_id", Utf8, "Who tells of it, where the text says so."),
        must("language", Utf8, "BCP 47 tag of its first telling."),
        must("evidence_count", Int32, "Times the document tells it: its rows in event_evidence."),
        CONFIDENCE,
        must("rule_id", Utf8, "The rule of its first telling; event_evidence has all."),
    ],
};

pub(super) const EVENT_PARTICIPANTS: Table = Table {
    name: "event_participants",
    stage: "extract",
    scope: Scope::Shard,
    grain: "someone who took part in an event, in one role",
    key: &["doc_id", "event_no", "participant_no"],
    columns: &[
        EVENT_ID,
        DOC_ID,
        must("event_no", Int32, "The event of the document."),
        must("participant_no", Int32, "Number of the participant in the event, from 0."),
        must("role", Utf8, ROLES),
        may("entity_id", Utf8, "The most exact actor known: a person, else a body, else a state, region or format."),
        may("mention_no", Int32, "The mention that names it; that of the collective for its members."),
        may("country", Utf8, "Country it acts for: ISO 3166-1 alpha-2, or EU."),
        may("organization_entity_id", Utf8, "The body it belongs to."),
        may("person_entity_id", Utf8, "The person; person/~… is provisional (entity_merges leads on)."),
        may("office", Utf8, OFFICES),
        may("level", Utf8, LEVELS),
        must(
            "is_collective",
            Boolean,
            "True for a collective (the five countries, the sides) and for each member it was expanded to.",
        ),
        may(
            "expanded_from_entity_id",
            Utf8,
            "The collective that this member comes from; null for the collective itself.",
        ),
        SEGMENT_NO,
        CHAR_START,
        CHAR_END,
        must(
            "surface",
            Utf8,
            "The words that name it, as they stand in the text; those of the collective for its members.",
        ),
        CONFIDENCE,
    ],
};

pub(super) const EVENT_EVIDENCE: Table = Table {
    name: "event_evidence",
    stage: "extract",
    scope: Scope::Shard,
    grain: "one telling of an event",
    key: &["doc_id", "event_no", "evidence_no"],
    columns: &[
        EVENT_ID,
        DOC_ID,
        must("event_no", Int32, "The event of the document."),
        must("evidence_no", Int32, "Number of the telling in the event, from 0 in text order."),
        SEGMENT_NO,
        CHAR_START,
        CHAR_END,
        must("surface", Utf8, "The words that the rule matched, as they stand in the text."),
        must("trigger", Utf8, "The word that tells the event, as it stands in the text."),
        must("trigger_start", Int32, "First code point of the trigger."),
        must("trigger_end", Int32, "The code point after its last."),
        must("cue", Utf8, "What kind of word the trigger is: verb, noun."),
        may("negation_start", Int32, "First code point of the words that negate it."),
        may("negation_end", Int32, "The code point after their last."),
        may("modality_start", Int32, "First code point of the words that make it planned, proposed or possible."),
        may("modality_end", Int32, "The code point after their last."),
        RULE_ID,
    ],
};
