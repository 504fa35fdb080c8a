-- langid: the language of each document that is no exact duplicate.
--
-- In:  documents of one shard; duplicates among them.
-- Out: languages, one row per document.

CREATE TABLE guesses AS
SELECT doc_id, langid_document(text) AS guess
FROM documents
WHERE doc_id NOT IN (SELECT doc_id FROM duplicates WHERE kind = 'exact');

INSERT INTO languages
SELECT
    doc_id,
    guess['language']   AS language,
    guess['script']     AS script,
    guess['confidence'] AS confidence,
    guess['is_mixed']   AS is_mixed,
    guess['shares']     AS shares
FROM guesses
ORDER BY doc_id;
