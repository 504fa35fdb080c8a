-- Who holds which office, as the press tells it?
-- Grain: one person, office and the state or body that it is an office of; the thousand most told.
-- People merged across documents are one (entity_merges). first_on and last_on: publication of those documents.

WITH told AS (
    SELECT person_entity_id AS entity_id, office, of_entity_id, doc_id, count(*) AS times,
           doc_id || ':' || lpad(CAST(min(segment_no) AS VARCHAR), 10, '0') AS example_key
    FROM positions
    WHERE person_entity_id IS NOT NULL
    GROUP BY person_entity_id, office, of_entity_id, doc_id
),
-- A provisional id stands in one document, so its merge finds it in a window of a few rows.
provisional AS (
    SELECT entity_id, office, of_entity_id, doc_id, times, example_key,
           max(into_id) OVER (PARTITION BY entity_id) AS into_id
    FROM (
        SELECT entity_id, office, of_entity_id, doc_id, times, example_key, CAST(NULL AS VARCHAR) AS into_id
        FROM told WHERE entity_id LIKE 'person/~%'
        UNION ALL
        SELECT from_entity_id, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), 0,
               CAST(NULL AS VARCHAR), entity_id
        FROM entity_merges
    )
),
by_document AS (
    SELECT entity_id, office, of_entity_id, doc_id, sum(times) AS times, min(example_key) AS example_key
    FROM (
        SELECT entity_id, office, of_entity_id, doc_id, times, example_key
        FROM told WHERE entity_id NOT LIKE 'person/~%'
        UNION ALL
        SELECT coalesce(into_id, entity_id), office, of_entity_id, doc_id, times, example_key
        FROM provisional WHERE doc_id IS NOT NULL
    )
    GROUP BY entity_id, office, of_entity_id, doc_id
),
chosen AS (
    SELECT b.entity_id, b.office, b.of_entity_id, sum(b.times) AS times, count(*) AS documents,
           min(h.published_on) AS first_on, max(h.published_on) AS last_on, min(b.example_key) AS example_key
    FROM (
        SELECT doc_id, CASE WHEN published_start = published_end THEN published_start END AS published_on FROM headers
    ) AS h
    JOIN by_document AS b ON b.doc_id = h.doc_id
    GROUP BY b.entity_id, b.office, b.of_entity_id
    ORDER BY documents DESC, times DESC, b.entity_id, b.office, b.of_entity_id
    LIMIT 1000
),
-- The name that is told most often, of the longest where several are.
names AS (
    SELECT n.entity_id,
           substr(max(lpad(CAST(n.mention_count AS VARCHAR), 12, '0')
                      || lpad(CAST(character_length(n.name) AS VARCHAR), 6, '0') || n.name), 19) AS name
    FROM (SELECT DISTINCT entity_id FROM chosen) AS c
    JOIN entity_names AS n ON n.entity_id = c.entity_id
    GROUP BY n.entity_id
)
SELECT coalesce(e.name_en, n.name) AS person, c.office, coalesce(o.name_en, c.of_entity_id) AS of, c.documents, c.times,
       c.first_on, c.last_on, c.entity_id, c.of_entity_id,
       d.source_uri, d.url, s.doc_id AS example_doc_id, s.segment_no AS example_segment_no, s.text AS example
FROM chosen AS c
JOIN segments AS s
  ON s.doc_id = split_part(c.example_key, ':', 1)
 AND s.segment_no = CAST(split_part(c.example_key, ':', 2) AS INT)
JOIN documents AS d ON d.doc_id = s.doc_id
LEFT JOIN names AS n ON n.entity_id = c.entity_id
LEFT JOIN lexicon_entities AS e ON e.entity_id = c.entity_id
LEFT JOIN lexicon_entities AS o ON o.entity_id = c.of_entity_id
ORDER BY c.documents DESC, c.times DESC, c.entity_id, c.office, c.of_entity_id;
