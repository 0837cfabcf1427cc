-- name: award_structure
-- about: The awards of a year split by recipient, position, honour, level and kind, and the share of direct workers.
-- grain: one row per dimension and code
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: dimension VARCHAR [recipient_kind, position_group, honour, level, kind_of_commendation, direct],
--          code VARCHAR [of the dimension; of direct: direct, other; NULL when not known],
--          granted INTEGER [recipients, less revoked], total INTEGER [recipients of the dimension],
--          share DECIMAL(18,2) [percent of total; NULL when total is 0],
--          share_hi DECIMAL(18,2) [percent, if all unknown ones belong to the part; NULL for the unknown part]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), granted_files as (
    select f.*
    from award_files($year::integer, $year::integer, $known_at::date) f
    semi join units using (unit_code)
    where f.net <> 0
), parts(dimension_no, dimension, code, net) as (
    select 1, 'recipient_kind', recipient_kind, net from granted_files
    union all
    select 2, 'position_group', position_group, net from granted_files where recipient_kind = 'individual'
    union all
    select 3, 'honour', honour_code, net from granted_files
    union all
    select 4, 'level', level, net from granted_files
    union all
    select 5, 'kind_of_commendation', kind_of_commendation, net from granted_files
    union all
    -- Diplomas and certificates of merit, of whatever level.
    select 6, 'direct', case when direct then 'direct' when not direct then 'other' end, net
    from granted_files
    where recipient_kind = 'individual' and (starts_with(honour_code, 'bang_khen') or starts_with(honour_code, 'giay_khen'))
), counted as (
    select dimension_no, dimension, code, sum(net)::hugeint as granted
    from parts
    group by all
), totals as (
    select *,
        sum(granted) over of_dimension as total,
        coalesce(sum(granted) filter (code is null) over of_dimension, 0) as unknown
    from counted
    window of_dimension as (partition by dimension)
)
select
    dimension, code, granted::integer as granted, total::integer as total,
    count_percent(granted, total) as share,
    case when code is not null then count_percent(granted + unknown, total) end as share_hi
from totals
order by dimension_no, granted desc, code nulls last
