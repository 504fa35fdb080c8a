-- What does the press of each language cover?
-- Grain: one entity in the press of one language, the ten most covered of each.
-- example_*: a sentence that names it, so that every row leads back to its text.

WITH named AS (
    SELECT l.language, m.entity_id, m.doc_id, m.segment_no,
           row_number() OVER (PARTITION BY l.language, m.entity_id ORDER BY m.doc_id, m.mention_no) AS n
    FROM mentions AS m
    JOIN languages AS l ON l.doc_id = m.doc_id
    WHERE m.entity_id IS NOT NULL
),
covered AS (
    SELECT language, entity_id, count(DISTINCT doc_id) AS documents, count(*) AS mentions
    FROM named
    GROUP BY language, entity_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY language ORDER BY documents DESC, mentions DESC, entity_id) AS place
    FROM covered
)
SELECT r.language, r.place, r.entity_id, e.name_en, r.documents, r.mentions,
       n.doc_id AS example_doc_id, n.segment_no AS example_segment_no, s.text AS example
FROM ranked AS r
JOIN named AS n ON n.language = r.language AND n.entity_id = r.entity_id AND n.n = 1
JOIN segments AS s ON s.doc_id = n.doc_id AND s.segment_no = n.segment_no
LEFT JOIN entities AS e ON e.entity_id = r.entity_id
WHERE r.place <= 10
ORDER BY r.language, r.place;
