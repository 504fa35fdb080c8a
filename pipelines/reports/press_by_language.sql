-- What does the press of each language cover?
-- Grain: one entity in the press of one language, the ten most covered of each.
-- example: a sentence that names it, so that every row leads back to its text.

WITH by_document AS (
    SELECT entity_id, doc_id, count(*) AS mentions, min(segment_no) AS segment_no
    FROM mentions
    WHERE entity_id IS NOT NULL
    GROUP BY entity_id, doc_id
),
covered AS (
    SELECT l.language, b.entity_id, count(*) AS documents, sum(b.mentions) AS mentions,
           min(b.doc_id || ':' || lpad(CAST(b.segment_no AS VARCHAR), 10, '0')) AS example_key
    FROM (SELECT doc_id, language FROM languages) AS l
    JOIN by_document AS b ON b.doc_id = l.doc_id
    GROUP BY l.language, b.entity_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY language ORDER BY documents DESC, mentions DESC, entity_id) AS place
    FROM covered
),
top AS (
    SELECT * FROM ranked WHERE place <= 10
)
SELECT t.language, t.place, t.entity_id, e.name_en, t.documents, t.mentions,
       s.doc_id AS example_doc_id, s.segment_no AS example_segment_no, s.text AS example
FROM top AS t
JOIN segments AS s
  ON s.doc_id = split_part(t.example_key, ':', 1)
 AND s.segment_no = CAST(split_part(t.example_key, ':', 2) AS INT)
LEFT JOIN entities AS e ON e.entity_id = t.entity_id
ORDER BY t.language, t.place;
