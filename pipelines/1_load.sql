-- load: what elchi-load read becomes documents, rejects and removed spans.
--
-- In:  loaded_documents, loaded_rejects, loaded_removed_spans: the records of one shard, as the loader gives them.
-- Out: documents, removed_spans, rejects (one part per shard); duplicates (over all documents).

INSERT INTO documents
SELECT
    doc_id, source_uri, record_index, format, charset,
    url, outlet, title, author, section, published_on,
    text, byte_count, char_count, content_hash
FROM loaded_documents
ORDER BY doc_id NULLS LAST;

INSERT INTO removed_spans
SELECT doc_id, removed_no, rule, char_position, text, replacement
FROM loaded_removed_spans
ORDER BY doc_id, removed_no;

INSERT INTO rejects
SELECT source_uri, record_index, doc_id, 'load' AS stage, reason, detail, byte_start, byte_end, sample
FROM loaded_rejects
ORDER BY source_uri, record_index;

-- Grain: one row per document whose text stands in an earlier one, by doc_id.
INSERT INTO duplicates
SELECT doc_id, first_id AS duplicate_of, 'exact' AS kind, CAST(NULL AS DOUBLE) AS score
FROM (
    SELECT doc_id, min(doc_id) OVER (PARTITION BY content_hash) AS first_id
    FROM documents
)
WHERE doc_id <> first_id
ORDER BY doc_id;
