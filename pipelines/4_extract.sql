-- extract: all facts of a document in one pass, then one table for each kind of fact.
--
-- In:  documents, languages and segments of one shard.
-- Out: mentions, dates, amounts.

CREATE TABLE facts AS
SELECT d.doc_id, extract_document(d.text, l.language, g.segments) AS f
FROM documents AS d
JOIN languages AS l ON l.doc_id = d.doc_id
JOIN (
    SELECT
        doc_id,
        array_agg(
            named_struct(
                'segment_no', segment_no,
                'kind',       kind,
                'char_start', char_start,
                'char_end',   char_end,
                'language',   language
            )
        ) AS segments -- in any order: extract_document puts them in that of segment_no
    FROM segments
    GROUP BY doc_id
) AS g ON g.doc_id = d.doc_id;

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
