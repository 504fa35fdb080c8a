//! Rows of the table `positions`: who holds which office.

use std::sync::Arc;

use crate::facts::Method;
use crate::span::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// An office: the closed list of `positions.office`.
    Office {
        /// President, monarch.
        HeadOfState = "head_of_state",
        /// Prime minister, chancellor.
        HeadOfGovernment = "head_of_government",
        /// Minister of foreign affairs.
        ForeignMinister = "foreign_minister",
        /// Another minister.
        Minister = "minister",
        /// Deputy of a minister.
        DeputyMinister = "deputy_minister",
        /// Ambassador.
        Ambassador = "ambassador",
        /// Special envoy or representative.
        SpecialEnvoy = "special_envoy",
        /// High representative.
        HighRepresentative = "high_representative",
        /// Member of a commission.
        Commissioner = "commissioner",
        /// Secretary-general.
        SecretaryGeneral = "secretary_general",
        /// Deputy of a secretary-general.
        DeputySecretaryGeneral = "deputy_secretary_general",
        /// Spokesperson.
        Spokesperson = "spokesperson",
        /// Speaker of a parliament or of a chamber.
        ParliamentSpeaker = "parliament_speaker",
        /// Head of a region or a city.
        RegionalHead = "regional_head",
        /// Head of an organisation.
        OrganizationHead = "organization_head",
        /// Any other.
        Other = "other",
    }
}

vocabulary! {
    /// At what level someone takes part: the closed list of `event_participants.level`.
    Level {
        /// Heads of state.
        HeadOfState = "head_of_state",
        /// Heads of government.
        HeadOfGovernment = "head_of_government",
        /// Ministers.
        Minister = "minister",
        /// Deputies of ministers.
        DeputyMinister = "deputy_minister",
        /// Special envoys.
        SpecialEnvoy = "special_envoy",
        /// Ambassadors.
        Ambassador = "ambassador",
        /// Members of parliaments.
        Parliament = "parliament",
        /// Heads of regions and cities.
        Regional = "regional",
        /// Experts and officials.
        Expert = "expert",
        /// Heads of organisations.
        OrganizationHead = "organization_head",
    }
}

/// An office in a text, with who holds it where the text says so; columns as in the table `positions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Number of its segment.
    pub segment_no: i32,
    /// Bytes of the whole phrase.
    pub span: Span,
    /// Which office.
    pub office: Office,
    /// At what level its holder takes part in events.
    pub level: Option<Level>,
    /// The office in the nominative, in the text's language.
    pub office_text: Arc<str>,
    /// The state or body it is an office of.
    pub of_entity_id: Option<Arc<str>>,
    /// Index, among the mentions, of the person.
    pub person_mention: Option<i32>,
    /// Who holds it.
    pub person_entity_id: Option<Arc<str>>,
    /// What decided.
    pub method: Method,
    /// Thousandths; none where a list or a rule decided alone.
    pub confidence: Option<u16>,
    /// The rule that decided.
    pub rule_id: Arc<str>,
}
