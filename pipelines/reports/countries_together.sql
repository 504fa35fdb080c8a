-- Which countries are named together in one sentence, by month?
-- Grain: one pair of countries (alphabetical) and month of publication; the month is null where no date is known.
-- The pairs of a sentence come from its own list, so that no join grows with the news.

WITH named AS (
    SELECT doc_id, segment_no, array_agg(country) AS countries
    FROM (
        SELECT DISTINCT doc_id, segment_no, upper(split_part(entity_id, '/', 2)) AS country
        FROM mentions
        WHERE entity_id LIKE 'country/%'
    )
    GROUP BY doc_id, segment_no
    HAVING count(*) > 1
),
first AS (
    SELECT doc_id, segment_no, countries, unnest(countries) AS country_a
    FROM named
),
pairs AS (
    SELECT doc_id, segment_no, country_a, unnest(countries) AS country_b
    FROM first
),
dated AS (
    SELECT p.country_a, p.country_b,
           CASE WHEN d.published_on IS NULL THEN NULL ELSE substr(CAST(d.published_on AS VARCHAR), 1, 7) END AS month,
           p.doc_id, p.segment_no
    FROM (SELECT doc_id, published_on FROM documents) AS d
    JOIN pairs AS p ON p.doc_id = d.doc_id
    WHERE p.country_a < p.country_b
),
-- By document first: counting distinct documents would hold every id of every pair.
by_document AS (
    SELECT country_a, country_b, month, doc_id, count(*) AS sentences, min(segment_no) AS segment_no
    FROM dated
    GROUP BY country_a, country_b, month, doc_id
),
counted AS (
    SELECT country_a, country_b, month, sum(sentences) AS sentences, count(*) AS documents,
           min(doc_id || ':' || lpad(CAST(segment_no AS VARCHAR), 10, '0')) AS example_key
    FROM by_document
    GROUP BY country_a, country_b, month
)
SELECT c.country_a, c.country_b, c.month, c.sentences, c.documents,
       s.doc_id AS example_doc_id, s.segment_no AS example_segment_no, s.text AS example
FROM counted AS c
JOIN segments AS s
  ON s.doc_id = split_part(c.example_key, ':', 1)
 AND s.segment_no = CAST(split_part(c.example_key, ':', 2) AS INT)
ORDER BY c.documents DESC, c.sentences DESC, c.country_a, c.country_b, c.month;
