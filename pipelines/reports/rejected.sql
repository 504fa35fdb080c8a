-- What was rejected, and why?
-- Grain: one reason and stage, with the first source it befell.

WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY stage, reason ORDER BY source_uri, record_index) AS n
    FROM rejects
)
SELECT stage, reason, count(*) AS records, count(DISTINCT source_uri) AS sources,
       max(CASE WHEN n = 1 THEN source_uri END)   AS first_source,
       max(CASE WHEN n = 1 THEN record_index END) AS first_record,
       max(CASE WHEN n = 1 THEN detail END)       AS detail
FROM ranked
GROUP BY stage, reason
ORDER BY records DESC, stage, reason;
