-- Who promised or gave how much money to whom, and for what?
-- Grain: one sum of money of one event (pledge, aid) that is not negated or cancelled; the thousand largest of each currency.
-- Sums of different currencies are not compared: there are no rates of exchange here.

WITH promised AS (
    SELECT doc_id, event_no, type, realis, date_edtf, topics, language, rule_id, unnest(amount_nos) AS amount_no
    FROM events
    WHERE type IN ('pledge', 'aid') AND realis NOT IN ('negated', 'cancelled')
),
ranked AS (
    SELECT p.doc_id, p.event_no, p.amount_no, p.type, p.realis, p.date_edtf, p.topics, p.language, p.rule_id,
           a.segment_no, a.unit, a.value, a.value_max, a.surface,
           row_number() OVER (PARTITION BY a.unit ORDER BY a.value DESC, p.doc_id, p.event_no, p.amount_no) AS place
    FROM promised AS p
    JOIN amounts AS a ON a.doc_id = p.doc_id AND a.amount_no = p.amount_no
    WHERE a.kind = 'money'
),
chosen AS (
    SELECT * FROM ranked WHERE place <= 1000
),
named AS (
    SELECT DISTINCT c.doc_id, c.event_no, p.role,
           coalesce(e.name_en, p.surface)
           || CASE WHEN p.entity_id NOT LIKE 'country/%' AND p.entity_id <> 'organization/eu'
                          THEN coalesce(' (' || p.country || ')', '') ELSE '' END AS name
    FROM chosen AS c
    JOIN event_participants AS p ON p.doc_id = c.doc_id AND p.event_no = c.event_no
    LEFT JOIN lexicon_entities AS e ON e.entity_id = p.entity_id
    WHERE p.expanded_from_entity_id IS NULL
),
who AS (
    SELECT doc_id, event_no,
           array_to_string(array_sort(array_agg(name) FILTER (WHERE role = 'giver')), '; ')    AS givers,
           array_to_string(array_sort(array_agg(name) FILTER (WHERE role = 'receiver')), '; ') AS receivers
    FROM named
    GROUP BY doc_id, event_no
)
SELECT c.unit AS currency, c.value, c.value_max, c.surface, w.givers, w.receivers,
       array_to_string(c.topics, '; ') AS topics, c.type, c.realis, c.date_edtf AS date, c.language, c.rule_id,
       d.source_uri, d.url, c.doc_id, c.segment_no, s.text AS sentence
FROM chosen AS c
JOIN segments AS s ON s.doc_id = c.doc_id AND s.segment_no = c.segment_no
JOIN documents AS d ON d.doc_id = c.doc_id
LEFT JOIN who AS w ON w.doc_id = c.doc_id AND w.event_no = c.event_no
ORDER BY currency, c.value DESC, c.doc_id, c.event_no, c.amount_no;
