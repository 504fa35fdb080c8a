-- segment: each document cut into title, dateline, sentences and residue of the page.
--
-- In:  documents and languages of one shard; known_lines: in a second pass the table repeated_lines of the first one,
--      else nothing.
-- Out: segments, which cover every non-blank code point exactly once.

CREATE TABLE pieces AS
SELECT d.doc_id, segment_page(d.text, l.language, k.line_hashes) AS segments
FROM documents AS d
JOIN languages AS l ON l.doc_id = d.doc_id
LEFT JOIN (
    SELECT outlet, array_agg(line_hash) AS line_hashes -- in any order: segment_page looks them up
    FROM known_lines
    GROUP BY outlet
) AS k ON k.outlet = coalesce(d.outlet, replace(split_part(split_part(d.url, '//', 2), '/', 1), 'www.', ''));

INSERT INTO segments
SELECT
    doc_id,
    s['segment_no']          AS segment_no,
    s['paragraph_no']        AS paragraph_no,
    s['kind']                AS kind,
    s['quote_no']            AS quote_no,
    s['rule']                AS rule,
    s['char_start']          AS char_start,
    s['char_end']            AS char_end,
    s['text']                AS text,
    s['language']            AS language,
    s['language_confidence'] AS language_confidence,
    s['script']              AS script
FROM (SELECT doc_id, unnest(segments) AS s FROM pieces)
ORDER BY doc_id, segment_no;
