-- aggregate: what is true of the whole dataset, computed anew in each run.
--
-- In:  all tables of the stages before; lexicon_entities, the registers of lang/shared.
-- Out: entities, entity_names, language_profile, accounting.

-- Grain: one row per entity that a mention names.
-- By document first: counting distinct documents would hold every id of every entity.
INSERT INTO entities
SELECT
    m.entity_id,
    split_part(m.entity_id, '/', 1) AS kind,
    max(e.name_en)                  AS name_en,
    max(e.country)                  AS country,
    max(e.wikidata)                 AS wikidata,
    sum(m.mention_count)            AS mention_count,
    count(*)                        AS document_count,
    min(d.published_on)             AS first_on,
    max(d.published_on)             AS last_on
FROM (SELECT doc_id, published_on FROM documents) AS d
JOIN (
    SELECT entity_id, doc_id, count(*) AS mention_count
    FROM mentions
    WHERE entity_id IS NOT NULL
    GROUP BY entity_id, doc_id
) AS m ON m.doc_id = d.doc_id
LEFT JOIN lexicon_entities AS e ON e.entity_id = m.entity_id
GROUP BY m.entity_id
ORDER BY m.entity_id;

-- Grain: one row per entity, language and normal form.
INSERT INTO entity_names
SELECT entity_id, language, normal AS name, count(*) AS mention_count
FROM mentions
WHERE entity_id IS NOT NULL AND normal IS NOT NULL
GROUP BY entity_id, language, normal
ORDER BY entity_id, language, name;

-- Grain: one row per language and script of documents.
INSERT INTO language_profile
SELECT
    l.language,
    l.script,
    count(*)                                     AS document_count,
    sum(d.char_count)                            AS char_count,
    sum(coalesce(s.segment_count, 0))            AS segment_count,
    sum(coalesce(s.boilerplate_char_count, 0))   AS boilerplate_char_count,
    sum(coalesce(m.mention_count, 0))            AS mention_count,
    CAST(NULL AS BIGINT)                         AS event_count,
    sum(CASE WHEN l.is_mixed THEN 1 ELSE 0 END)  AS mixed_document_count
FROM languages AS l
JOIN (SELECT doc_id, char_count FROM documents) AS d ON d.doc_id = l.doc_id
LEFT JOIN (
    SELECT
        doc_id,
        count(*) AS segment_count,
        sum(CASE WHEN kind = 'boilerplate' THEN char_end - char_start ELSE 0 END) AS boilerplate_char_count
    FROM segments
    GROUP BY doc_id
) AS s ON s.doc_id = l.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS mention_count FROM mentions GROUP BY doc_id) AS m ON m.doc_id = l.doc_id
GROUP BY l.language, l.script
ORDER BY l.language, l.script;

-- Grain: one row per stage. input = output + rejected + duplicates, or the run fails.
-- stage_outputs: records that load took in, and documents that came out of each later stage, counted when it ran and
-- kept in the footers of its parts.
INSERT INTO accounting
SELECT 1 AS stage_no, 'load' AS stage,
       o.document_count AS input_count, d.n AS output_count, r.n AS rejected_count, 0 AS duplicate_count
FROM (SELECT count(*) AS n FROM documents) AS d
CROSS JOIN (SELECT document_count FROM stage_outputs WHERE stage = 'load') AS o
CROSS JOIN (SELECT count(*) AS n FROM rejects WHERE stage = 'load') AS r
UNION ALL
SELECT 2, 'langid', d.n, o.document_count, r.n, x.n
FROM (SELECT count(*) AS n FROM documents) AS d
CROSS JOIN (SELECT document_count FROM stage_outputs WHERE stage = 'langid') AS o
CROSS JOIN (SELECT count(*) AS n FROM rejects WHERE stage = 'langid') AS r
CROSS JOIN (SELECT count(*) AS n FROM duplicates WHERE kind = 'exact') AS x
UNION ALL
SELECT 3, 'segment', l.n, o.document_count, r.n, 0
FROM (SELECT count(*) AS n FROM languages) AS l
CROSS JOIN (SELECT document_count FROM stage_outputs WHERE stage = 'segment') AS o
CROSS JOIN (SELECT count(*) AS n FROM rejects WHERE stage = 'segment') AS r
UNION ALL
SELECT 4, 'extract', l.n, o.document_count, r.n, 0
FROM (SELECT count(*) AS n FROM languages) AS l
CROSS JOIN (SELECT document_count FROM stage_outputs WHERE stage = 'extract') AS o
CROSS JOIN (SELECT count(*) AS n FROM rejects WHERE stage = 'extract') AS r
ORDER BY stage_no;
