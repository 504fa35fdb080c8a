-- How often do two countries take part in one event, by month and type?
-- Grain: one pair of countries (alphabetical), month and type of event; see the table dyad_months.
-- example: the first telling of one of the events.

SELECT m.country_a, m.country_b, m.month, m.month_basis, m.event_type, m.event_count, m.document_count,
       m.from_collective_count, m.example_event_id,
       d.source_uri, d.url, v.doc_id AS example_doc_id, v.segment_no AS example_segment_no, s.text AS example
FROM dyad_months AS m
JOIN event_evidence AS v
  ON v.doc_id = split_part(m.example_event_id, '-', 1)
 AND v.event_no = CAST(split_part(m.example_event_id, '-', 2) AS INT)
 AND v.evidence_no = 0
JOIN segments AS s ON s.doc_id = v.doc_id AND s.segment_no = v.segment_no
JOIN documents AS d ON d.doc_id = v.doc_id
ORDER BY m.country_a, m.country_b, m.month, m.month_basis, m.event_type;
