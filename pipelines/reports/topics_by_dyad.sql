-- Which topics stand in one sentence with which two countries?
-- Grain: one pair of countries (alphabetical) and topic, over all months of topic_months.
-- A document has one month of publication, so that documents of different months add up.

WITH counted AS (
    SELECT country_a, country_b, topic, sum(segment_count) AS sentences, sum(document_count) AS documents,
           min(month) AS first_month, max(month) AS last_month,
           min(example_doc_id || ':' || lpad(CAST(example_segment_no AS VARCHAR), 10, '0')) AS example_key
    FROM topic_months
    WHERE country_b IS NOT NULL
    GROUP BY country_a, country_b, topic
)
SELECT c.country_a, c.country_b, c.topic, c.sentences, c.documents, c.first_month, c.last_month,
       d.source_uri, d.url, s.doc_id AS example_doc_id, s.segment_no AS example_segment_no, s.text AS example
FROM counted AS c
JOIN segments AS s
  ON s.doc_id = split_part(c.example_key, ':', 1)
 AND s.segment_no = CAST(split_part(c.example_key, ':', 2) AS INT)
JOIN documents AS d ON d.doc_id = s.doc_id
ORDER BY c.documents DESC, c.sentences DESC, c.country_a, c.country_b, c.topic;
