-- Who said what about whom?
-- Grain: one quote and one entity that its words name, the speaker apart; of the thousand latest quotes with a speaker.
-- A pronoun names nobody: whom the words mean without a name is not told here.

WITH chosen AS (
    SELECT q.doc_id, q.quote_no, q.segment_no, q.kind, q.char_start, q.char_end, q.surface, q.cue,
           q.speaker_mention_no, q.speaker_entity_id, q.speaker_basis, q.rule_id, h.published_start
    FROM (SELECT doc_id, published_start FROM headers) AS h
    JOIN (SELECT * FROM quotes WHERE speaker_entity_id IS NOT NULL) AS q ON q.doc_id = h.doc_id
    ORDER BY h.published_start DESC NULLS LAST, q.doc_id, q.quote_no
    LIMIT 1000
),
about AS (
    SELECT c.doc_id, c.quote_no, m.entity_id, min(m.mention_no) AS mention_no, max(m.normal) AS normal
    FROM chosen AS c
    JOIN mentions AS m ON m.doc_id = c.doc_id
    WHERE m.entity_id IS NOT NULL
      AND m.outer_mention_no IS NULL
      AND m.entity_id <> c.speaker_entity_id
      AND m.char_start >= c.char_start AND m.char_end <= c.char_end
      AND m.kind IN ('person', 'organization', 'country', 'nationality', 'region', 'format')
    GROUP BY c.doc_id, c.quote_no, m.entity_id
)
SELECT c.published_start AS published, coalesce(e.name_en, n.normal) AS speaker, c.speaker_basis, c.kind, c.cue,
       coalesce(w.name_en, a.normal) AS about, c.surface AS words, l.language,
       c.speaker_entity_id, a.entity_id AS about_entity_id, c.rule_id,
       d.source_uri, d.url, c.doc_id, c.segment_no, s.text AS sentence
FROM chosen AS c
JOIN about AS a ON a.doc_id = c.doc_id AND a.quote_no = c.quote_no
JOIN segments AS s ON s.doc_id = c.doc_id AND s.segment_no = c.segment_no
JOIN documents AS d ON d.doc_id = c.doc_id
JOIN languages AS l ON l.doc_id = c.doc_id
LEFT JOIN mentions AS n ON n.doc_id = c.doc_id AND n.mention_no = c.speaker_mention_no
LEFT JOIN lexicon_entities AS e ON e.entity_id = c.speaker_entity_id
LEFT JOIN lexicon_entities AS w ON w.entity_id = a.entity_id
ORDER BY c.published_start DESC NULLS LAST, c.doc_id, c.quote_no, a.mention_no, a.entity_id;
