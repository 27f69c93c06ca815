-- What the dashboard's views read, made once when an output folder is opened. One row of `documents` per source file;
-- copies of a document (duplicate_of), and editions that were revised, are listed under documents and counted nowhere else.

CREATE TABLE document AS
SELECT *, duplicate_of IS NULL AND superseded_by IS NULL AND status <> 'skipped' AS live, coalesce(agency_code, agency_name) AS agency
FROM documents;

CREATE TABLE label AS
SELECT doc_id, any_value(source_file ORDER BY live DESC, source_file) AS source_file,
    any_value(agency_code ORDER BY live DESC) AS agency_code, any_value(agency ORDER BY live DESC) AS agency, any_value(fiscal_year ORDER BY live DESC) AS fiscal_year,
    any_value(doc_type ORDER BY live DESC) AS doc_type, any_value(title ORDER BY live DESC) AS title
FROM document GROUP BY doc_id;

-- the result of an indicator, from the most authoritative part of its report
CREATE TABLE result AS
SELECT kpi_id, source_file, achieved_raw, achieved_value, achieved_unit, score, target_raw
FROM results
WHERE kpi_id IS NOT NULL AND source <> 'prior_year'
QUALIFY row_number() OVER (
    PARTITION BY source_file, kpi_id
    ORDER BY list_position(['result_summary', 'score_table', 'result_detail'], source), page, line
) = 1;

-- one row per indicator and document; an indicator that linking gave no id stands for itself
CREATE TABLE panel AS
SELECT
    coalesce(k.indicator_id, k.kpi_id) AS measure, k.name, coalesce(k.kr_code_printed, k.kr_code) AS code,
    k.kr_code_source, k.agency_code, d.agency, k.fiscal_year, d.doc_type, k.base, k.component_no, k.item_no,
    coalesce(k.target_raw, r.target_raw) AS target_raw, k.target_op, k.target_value, k.target_unit, k.weight,
    k.role, k.lead_agencies, k.units, k.policy_codes, r.achieved_raw, r.achieved_value, r.achieved_unit, r.score,
    CASE WHEN r.achieved_raw IS NOT NULL THEN o.met END AS met,
    k.confidence, k.flags, k.source_file, k.page, k.line, k.doc_id, k.kpi_id
FROM kpis k
JOIN document d ON d.source_file = k.source_file AND d.live
LEFT JOIN result r ON r.kpi_id = k.kpi_id AND r.source_file = k.source_file
LEFT JOIN outcomes o ON o.indicator_id = k.indicator_id AND o.agency_code IS NOT DISTINCT FROM k.agency_code
    AND o.fiscal_year IS NOT DISTINCT FROM k.fiscal_year;

CREATE TABLE measure AS
SELECT
    p.measure, coalesce(any_value(i.name), max_by(p.name, p.fiscal_year)) AS name,
    coalesce(any_value(i.kr_code), mode(p.code)) AS code, list_sort(list_distinct(list(p.agency_code))) AS agencies,
    list_sort(list_distinct(list(p.fiscal_year))) AS years, list_sort(list_distinct(list(p.base))) AS bases,
    max_by(p.target_raw, p.fiscal_year) AS latest_target, count(DISTINCT p.source_file) AS documents,
    count(*) FILTER (WHERE p.achieved_raw IS NOT NULL) AS results,
    list_sort(list_distinct(list_concat(list(p.name), coalesce(any_value(i.aliases), [])))) AS names,
    list_sort(list_distinct(flatten(list(p.policy_codes)))) AS policies
FROM panel p LEFT JOIN indicators i ON i.indicator_id = p.measure
GROUP BY p.measure;

-- the lines of plans; a project's first line is counted, with the amount of the view `budget`, and so is a project that
-- is printed only beside an indicator
CREATE TABLE project AS
SELECT p.* EXCLUDE (budget_baht), d.agency, d.doc_type, b.project_id IS NOT NULL AS counted,
    CASE WHEN b.project_id IS NULL THEN p.budget_baht ELSE b.budget_baht END AS budget_baht
FROM plans p
JOIN document d ON d.source_file = p.source_file AND d.live
LEFT JOIN budget b ON b.source_file = p.source_file AND b.name = p.project AND p.row_kind = 'item'
    AND b.page IS NOT DISTINCT FROM p.page AND b.line IS NOT DISTINCT FROM p.line
    AND b.bbox IS NOT DISTINCT FROM p.bbox
QUALIFY row_number() OVER (PARTITION BY p.source_file, p.row_key, b.project_id) = 1;

INSERT INTO project BY NAME
SELECT * EXCLUDE (project_id, name, sections, seqs, budget_conflict, programmes, outputs, okr_codes, kpi_ids, programme),
    name AS project, 'kpi_table' AS section, 'item' AS row_kind, project_id AS row_key, TRUE AS counted
FROM budget WHERE sections = ['kpi_table'];

CREATE TABLE rubric AS
SELECT coalesce(k.indicator_id, k.kpi_id) AS measure, r.fiscal_year, r.agency_code, r.level, r."group",
    r.threshold_raw, r.criterion, r.score, r.scale_score, r.source_file, r.page, r.line, r.flags, r.kpi_id
FROM rubrics r
JOIN document d ON d.source_file = r.source_file AND d.live
JOIN kpis k ON k.kpi_id = r.kpi_id AND k.source_file = r.source_file;

CREATE TABLE finding AS
SELECT f.* EXCLUDE (evidence), x.agencies, x.years, x.labels
FROM findings f
JOIN (SELECT finding_id, list_sort(list_distinct(list(l.agency_code))) AS agencies,
        list_sort(list_distinct(list(l.fiscal_year))) AS years,
        string_agg(DISTINCT concat_ws(' ', coalesce(l.agency, l.source_file), l.fiscal_year), ', ') AS labels
    FROM (SELECT finding_id, unnest(doc_ids) AS doc_id FROM findings) LEFT JOIN label l USING (doc_id)
    GROUP BY finding_id) x ON x.finding_id = f.finding_id;

-- by itself: it is most of what findings say
CREATE TABLE finding_evidence AS SELECT finding_id, evidence FROM findings;

CREATE TABLE flagged AS
SELECT dataset, source_file, agency_code, fiscal_year, flags FROM counted_rows WHERE flagged;

CREATE TABLE repaired AS
SELECT source_file, count(*) AS repairs FROM repairs GROUP BY source_file;

-- where an indicator of a document stands; its row is read from the files when it is looked at
CREATE TABLE printed AS SELECT kpi_id, row_key, doc_id, source_file, name, page, line, bbox FROM kpis;

CREATE TABLE dictionary AS SELECT * FROM data_dictionary;
