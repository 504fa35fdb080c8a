-- Which sums of money are named, and where?
-- Grain: one amount of money, with its sentence; the thousand largest of each currency.
-- Sums of different currencies are not compared: there are no rates of exchange here.

WITH ranked AS (
    SELECT doc_id, amount_no, segment_no, unit, value, value_max, surface,
           row_number() OVER (PARTITION BY unit ORDER BY value DESC, doc_id, amount_no) AS place
    FROM amounts
    WHERE kind = 'money'
),
largest AS (
    SELECT * FROM ranked WHERE place <= 1000
)
SELECT a.unit AS currency, a.value, a.value_max, a.surface, l.language, d.published_on,
       a.doc_id, a.segment_no, s.text AS sentence
FROM largest AS a
JOIN segments AS s ON s.doc_id = a.doc_id AND s.segment_no = a.segment_no
JOIN languages AS l ON l.doc_id = a.doc_id
JOIN documents AS d ON d.doc_id = a.doc_id
ORDER BY currency, a.value DESC, a.doc_id, a.amount_no;
