-- What a person is asked to look at. `doubted` (a row per typed row that has a flag) is made from the schema.

-- documents of which not all was read: `error` says where, and what to do next
CREATE TABLE unread_document AS
SELECT source_file, doc_id, agency_code, fiscal_year, status, error, tables, tables_read
FROM document WHERE status IN ('partial', 'failed') ORDER BY status <> 'failed', coverage, source_file;

-- one question for all rows of a document's dataset that one flag doubts
CREATE TABLE doubt AS
SELECT source_file, dataset, flag, count(*) AS rows, min(confidence) AS confidence,
    arg_min(page, (confidence, row_key)) AS page, arg_min(line, (confidence, row_key)) AS line,
    any_value(agency_code) AS agency_code, any_value(fiscal_year) AS fiscal_year
FROM (SELECT *, unnest(flags) AS flag FROM doubted WHERE decided_by IS NULL)
WHERE flag NOT IN ('duplicate_document', 'superseded_document')
GROUP BY source_file, dataset, flag;

CREATE TABLE counted AS SELECT dataset, source_file, flagged FROM counted_rows;

CREATE TABLE findings_told AS SELECT finding_id, doc_ids FROM findings;

CREATE TABLE outcomes_told AS SELECT * FROM outcomes;

CREATE TABLE agency_told AS SELECT * FROM agencies;
