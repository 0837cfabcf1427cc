-- name: sources
-- about: The files that the warehouse was loaded from.
-- grain: one row per file
-- params: none
-- returns: file_id INTEGER, name VARCHAR [relative to the workspace], kind VARCHAR, load_no INTEGER [position in the ledger],
--          row_count INTEGER [rows of the warehouse that came from the file], sha256 VARCHAR
with loaded_rows as (
    select file_id from plan
    union all select file_id from org_unit
    union all select file_id from unit_change
    union all select file_id from actual
    union all select file_id from registration
    union all select file_id from award
    union all select file_id from score
    union all select file_id from exemplar
    union all select file_id from participation
    union all select file_id from activity
    union all select file_id from follow_up
    union all select file_id from fund_entry
    union all select file_id from initiative
    union all select file_id from vote
    union all select file_id from headcount
    union all select file_id from assessed_verdict
    union all select file_id from review_release
), counted as (
    select file_id, count(*) as row_count
    from loaded_rows
    group by file_id
)
select
    f.file_id, f.name, f.kind, f.load_no, coalesce(c.row_count, 0)::integer as row_count, f.sha256
from source_file f
left join counted c using (file_id)
order by f.load_no, f.file_id
