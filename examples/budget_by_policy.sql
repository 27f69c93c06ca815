-- Budget per policy code of the governor (DuckDB):
--     phaen query - < examples/budget_by_policy.sql
-- A plan prints many projects twice, in a table of its own and in a summary: each counts once per document.
WITH lines AS (
    SELECT DISTINCT ON (source_file, regexp_replace(project, '[\s-]', '', 'g'))
        fiscal_year, project, budget_baht, policy_codes
    FROM plans
    WHERE source_file IN (SELECT source_file FROM documents WHERE duplicate_of IS NULL)
        AND row_kind = 'item' AND section <> 'potential' AND project IS NOT NULL
    ORDER BY source_file, regexp_replace(project, '[\s-]', '', 'g'), budget_baht NULLS LAST
)
SELECT
    fiscal_year, code AS policy_code, count(*) AS projects,
    count(budget_baht) AS with_amount, sum(budget_baht) AS baht
FROM (SELECT fiscal_year, budget_baht, unnest(policy_codes) AS code FROM lines)
GROUP BY ALL
ORDER BY fiscal_year, baht DESC NULLS LAST, policy_code;
