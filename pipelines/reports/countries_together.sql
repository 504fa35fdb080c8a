-- Which countries are named together in one sentence, by month?
-- Grain: one pair of countries (alphabetical) and month of publication; the month is null where no date is known.

WITH named AS (
    SELECT DISTINCT m.doc_id, m.segment_no, upper(split_part(m.entity_id, '/', 2)) AS country
    FROM mentions AS m
    WHERE m.entity_id LIKE 'country/%'
),
pairs AS (
    SELECT a.country AS country_a, b.country AS country_b,
           CASE WHEN d.published_on IS NULL THEN NULL ELSE substr(CAST(d.published_on AS VARCHAR), 1, 7) END AS month,
           a.doc_id, a.segment_no
    FROM named AS a
    JOIN named AS b ON b.doc_id = a.doc_id AND b.segment_no = a.segment_no AND a.country < b.country
    JOIN documents AS d ON d.doc_id = a.doc_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY country_a, country_b, month ORDER BY doc_id, segment_no) AS n
    FROM pairs
)
SELECT p.country_a, p.country_b, p.month,
       count(*) AS sentences, count(DISTINCT p.doc_id) AS documents,
       max(CASE WHEN p.n = 1 THEN p.doc_id END) AS example_doc_id,
       max(CASE WHEN p.n = 1 THEN p.segment_no END) AS example_segment_no,
       max(CASE WHEN p.n = 1 THEN s.text END) AS example
FROM ranked AS p
JOIN segments AS s ON s.doc_id = p.doc_id AND s.segment_no = p.segment_no
GROUP BY p.country_a, p.country_b, p.month
ORDER BY documents DESC, sentences DESC, p.country_a, p.country_b, p.month;
