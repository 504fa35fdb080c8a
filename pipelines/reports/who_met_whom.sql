-- Who met, called or visited whom?
-- Grain: one event of a document that occurred or goes on, however many took part; the thousand latest by its own date.
-- Collectives stand as they are named, not as their members. date is null where the text does not say.

WITH chosen AS (
    SELECT doc_id, event_no, type, realis, medium, level, date_edtf, date_start, date_basis, format_entity_id,
           document_entity_id, place_entity_id, topics, language, rule_id
    FROM events
    WHERE type IN ('meet', 'negotiate', 'multilateral_session', 'call', 'visit', 'host')
      AND realis IN ('occurred', 'ongoing')
    ORDER BY date_start DESC NULLS LAST, doc_id, event_no
    LIMIT 1000
),
who AS (
    SELECT c.doc_id, c.event_no,
           array_to_string(array_sort(array_agg(DISTINCT
                  CASE WHEN p.role IN ('participant', 'signatory', 'ratifier', 'adopter', 'party', 'actor')
                       THEN '' ELSE p.role || ' ' END
                  || coalesce(e.name_en, p.surface)
                  || CASE WHEN p.entity_id NOT LIKE 'country/%' AND p.entity_id <> 'organization/eu'
                          THEN coalesce(' (' || p.country || ')', '') ELSE '' END)), '; ') AS participants
    FROM chosen AS c
    JOIN event_participants AS p ON p.doc_id = c.doc_id AND p.event_no = c.event_no
    LEFT JOIN lexicon_entities AS e ON e.entity_id = p.entity_id
    WHERE p.expanded_from_entity_id IS NULL
    GROUP BY c.doc_id, c.event_no
)
SELECT c.date_edtf AS date, c.date_basis, c.type, c.medium, c.level, w.participants,
       f.name_en AS format, l.name_en AS place, c.language, c.rule_id,
       d.source_uri, d.url, c.doc_id, v.segment_no, s.text AS sentence
FROM chosen AS c
JOIN event_evidence AS v ON v.doc_id = c.doc_id AND v.event_no = c.event_no AND v.evidence_no = 0
JOIN segments AS s ON s.doc_id = v.doc_id AND s.segment_no = v.segment_no
JOIN documents AS d ON d.doc_id = c.doc_id
LEFT JOIN who AS w ON w.doc_id = c.doc_id AND w.event_no = c.event_no
LEFT JOIN lexicon_entities AS f ON f.entity_id = c.format_entity_id
LEFT JOIN lexicon_entities AS l ON l.entity_id = c.place_entity_id
ORDER BY c.date_start DESC NULLS LAST, c.doc_id, c.event_no;
