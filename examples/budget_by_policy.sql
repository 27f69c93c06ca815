-- Budget per policy code of the governor (DuckDB):
--     phaen query - < examples/budget_by_policy.sql
-- A plan prints many projects in several tables: the view budget_by_policy counts each once per document. A project of
-- two policies stands under both.
SELECT
    fiscal_year, policy_code, sum(projects)::INT AS projects,
    sum(with_budget)::INT AS with_amount, sum(baht) AS baht
FROM budget_by_policy
GROUP BY ALL
ORDER BY fiscal_year, baht DESC NULLS LAST, policy_code;
