-- Which formats of talks are in the news, and who is named with them?
-- Grain: one format and one country, region or organisation named in the same sentence.

WITH formats AS (
    SELECT DISTINCT doc_id, segment_no, entity_id AS format_id
    FROM mentions
    WHERE kind = 'format' AND entity_id IS NOT NULL
),
-- The members that a format's own name holds are not named with it, they are its name.
actors AS (
    SELECT DISTINCT m.doc_id, m.segment_no, m.entity_id
    FROM (
        SELECT doc_id, mention_no FROM mentions WHERE kind = 'format'
    ) AS o
    RIGHT JOIN mentions AS m ON m.doc_id = o.doc_id AND m.outer_mention_no = o.mention_no
    WHERE split_part(m.entity_id, '/', 1) IN ('country', 'region', 'organization')
      AND o.mention_no IS NULL
),
by_document AS (
    SELECT f.format_id, a.entity_id, f.doc_id, count(*) AS sentences, min(f.segment_no) AS segment_no
    FROM formats AS f
    JOIN actors AS a ON a.doc_id = f.doc_id AND a.segment_no = f.segment_no
    GROUP BY f.format_id, a.entity_id, f.doc_id
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
