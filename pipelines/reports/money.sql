-- Which sums of money are named, and where?
-- Grain: one amount of money, with its sentence.

SELECT a.unit AS currency, a.value, a.value_max, a.surface, l.language, d.published_on,
       a.doc_id, a.segment_no, s.text AS sentence
FROM amounts AS a
JOIN segments AS s ON s.doc_id = a.doc_id AND s.segment_no = a.segment_no
JOIN languages AS l ON l.doc_id = a.doc_id
JOIN documents AS d ON d.doc_id = a.doc_id
WHERE a.kind = 'money'
ORDER BY currency, a.value DESC, a.doc_id, a.amount_no;
