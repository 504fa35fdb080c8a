-- aggregate: what is true of the whole dataset, computed anew in each run.
--
-- In:  all tables of the stages before; lexicon_entities, the registers of lang/shared.
-- Out: repeated_lines, entity_merges, entities, entity_names, dyad_months, actor_months, topic_months, language_profile, accounting.
--
-- What keeps memory bounded, whatever the size of the dataset:
-- a join holds one side in memory, so that side is a register or one short row per document;
-- two large tables meet by UNION ALL and GROUP BY instead, which can spill;
-- documents are counted by grouping by document first: counting distinct ones would hold every id of every group;
-- pairs come from unnesting a list twice, one list per event or segment.

-- Grain: one row per line that stands on at least 5 pages of an outlet, and on a tenth of them.
-- An outlet without a name is the site of the address.
INSERT INTO repeated_lines
WITH pages AS (
    SELECT doc_id,
           coalesce(outlet, replace(split_part(split_part(url, '//', 2), '/', 1), 'www.', '')) AS outlet,
           text
    FROM documents
    WHERE outlet IS NOT NULL OR strpos(url, '//') > 0
),
counted AS (
    SELECT outlet, count(*) AS page_count
    FROM pages
    GROUP BY outlet
),
lines AS (
    SELECT outlet, l['line_hash'] AS line_hash, min(l['line']) AS sample, count(*) AS document_count
    FROM (SELECT outlet, unnest(page_lines(text)) AS l FROM pages)
    GROUP BY outlet, l['line_hash']
)
SELECT l.outlet, l.line_hash, l.document_count, l.sample
FROM counted AS c
JOIN lines AS l ON l.outlet = c.outlet
WHERE l.document_count >= 5 AND l.document_count * 10 >= c.page_count
ORDER BY outlet, line_hash;

-- Grain: one row per provisional person who goes by the name of another one.
-- A person has one full name (the longest; initials are none) and one key: the country of all offices, or, where that
-- is not one country, the office itself. So the groups are disjoint, and none needs a closure.
INSERT INTO entity_merges
WITH told AS (
    SELECT entity_id, doc_id,
           lpad(CAST(character_length(normal) AS VARCHAR), 6, '0') || normal || chr(9) || language AS name_key,
           CAST(NULL AS VARCHAR) AS country,
           CAST(NULL AS VARCHAR) AS office
    FROM mentions
    WHERE entity_id LIKE 'person/~%' AND strpos(normal, ' ') > 0 AND strpos(normal, '.') = 0
    UNION ALL
    SELECT p.person_entity_id, p.doc_id, CAST(NULL AS VARCHAR),
           CASE WHEN p.of_entity_id LIKE 'country/%' THEN upper(split_part(p.of_entity_id, '/', 2)) ELSE e.country END,
           p.office || ' ' || p.of_entity_id
    FROM lexicon_entities AS e
    RIGHT JOIN (
        SELECT doc_id, person_entity_id, of_entity_id, office
        FROM positions
        WHERE person_entity_id LIKE 'person/~%' AND of_entity_id IS NOT NULL
    ) AS p ON p.of_entity_id = e.entity_id
),
people AS (
    SELECT entity_id, min(doc_id) AS doc_id, substr(max(name_key), 7) AS full_name, min(office) AS office,
           CASE WHEN min(country) = max(country) THEN min(country) ELSE min(office) END AS merge_key
    FROM told
    GROUP BY entity_id
),
grouped AS (
    SELECT entity_id, doc_id, office,
           min(entity_id) OVER (PARTITION BY full_name, merge_key) AS into_id,
           first_value(office) OVER (PARTITION BY full_name, merge_key ORDER BY entity_id) AS into_office
    FROM people
    WHERE full_name IS NOT NULL AND merge_key IS NOT NULL
)
SELECT
    entity_id AS from_entity_id,
    into_id   AS entity_id,
    CASE WHEN office = into_office THEN 'same_name_and_office' ELSE 'same_name_and_country' END AS reason,
    doc_id    AS evidence_doc_id
FROM grouped
WHERE entity_id <> into_id
ORDER BY from_entity_id;

-- Grain: one row per entity that a mention names.
-- A provisional id stands in one document, so its merge finds it in a window of a few rows.
INSERT INTO entities
WITH named AS (
    SELECT entity_id, doc_id, count(*) AS mention_count
    FROM mentions
    WHERE entity_id IS NOT NULL
    GROUP BY entity_id, doc_id
),
provisional AS (
    SELECT entity_id, doc_id, mention_count, max(into_id) OVER (PARTITION BY entity_id) AS into_id
    FROM (
        SELECT entity_id, doc_id, mention_count, CAST(NULL AS VARCHAR) AS into_id
        FROM named WHERE entity_id LIKE 'person/~%'
        UNION ALL
        SELECT from_entity_id, CAST(NULL AS VARCHAR), 0, entity_id FROM entity_merges
    )
),
resolved AS (
    SELECT entity_id, doc_id, sum(mention_count) AS mention_count
    FROM (
        SELECT entity_id, doc_id, mention_count FROM named WHERE entity_id NOT LIKE 'person/~%'
        UNION ALL
        SELECT coalesce(into_id, entity_id), doc_id, mention_count FROM provisional WHERE doc_id IS NOT NULL
    )
    GROUP BY entity_id, doc_id
)
SELECT
    m.entity_id,
    split_part(m.entity_id, '/', 1) AS kind,
    max(e.name_en)                  AS name_en,
    max(e.country)                  AS country,
    max(e.wikidata)                 AS wikidata,
    sum(m.mention_count)            AS mention_count,
    count(*)                        AS document_count,
    min(d.published_on)             AS first_on,
    max(d.published_on)             AS last_on
FROM (
    SELECT doc_id, CASE WHEN published_start = published_end THEN published_start END AS published_on FROM headers
) AS d
JOIN resolved AS m ON m.doc_id = d.doc_id
LEFT JOIN lexicon_entities AS e ON e.entity_id = m.entity_id
GROUP BY m.entity_id
ORDER BY m.entity_id;

-- Grain: one row per entity, language and normal form; merged people as in entities.
INSERT INTO entity_names
WITH named AS (
    SELECT entity_id, language, normal AS name, count(*) AS mention_count
    FROM mentions
    WHERE entity_id IS NOT NULL AND normal IS NOT NULL
    GROUP BY entity_id, language, normal
),
provisional AS (
    SELECT entity_id, language, name, mention_count, max(into_id) OVER (PARTITION BY entity_id) AS into_id
    FROM (
        SELECT entity_id, language, name, mention_count, CAST(NULL AS VARCHAR) AS into_id
        FROM named WHERE entity_id LIKE 'person/~%'
        UNION ALL
        SELECT from_entity_id, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), 0, entity_id FROM entity_merges
    )
)
SELECT entity_id, language, name, sum(mention_count) AS mention_count
FROM (
    SELECT entity_id, language, name, mention_count FROM named WHERE entity_id NOT LIKE 'person/~%'
    UNION ALL
    SELECT coalesce(into_id, entity_id), language, name, mention_count FROM provisional WHERE name IS NOT NULL
)
GROUP BY entity_id, language, name
ORDER BY entity_id, language, name;

-- Grain: one row per pair of countries that took part in one event, month and type.
-- month: of the event's own date; where the text gives none, of publication. A date taken from dateline or metadata
-- is the day of publication. Of near duplicates only the first of each cluster counts.
INSERT INTO dyad_months
WITH published AS (
    SELECT doc_id,
           CASE WHEN substr(CAST(published_start AS VARCHAR), 1, 7) = substr(CAST(published_end AS VARCHAR), 1, 7)
                THEN substr(CAST(published_start AS VARCHAR), 1, 7) END AS month
    FROM headers
    WHERE doc_id NOT IN (SELECT doc_id FROM duplicates WHERE kind = 'near')
),
dated AS (
    SELECT doc_id, event_no, type, date_start, date_end, date_precision,
           date_edtf IS NOT NULL AND date_basis NOT IN ('dateline', 'metadata') AS has_date
    FROM events
    WHERE realis IN ('occurred', 'ongoing')
),
told AS (
    SELECT e.doc_id, e.event_no, e.type AS event_type,
           CASE WHEN e.has_date THEN 'event' ELSE 'published' END AS month_basis,
           CASE WHEN NOT e.has_date THEN p.month
                WHEN e.date_precision IN ('day', 'week')
                  OR substr(CAST(e.date_start AS VARCHAR), 1, 7) = substr(CAST(e.date_end AS VARCHAR), 1, 7)
                THEN substr(CAST(e.date_start AS VARCHAR), 1, 7) END AS month
    FROM published AS p
    JOIN dated AS e ON e.doc_id = p.doc_id
),
-- A country counts as from a collective where nothing else names it in the event.
countries AS (
    SELECT doc_id, event_no, country, bool_and(is_collective) AS from_collective
    FROM event_participants
    WHERE country IS NOT NULL
    GROUP BY doc_id, event_no, country
),
gathered AS (
    SELECT doc_id, event_no, max(event_type) AS event_type, max(month_basis) AS month_basis, max(month) AS month,
           array_agg(named_struct('country', country, 'from_collective', from_collective))
               FILTER (WHERE country IS NOT NULL) AS countries
    FROM (
        SELECT doc_id, event_no, event_type, month_basis, month,
               CAST(NULL AS VARCHAR) AS country, CAST(NULL AS BOOLEAN) AS from_collective
        FROM told
        UNION ALL
        SELECT doc_id, event_no, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR),
               country, from_collective
        FROM countries
    )
    GROUP BY doc_id, event_no
    HAVING event_type IS NOT NULL AND count(country) > 1
),
first AS (
    SELECT doc_id, event_no, event_type, month_basis, month, countries, unnest(countries) AS a FROM gathered
),
pairs AS (
    SELECT doc_id, event_no, event_type, month_basis, month, a, unnest(countries) AS b FROM first
),
by_document AS (
    SELECT a['country'] AS country_a, b['country'] AS country_b, month, month_basis, event_type, doc_id,
           count(*) AS event_count,
           sum(CASE WHEN a['from_collective'] OR b['from_collective'] THEN 1 ELSE 0 END) AS from_collective_count,
           min(event_no) AS event_no
    FROM pairs
    WHERE a['country'] < b['country']
    GROUP BY a['country'], b['country'], month, month_basis, event_type, doc_id
)
SELECT
    country_a,
    country_b,
    month,
    month_basis,
    event_type,
    sum(event_count)           AS event_count,
    count(*)                   AS document_count,
    sum(from_collective_count) AS from_collective_count,
    min(doc_id || '-' || CAST(event_no AS VARCHAR)) AS example_event_id
FROM by_document
GROUP BY country_a, country_b, month, month_basis, event_type
ORDER BY country_a, country_b, month, month_basis, event_type;

-- Grain: one row per actor, month, type of event and role; month as in dyad_months.
-- A participant counts for the person, the body and the country that it stands for, each once in an event and role.
INSERT INTO actor_months
WITH published AS (
    SELECT doc_id,
           CASE WHEN substr(CAST(published_start AS VARCHAR), 1, 7) = substr(CAST(published_end AS VARCHAR), 1, 7)
                THEN substr(CAST(published_start AS VARCHAR), 1, 7) END AS month
    FROM headers
    WHERE doc_id NOT IN (SELECT doc_id FROM duplicates WHERE kind = 'near')
),
dated AS (
    SELECT doc_id, event_no, type, date_start, date_end, date_precision,
           date_edtf IS NOT NULL AND date_basis NOT IN ('dateline', 'metadata') AS has_date
    FROM events
    WHERE realis IN ('occurred', 'ongoing')
),
told AS (
    SELECT e.doc_id, e.event_no, e.type AS event_type,
           CASE WHEN e.has_date THEN 'event' ELSE 'published' END AS month_basis,
           CASE WHEN NOT e.has_date THEN p.month
                WHEN e.date_precision IN ('day', 'week')
                  OR substr(CAST(e.date_start AS VARCHAR), 1, 7) = substr(CAST(e.date_end AS VARCHAR), 1, 7)
                THEN substr(CAST(e.date_start AS VARCHAR), 1, 7) END AS month
    FROM published AS p
    JOIN dated AS e ON e.doc_id = p.doc_id
),
actors AS (
    SELECT doc_id, event_no, role,
           unnest(make_array(
               entity_id,
               person_entity_id,
               organization_entity_id,
               CASE WHEN country = 'EU' THEN 'organization/eu' ELSE 'country/' || lower(country) END
           )) AS entity_id
    FROM event_participants
),
provisional AS (
    SELECT doc_id, event_no, role, entity_id, max(into_id) OVER (PARTITION BY entity_id) AS into_id
    FROM (
        SELECT doc_id, event_no, role, entity_id, CAST(NULL AS VARCHAR) AS into_id
        FROM actors WHERE entity_id LIKE 'person/~%'
        UNION ALL
        SELECT CAST(NULL AS VARCHAR), CAST(NULL AS INT), CAST(NULL AS VARCHAR), from_entity_id, entity_id
        FROM entity_merges
    )
),
resolved AS (
    SELECT DISTINCT doc_id, event_no, role, entity_id
    FROM (
        SELECT doc_id, event_no, role, entity_id FROM actors WHERE entity_id NOT LIKE 'person/~%'
        UNION ALL
        SELECT doc_id, event_no, role, coalesce(into_id, entity_id) FROM provisional WHERE doc_id IS NOT NULL
    )
),
gathered AS (
    SELECT doc_id, event_no, max(event_type) AS event_type, max(month_basis) AS month_basis, max(month) AS month,
           array_agg(named_struct('role', role, 'entity_id', entity_id))
               FILTER (WHERE entity_id IS NOT NULL) AS actors
    FROM (
        SELECT doc_id, event_no, event_type, month_basis, month,
               CAST(NULL AS VARCHAR) AS role, CAST(NULL AS VARCHAR) AS entity_id
        FROM told
        UNION ALL
        SELECT doc_id, event_no, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), role, entity_id
        FROM resolved
    )
    GROUP BY doc_id, event_no
    HAVING event_type IS NOT NULL AND count(entity_id) > 0
),
by_document AS (
    SELECT a['entity_id'] AS entity_id, month, month_basis, event_type, a['role'] AS role, doc_id,
           count(*) AS event_count, min(event_no) AS event_no
    FROM (SELECT doc_id, event_no, event_type, month_basis, month, unnest(actors) AS a FROM gathered)
    GROUP BY a['entity_id'], month, month_basis, event_type, a['role'], doc_id
)
SELECT
    entity_id,
    month,
    month_basis,
    event_type,
    role,
    sum(event_count) AS event_count,
    count(*)         AS document_count,
    min(doc_id || '-' || CAST(event_no AS VARCHAR)) AS example_event_id
FROM by_document
GROUP BY entity_id, month, month_basis, event_type, role
ORDER BY entity_id, month, month_basis, event_type, role;

-- Grain: one row per topic, pair of countries named in one segment with it, and month of publication.
-- A segment that names one country gives a row without the second.
INSERT INTO topic_months
WITH published AS (
    SELECT doc_id,
           CASE WHEN substr(CAST(published_start AS VARCHAR), 1, 7) = substr(CAST(published_end AS VARCHAR), 1, 7)
                THEN substr(CAST(published_start AS VARCHAR), 1, 7) END AS month
    FROM headers
    WHERE doc_id NOT IN (SELECT doc_id FROM duplicates WHERE kind = 'near')
),
gathered AS (
    SELECT doc_id, segment_no,
           array_agg(topic)   FILTER (WHERE topic IS NOT NULL)   AS topics,
           array_agg(country) FILTER (WHERE country IS NOT NULL) AS countries,
           count(country) AS country_count
    FROM (
        SELECT DISTINCT doc_id, segment_no, topic, CAST(NULL AS VARCHAR) AS country FROM topics
        UNION ALL
        SELECT DISTINCT doc_id, segment_no, CAST(NULL AS VARCHAR), upper(split_part(entity_id, '/', 2))
        FROM mentions
        WHERE entity_id LIKE 'country/%' OR entity_id = 'organization/eu'
    )
    GROUP BY doc_id, segment_no
    HAVING count(topic) > 0 AND count(country) > 0
),
by_topic AS (
    SELECT doc_id, segment_no, countries, country_count, unnest(topics) AS topic FROM gathered
),
first AS (
    SELECT doc_id, segment_no, topic, countries, country_count, unnest(countries) AS country_a FROM by_topic
),
pairs AS (
    SELECT doc_id, segment_no, topic, country_a,
           unnest(CASE WHEN country_count = 1 THEN make_array(CAST(NULL AS VARCHAR)) ELSE countries END) AS country_b
    FROM first
),
by_document AS (
    SELECT topic, country_a, country_b, doc_id, count(*) AS segment_count,
           doc_id || ':' || lpad(CAST(min(segment_no) AS VARCHAR), 10, '0') AS example_key
    FROM pairs
    WHERE country_b IS NULL OR country_a < country_b
    GROUP BY topic, country_a, country_b, doc_id
)
SELECT
    topic,
    country_a,
    country_b,
    month,
    'published' AS month_basis,
    segment_count,
    document_count,
    split_part(example_key, ':', 1)              AS example_doc_id,
    CAST(split_part(example_key, ':', 2) AS INT) AS example_segment_no
FROM (
    SELECT t.topic, t.country_a, t.country_b, p.month,
           sum(t.segment_count) AS segment_count, count(*) AS document_count, min(t.example_key) AS example_key
    FROM published AS p
    JOIN by_document AS t ON t.doc_id = p.doc_id
    GROUP BY t.topic, t.country_a, t.country_b, p.month
)
ORDER BY topic, country_a, country_b, month, month_basis;

-- Grain: one row per language and script of documents.
INSERT INTO language_profile
SELECT
    l.language,
    l.script,
    count(*)                                     AS document_count,
    sum(d.char_count)                            AS char_count,
    sum(coalesce(s.segment_count, 0))            AS segment_count,
    sum(coalesce(s.boilerplate_char_count, 0))   AS boilerplate_char_count,
    sum(coalesce(m.mention_count, 0))            AS mention_count,
    sum(coalesce(e.event_count, 0))              AS event_count,
    sum(CASE WHEN l.is_mixed THEN 1 ELSE 0 END)  AS mixed_document_count
FROM languages AS l
JOIN (SELECT doc_id, char_count FROM documents) AS d ON d.doc_id = l.doc_id
LEFT JOIN (
    SELECT
        doc_id,
        count(*) AS segment_count,
        sum(CASE WHEN kind = 'boilerplate' THEN char_end - char_start ELSE 0 END) AS boilerplate_char_count
    FROM segments
    GROUP BY doc_id
) AS s ON s.doc_id = l.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS mention_count FROM mentions GROUP BY doc_id) AS m ON m.doc_id = l.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS event_count FROM events GROUP BY doc_id) AS e ON e.doc_id = l.doc_id
GROUP BY l.language, l.script
ORDER BY l.language, l.script;

-- Grain: one row per stage. input = output + rejected + duplicates, or the run fails.
-- stage_outputs: records that load took in, and documents that came out of each later stage, counted when it ran and
-- kept in the footers of its parts.
INSERT INTO accounting
SELECT 1 AS stage_no, 'load' AS stage,
       o.document_count AS input_count, d.n AS output_count, r.n AS rejected_count, 0 AS duplicate_count
FROM (SELECT count(*) AS n FROM documents) AS d
CROSS JOIN (SELECT document_count FROM stage_outputs WHERE stage = 'load') AS o
CROSS JOIN (SELECT count(*) AS n FROM rejects WHERE stage = 'load') AS r
UNION ALL
SELECT 2, 'langid', d.n, o.document_count, r.n, x.n
FROM (SELECT count(*) AS n FROM documents) AS d
CROSS JOIN (SELECT document_count FROM stage_outputs WHERE stage = 'langid') AS o
CROSS JOIN (SELECT count(*) AS n FROM rejects WHERE stage = 'langid') AS r
CROSS JOIN (SELECT count(*) AS n FROM duplicates WHERE kind = 'exact') AS x
UNION ALL
SELECT 3, 'segment', l.n, o.document_count, r.n, 0
FROM (SELECT count(*) AS n FROM languages) AS l
CROSS JOIN (SELECT document_count FROM stage_outputs WHERE stage = 'segment') AS o
CROSS JOIN (SELECT count(*) AS n FROM rejects WHERE stage = 'segment') AS r
UNION ALL
SELECT 4, 'extract', l.n, o.document_count, r.n, 0
FROM (SELECT count(*) AS n FROM languages) AS l
CROSS JOIN (SELECT document_count FROM stage_outputs WHERE stage = 'extract') AS o
CROSS JOIN (SELECT count(*) AS n FROM rejects WHERE stage = 'extract') AS r
ORDER BY stage_no;
