//! Types of events, their roles, and the fixed look-up to the codes of other systems.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What was done: the closed list of `events.type`.
    EventType {
        /// Bilateral meeting, audience, courtesy call.
        Meet = "meet",
        /// Talks, consultations between ministries.
        Negotiate = "negotiate",
        /// Summit, ministerial, commission, forum, dialogue.
        MultilateralSession = "multilateral_session",
        /// Telephone or bilateral video talk.
        Call = "call",
        /// Arrival, state, official or working visit.
        Visit = "visit",
        /// Receives a guest, takes credentials.
        Host = "host",
        /// Good offices.
        Mediate = "mediate",
        /// Letter, congratulation, condolence.
        Correspond = "correspond",
        /// Agreement, memorandum, contract.
        Sign = "sign",
        /// Ratifies, approves, enters into force.
        Ratify = "ratify",
        /// Joint statement, communiqué, roadmap.
        AdoptDocument = "adopt_document",
        /// Agreed to, intends, is ready to.
        AgreeIntent = "agree_intent",
        /// Promised money, investment, aid.
        Pledge = "pledge",
        /// The act of inviting.
        Invite = "invite",
        /// Initiative, proposal, appeal.
        Propose = "propose",
        /// Welcomed, praised, backed.
        Endorse = "endorse",
        /// Relations, recognition, embassy opened.
        EstablishRelations = "establish_relations",
        /// Ambassador named, accredited, recalled.
        Appoint = "appoint",
        /// Launch, joint venture, supply begun.
        CooperateEconomic = "cooperate_economic",
        /// Exercise, extradition, shared intelligence.
        CooperateSecurity = "cooperate_security",
        /// Aid delivered, grant, loan paid out.
        Aid = "aid",
        /// Demands.
        Request = "request",
        /// Condemns, note of protest, summons.
        Criticise = "criticise",
        /// Refuses, cancels, vetoes.
        Reject = "reject",
        /// Warns.
        Threaten = "threaten",
        /// Sanctions, expels, recalls, suspends.
        ReduceRelations = "reduce_relations",
        /// Lifts, opens a border, releases.
        Ease = "ease",
        /// Coarse catch-all.
        ConflictOther = "conflict_other",
        /// Pure comment; quotes hang on it.
        Statement = "statement",
    }
}

/// The codes that other systems use for a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codes {
    /// PLOVER event type, in lower case.
    pub plover_type: Option<&'static str>,
    /// PLOVER mode.
    pub plover_mode: Option<&'static str>,
    /// CAMEO code of three digits.
    pub cameo_code: Option<&'static str>,
    /// Quad class, from the CAMEO root code: 01 to 05 verbal cooperation, 06 to 08 material cooperation, 09 to 13
    /// verbal conflict, 14 to 20 material conflict.
    pub quad_class: Option<&'static str>,
}

impl EventType {
    /// Its codes: looked up, never predicted. CAMEO 1.1b3 and PLOVER (2018) as `docs/tables.md` lists them.
    pub fn codes(self) -> Codes {
        let (plover_type, plover_mode, cameo_code, quad_class) = match self {
            EventType::Meet => (Some("consult"), None, Some("040"), Some("verbal_cooperation")),
            EventType::Negotiate => (Some("consult"), None, Some("046"), Some("verbal_cooperation")),
            EventType::MultilateralSession => {
                (Some("consult"), Some("multilateral"), Some("040"), Some("verbal_cooperation"))
            }
            EventType::Call => (Some("consult"), Some("phone"), Some("041"), Some("verbal_cooperation")),
            EventType::Visit => (Some("consult"), Some("visit"), Some("042"), Some("verbal_cooperation")),
            EventType::Host => (Some("consult"), Some("visit"), Some("043"), Some("verbal_cooperation")),
            EventType::Mediate => (Some("consult"), Some("third_party"), Some("045"), Some("verbal_cooperation")),
            EventType::Correspond => (None, None, Some("018"), Some("verbal_cooperation")),
            EventType::Sign => (Some("support"), None, Some("057"), Some("verbal_cooperation")),
            EventType::Ratify => (Some("support"), None, Some("057"), Some("verbal_cooperation")),
            EventType::AdoptDocument => (Some("support"), None, Some("050"), Some("verbal_cooperation")),
            EventType::AgreeIntent => (Some("agree"), None, Some("030"), Some("verbal_cooperation")),
            EventType::Pledge => (Some("agree"), None, Some("033"), Some("verbal_cooperation")),
            EventType::Invite => (Some("agree"), None, Some("036"), Some("verbal_cooperation")),
            EventType::Propose => (Some("request"), Some("assist"), Some("020"), Some("verbal_cooperation")),
            EventType::Endorse => (Some("support"), None, Some("051"), Some("verbal_cooperation")),
            EventType::EstablishRelations => (Some("support"), None, Some("054"), Some("verbal_cooperation")),
            EventType::Appoint => (None, None, None, None),
            EventType::CooperateEconomic => (Some("cooperate"), None, Some("061"), Some("material_cooperation")),
            EventType::CooperateSecurity => (Some("cooperate"), None, Some("060"), Some("material_cooperation")),
            EventType::Aid => (Some("aid"), None, Some("070"), Some("material_cooperation")),
            EventType::Request => (Some("request"), Some("change"), Some("100"), Some("verbal_conflict")),
            EventType::Criticise => (Some("accuse"), Some("disapprove"), Some("110"), Some("verbal_conflict")),
            EventType::Reject => (Some("reject"), None, Some("120"), Some("verbal_conflict")),
            EventType::Threaten => (Some("threaten"), None, Some("130"), Some("verbal_conflict")),
            EventType::ReduceRelations => (Some("sanction"), None, Some("160"), Some("material_conflict")),
            EventType::Ease => (Some("concede"), None, Some("080"), Some("material_cooperation")),
            EventType::ConflictOther => (Some("coerce"), None, Some("170"), Some("material_conflict")),
            EventType::Statement => (None, None, Some("010"), Some("verbal_cooperation")),
        };
        Codes { plover_type, plover_mode, cameo_code, quad_class }
    }

    /// The roles of its participants; the first is that of who acts.
    pub fn roles(self) -> &'static [&'static str] {
        match self {
            EventType::Meet | EventType::Negotiate | EventType::Call => &["participant"],
            EventType::MultilateralSession => &["participant", "chair", "guest", "host"],
            EventType::Visit => &["visitor", "host"],
            EventType::Host => &["host", "visitor"],
            EventType::Mediate => &["mediator", "party"],
            EventType::Correspond => &["sender", "addressee"],
            EventType::Sign => &["signatory"],
            EventType::Ratify => &["ratifier"],
            EventType::AdoptDocument => &["adopter"],
            EventType::AgreeIntent => &["actor"],
            EventType::Pledge | EventType::Aid => &["giver", "receiver"],
            EventType::Invite => &["inviter", "invitee"],
            EventType::Propose => &["proposer", "addressee"],
            EventType::Endorse => &["supporter", "supported"],
            EventType::EstablishRelations => &["party"],
            EventType::Appoint => &["appointee", "appointer", "office"],
            EventType::CooperateEconomic | EventType::CooperateSecurity | EventType::ConflictOther => &["actor"],
            EventType::Request => &["requester", "addressee"],
            EventType::Criticise => &["critic", "target"],
            EventType::Reject => &["rejecter", "target"],
            EventType::Threaten | EventType::ReduceRelations => &["actor", "target"],
            EventType::Ease => &["actor", "beneficiary"],
            EventType::Statement => &["speaker"],
        }
    }

    /// True where two of the first role belong to it: one alone is an incomplete telling.
    pub fn is_mutual(self) -> bool {
        matches!(
            self,
            EventType::Meet
                | EventType::Negotiate
                | EventType::Call
                | EventType::Sign
                | EventType::EstablishRelations
                | EventType::CooperateEconomic
                | EventType::CooperateSecurity
        )
    }
}
