-- Which formats of talks are in the news, and who is named with them?
-- Grain: one format and one country, region or organisation named in the same sentence.
-- The members that a format's own name holds are not named with it, they are its name.

WITH sentences AS (
    SELECT doc_id, segment_no,
           array_agg(entity_id) FILTER (WHERE kind = 'format')  AS formats,
           array_agg(entity_id) FILTER (WHERE kind <> 'format') AS actors
    FROM (
        SELECT DISTINCT doc_id, segment_no, entity_id, CASE WHEN kind = 'format' THEN 'format' ELSE 'actor' END AS kind
        FROM mentions
        WHERE entity_id IS NOT NULL
          AND (kind = 'format'
               OR (split_part(entity_id, '/', 1) IN ('country', 'region', 'organization')
                   AND coalesce(outer_kind, '') <> 'format'))
    )
    GROUP BY doc_id, segment_no
),
first AS (
    SELECT doc_id, segment_no, actors, unnest(formats) AS format_id
    FROM sentences
    WHERE formats IS NOT NULL AND actors IS NOT NULL
),
pairs AS (
    SELECT doc_id, segment_no, format_id, unnest(actors) AS entity_id
    FROM first
),
by_document AS (
    SELECT format_id, entity_id, doc_id, count(*) AS sentences, min(segment_no) AS segment_no
    FROM pairs
    GROUP BY format_id, entity_id, doc_id
),
counted AS (
    SELECT format_id, entity_id, sum(sentences) AS sentences, count(*) AS documents,
           min(doc_id || ':' || lpad(CAST(segment_no AS VARCHAR), 10, '0')) AS example_key
    FROM by_document
    GROUP BY format_id, entity_id
)
SELECT c.format_id, e.name_en AS format, c.entity_id, w.name_en AS named_with, c.sentences, c.documents,
       s.doc_id AS example_doc_id, s.segment_no AS example_segment_no, s.text AS example
FROM counted AS c
JOIN segments AS s
  ON s.doc_id = split_part(c.example_key, ':', 1)
 AND s.segment_no = CAST(split_part(c.example_key, ':', 2) AS INT)
LEFT JOIN entities AS e ON e.entity_id = c.format_id
LEFT JOIN entities AS w ON w.entity_id = c.entity_id
ORDER BY c.documents DESC, c.sentences DESC, c.format_id, c.entity_id;
