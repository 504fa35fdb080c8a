-- extract: all facts of a document in one pass, then one table for each kind of fact.
--
-- In:  documents, languages and segments of one shard.
-- Out: headers, mentions, positions, dates, amounts, quotes, events, event_participants, event_evidence, topics.

CREATE TABLE facts AS
SELECT
    d.doc_id,
    d.outlet,
    d.section,
    d.author,
    extract_document(d.text, l.language, g.segments, d.doc_id, d.published_on, d.url) AS f
FROM documents AS d
JOIN languages AS l ON l.doc_id = d.doc_id
JOIN (
    SELECT
        doc_id,
        array_agg(
            named_struct(
                'segment_no',   segment_no,
                'paragraph_no', paragraph_no,
                'kind',         kind,
                'quote_no',     quote_no,
                'rule',         rule,
                'char_start',   char_start,
                'char_end',     char_end,
                'language',     language
            )
        ) AS segments -- in any order: extract_document puts them in that of segment_no
    FROM segments
    GROUP BY doc_id
) AS g ON g.doc_id = d.doc_id;

INSERT INTO headers
SELECT
    doc_id,
    f['header']['title_segment_no']     AS title_segment_no,
    f['header']['published_edtf']       AS published_edtf,
    f['header']['published_start']      AS published_start,
    f['header']['published_end']        AS published_end,
    f['header']['published_basis']      AS published_basis,
    f['header']['published_candidates'] AS published_candidates,
    f['header']['dateline_entity_id']   AS dateline_entity_id,
    coalesce(outlet, f['header']['outlet'])   AS outlet,
    coalesce(section, f['header']['section']) AS section,
    coalesce(author, f['header']['author'])   AS author
FROM facts
ORDER BY doc_id;

INSERT INTO mentions
SELECT
    doc_id,
    m['mention_no']       AS mention_no,
    m['segment_no']       AS segment_no,
    m['kind']             AS kind,
    m['char_start']       AS char_start,
    m['char_end']         AS char_end,
    m['surface']          AS surface,
    m['normal']           AS normal,
    m['entity_id']        AS entity_id,
    m['language']         AS language,
    m['method']           AS method,
    m['confidence']       AS confidence,
    m['outer_mention_no'] AS outer_mention_no,
    m['outer_kind']       AS outer_kind,
    m['rule_id']          AS rule_id
FROM (SELECT doc_id, unnest(f['mentions']) AS m FROM facts)
ORDER BY doc_id, mention_no;

INSERT INTO positions
SELECT
    doc_id,
    p['position_no']       AS position_no,
    p['segment_no']        AS segment_no,
    p['char_start']        AS char_start,
    p['char_end']          AS char_end,
    p['surface']           AS surface,
    p['office']            AS office,
    p['level']             AS level,
    p['office_text']       AS office_text,
    p['of_entity_id']      AS of_entity_id,
    p['person_mention_no'] AS person_mention_no,
    p['person_entity_id']  AS person_entity_id,
    p['method']            AS method,
    p['confidence']        AS confidence,
    p['rule_id']           AS rule_id
FROM (SELECT doc_id, unnest(f['positions']) AS p FROM facts)
ORDER BY doc_id, position_no;

INSERT INTO dates
SELECT
    doc_id,
    d['date_no']    AS date_no,
    d['segment_no'] AS segment_no,
    d['char_start'] AS char_start,
    d['char_end']   AS char_end,
    d['surface']    AS surface,
    d['edtf']       AS edtf,
    d['start_on']   AS start_on,
    d['end_on']     AS end_on,
    d['precision']  AS precision,
    d['basis']      AS basis,
    d['rule_id']    AS rule_id
FROM (SELECT doc_id, unnest(f['dates']) AS d FROM facts)
ORDER BY doc_id, date_no;

INSERT INTO amounts
SELECT
    doc_id,
    a['amount_no']  AS amount_no,
    a['segment_no'] AS segment_no,
    a['char_start'] AS char_start,
    a['char_end']   AS char_end,
    a['surface']    AS surface,
    a['kind']       AS kind,
    a['value']      AS value,
    a['value_max']  AS value_max,
    a['unit']       AS unit,
    a['rule_id']    AS rule_id
FROM (SELECT doc_id, unnest(f['amounts']) AS a FROM facts)
ORDER BY doc_id, amount_no;

INSERT INTO quotes
SELECT
    doc_id,
    q['quote_no']           AS quote_no,
    q['segment_no']         AS segment_no,
    q['kind']               AS kind,
    q['char_start']         AS char_start,
    q['char_end']           AS char_end,
    q['surface']            AS surface,
    q['cue']                AS cue,
    q['cue_start']          AS cue_start,
    q['cue_end']            AS cue_end,
    q['speaker_mention_no'] AS speaker_mention_no,
    q['speaker_entity_id']  AS speaker_entity_id,
    q['speaker_basis']      AS speaker_basis,
    q['rule_id']            AS rule_id
FROM (SELECT doc_id, unnest(f['quotes']) AS q FROM facts)
ORDER BY doc_id, quote_no;

INSERT INTO events
SELECT
    doc_id || '-' || CAST(e['event_no'] AS VARCHAR) AS event_id,
    doc_id,
    e['event_no']              AS event_no,
    e['type']                  AS type,
    e['realis']                AS realis,
    e['plover_type']           AS plover_type,
    e['plover_mode']           AS plover_mode,
    e['cameo_code']            AS cameo_code,
    e['quad_class']            AS quad_class,
    e['medium']                AS medium,
    e['level']                 AS level,
    e['format_entity_id']      AS format_entity_id,
    e['format_ordinal']        AS format_ordinal,
    e['document_entity_id']    AS document_entity_id,
    e['date_edtf']             AS date_edtf,
    e['date_start']            AS date_start,
    e['date_end']              AS date_end,
    e['date_precision']        AS date_precision,
    e['date_basis']            AS date_basis,
    e['date_candidates']       AS date_candidates,
    e['place_entity_id']       AS place_entity_id,
    e['place_basis']           AS place_basis,
    e['amount_nos']            AS amount_nos,
    e['topics']                AS topics,
    e['attribution_entity_id'] AS attribution_entity_id,
    e['language']              AS language,
    e['evidence_count']        AS evidence_count,
    e['confidence']            AS confidence,
    e['rule_id']               AS rule_id
FROM (SELECT doc_id, unnest(f['events']) AS e FROM facts)
ORDER BY doc_id, event_no;

INSERT INTO event_participants
SELECT
    doc_id || '-' || CAST(event_no AS VARCHAR) AS event_id,
    doc_id,
    event_no,
    p['participant_no']          AS participant_no,
    p['role']                    AS role,
    p['entity_id']               AS entity_id,
    p['mention_no']              AS mention_no,
    p['country']                 AS country,
    p['organization_entity_id']  AS organization_entity_id,
    p['person_entity_id']        AS person_entity_id,
    p['office']                  AS office,
    p['level']                   AS level,
    p['is_collective']           AS is_collective,
    p['expanded_from_entity_id'] AS expanded_from_entity_id,
    p['segment_no']              AS segment_no,
    p['char_start']              AS char_start,
    p['char_end']                AS char_end,
    p['surface']                 AS surface,
    p['confidence']              AS confidence
FROM (
    SELECT doc_id, e['event_no'] AS event_no, unnest(e['participants']) AS p
    FROM (SELECT doc_id, unnest(f['events']) AS e FROM facts)
)
ORDER BY doc_id, event_no, participant_no;

INSERT INTO event_evidence
SELECT
    doc_id || '-' || CAST(event_no AS VARCHAR) AS event_id,
    doc_id,
    event_no,
    v['evidence_no']    AS evidence_no,
    v['segment_no']     AS segment_no,
    v['char_start']     AS char_start,
    v['char_end']       AS char_end,
    v['surface']        AS surface,
    v['trigger']        AS trigger,
    v['trigger_start']  AS trigger_start,
    v['trigger_end']    AS trigger_end,
    v['cue']            AS cue,
    v['negation_start'] AS negation_start,
    v['negation_end']   AS negation_end,
    v['modality_start'] AS modality_start,
    v['modality_end']   AS modality_end,
    v['rule_id']        AS rule_id
FROM (
    SELECT doc_id, e['event_no'] AS event_no, unnest(e['evidence']) AS v
    FROM (SELECT doc_id, unnest(f['events']) AS e FROM facts)
)
ORDER BY doc_id, event_no, evidence_no;

INSERT INTO topics
SELECT
    doc_id,
    t['topic_no']   AS topic_no,
    t['segment_no'] AS segment_no,
    t['topic']      AS topic,
    t['char_start'] AS char_start,
    t['char_end']   AS char_end,
    t['surface']    AS surface
FROM (SELECT doc_id, unnest(f['topics']) AS t FROM facts)
ORDER BY doc_id, topic_no;
