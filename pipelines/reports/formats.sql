-- Which formats of talks are in the news, and who is named with them?
-- Grain: one format and one country, region or organisation named in the same sentence.

WITH formats AS (
    SELECT DISTINCT doc_id, segment_no, entity_id AS format_id
    FROM mentions
    WHERE kind = 'format'
),
actors AS (
    SELECT DISTINCT doc_id, segment_no, entity_id
    FROM mentions
    WHERE split_part(entity_id, '/', 1) IN ('country', 'region', 'organization')
),
named AS (
    SELECT f.format_id, a.entity_id, f.doc_id, f.segment_no,
           row_number() OVER (PARTITION BY f.format_id, a.entity_id ORDER BY f.doc_id, f.segment_no) AS n
    FROM formats AS f
    JOIN actors AS a ON a.doc_id = f.doc_id AND a.segment_no = f.segment_no
)
SELECT n.format_id, e.name_en AS format, n.entity_id, w.name_en AS named_with,
       count(*) AS sentences, count(DISTINCT n.doc_id) AS documents,
       max(CASE WHEN n.n = 1 THEN n.doc_id END) AS example_doc_id,
       max(CASE WHEN n.n = 1 THEN n.segment_no END) AS example_segment_no,
       max(CASE WHEN n.n = 1 THEN s.text END) AS example
FROM named AS n
JOIN segments AS s ON s.doc_id = n.doc_id AND s.segment_no = n.segment_no
LEFT JOIN entities AS e ON e.entity_id = n.format_id
LEFT JOIN entities AS w ON w.entity_id = n.entity_id
GROUP BY n.format_id, e.name_en, n.entity_id, w.name_en
ORDER BY documents DESC, sentences DESC, n.format_id, n.entity_id;
