-- The figures that people are shown: report, dashboard, `phaen query` and `phaen.open` all take them from these views,
-- so that they cannot disagree. A document given again (duplicate_of), or of which a revised
-- edition is there (superseded_by), counts in none of them but `document_counts` and `dataset_counts`.
-- `counted_rows` (a row per row of the datasets that are counted, with its flags) is made from the schema.

-- every project of every document once; a sum over budget_baht is the sum of the printed projects
-- `agency`: the office's abbreviation, or the printed name of one that has none, so that bodies are never added together
CREATE VIEW budget AS
SELECT p.*, coalesce(p.agency_code, d.agency_name) AS agency, coalesce(nullif(array_to_string(p.programmes, ' + '), ''), NULL) AS programme, d.doc_type
FROM projects p JOIN documents d ON d.source_file = p.source_file AND d.duplicate_of IS NULL
    AND d.superseded_by IS NULL;

-- lines of plans whose amount is printed and could not be read: no sum has them
CREATE VIEW unread_budgets AS
SELECT p.agency_code, coalesce(p.agency_code, d.agency_name) AS agency, p.fiscal_year, count(*) AS lines
FROM plans p JOIN documents d ON d.source_file = p.source_file AND d.duplicate_of IS NULL AND d.superseded_by IS NULL
WHERE p.row_kind = 'item' AND p.budget_status = 'amount' AND p.budget_baht IS NULL GROUP BY ALL;

-- `unread`: such lines of the agency and year, whose money `baht` lacks
CREATE VIEW budget_by_agency AS
SELECT b.agency_code, b.agency, b.fiscal_year, count(*) AS projects, count(b.budget_baht) AS with_budget,
    count(*) FILTER (WHERE b.budget_conflict) AS conflicts, coalesce(any_value(u.lines), 0) AS unread,
    sum(b.budget_baht) AS baht
FROM budget b LEFT JOIN unread_budgets u
    ON u.agency IS NOT DISTINCT FROM b.agency AND u.fiscal_year IS NOT DISTINCT FROM b.fiscal_year
GROUP BY b.agency_code, b.agency, b.fiscal_year ORDER BY b.agency_code, b.agency, b.fiscal_year;

-- a project of two policies stands under both: the policies of an agency do not add up to its budget
CREATE VIEW budget_by_policy AS
SELECT policy_code, agency_code, agency, fiscal_year, count(*) AS projects, count(budget_baht) AS with_budget,
    sum(budget_baht) AS baht
FROM (SELECT unnest(policy_codes) AS policy_code, * FROM budget)
GROUP BY policy_code, agency_code, agency, fiscal_year ORDER BY policy_code, agency_code, fiscal_year;

-- projects of several programmes stand under their names joined: their money cannot be told apart
CREATE VIEW budget_by_programme AS
SELECT programme, agency_code, agency, fiscal_year, count(*) AS projects, sum(budget_baht) AS baht
FROM budget GROUP BY programme, agency_code, agency, fiscal_year ORDER BY programme, agency_code, fiscal_year;

CREATE VIEW finding_counts AS
SELECT rule, severity, count(*) AS findings FROM findings GROUP BY rule, severity ORDER BY rule, severity;

CREATE VIEW status_counts AS
SELECT status, count(*) AS documents FROM documents GROUP BY status ORDER BY status;

-- indicators with a reported result: how many met their target, how many missed it, of how many it cannot be said
CREATE VIEW outcome_counts AS
SELECT agency_code, fiscal_year, count(*) FILTER (WHERE met) AS met, count(*) FILTER (WHERE NOT met) AS missed,
    count(*) FILTER (WHERE met IS NULL) AS unknown, count(*) AS total
FROM outcomes WHERE achieved_raw IS NOT NULL
GROUP BY agency_code, fiscal_year ORDER BY agency_code, fiscal_year;

-- targets of an indicator and agency that are not the same in two years; `next`: no year between the two has a target.
-- A dash is no target. Where neither is a figure (a date, a sentence), the printed words are compared.
CREATE VIEW target_changes AS
WITH told AS (SELECT *, coalesce(agency_code, '') AS office FROM outcomes
    WHERE regexp_matches(target_raw, '[^\s.–—-]') AND fiscal_year IS NOT NULL)
SELECT a.indicator_id, b.name, a.agency_code, a.fiscal_year AS from_year, b.fiscal_year AS to_year,
    a.target_raw AS before, b.target_raw AS after,
    CASE WHEN a.target_unit IS NOT DISTINCT FROM b.target_unit THEN b.target_value - a.target_value END AS difference,
    NOT EXISTS (FROM told c WHERE c.indicator_id = a.indicator_id AND c.office = a.office
        AND c.fiscal_year > a.fiscal_year AND c.fiscal_year < b.fiscal_year) AS next
FROM told a JOIN told b ON b.indicator_id = a.indicator_id AND b.office = a.office AND b.fiscal_year > a.fiscal_year
WHERE a.target_value IS DISTINCT FROM b.target_value OR a.target_max IS DISTINCT FROM b.target_max
    OR (a.target_value IS NULL AND b.target_value IS NULL
        AND regexp_replace(a.target_raw, '\s', '', 'g') <> regexp_replace(b.target_raw, '\s', '', 'g'))
ORDER BY b.name, a.agency_code, a.fiscal_year, b.fiscal_year;

-- files whose very bytes were given before say nothing new
CREATE VIEW dataset_counts AS
SELECT r.dataset, count(*) AS rows, count(*) FILTER (WHERE r.flagged) AS flagged
FROM counted_rows r JOIN documents d ON d.source_file = r.source_file AND d.duplicate_of IS DISTINCT FROM d.doc_id
GROUP BY r.dataset;

CREATE VIEW document_counts AS
SELECT d.source_file, d.doc_id, d.agency_code, d.fiscal_year, d.status, count(r.dataset) AS rows,
    count(*) FILTER (WHERE r.flagged) AS flagged
FROM documents d LEFT JOIN counted_rows r ON r.source_file = d.source_file
GROUP BY ALL ORDER BY d.source_file;
