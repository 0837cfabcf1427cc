-- name: coverage_by_kind
-- about: How many of the expected units sent each kind of data about a window.
-- grain: one row per kind of data
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, reports_due DATE [optional; without it nothing is late],
--         known_at DATE [rows reported up to this day]
-- returns: kind VARCHAR [actuals, registrations, awards, exemplars, participations, activities],
--          expected_units INTEGER, received_units INTEGER [on_time_units + late_units], on_time_units INTEGER,
--          late_units INTEGER, row_count INTEGER [rows of the expected units, corrections included],
--          missing_units VARCHAR[] [short names in the tree's order]
with kinds(kind, kind_no) as (
    values ('actuals', 1), ('registrations', 2), ('awards', 3), ('exemplars', 4), ('participations', 5), ('activities', 6)
), expected as (
    from plan_units($plan_id, $data_to::date, $data_to::date)
    where reports
), rows_sent as (
    from window_rows($data_from::date, $data_to::date, $known_at::date)
    where kind <> 'participations'
    union all by name
    -- Who joined a movement tells it once, often years before the window.
    select unit_code, 'participations' as kind, reported_on
    from participation
    where coalesce(joined_on, reported_on) <= $data_to::date and reported_on <= $known_at::date
), received as (
    select unit_code, kind, min(reported_on) as first_reported_on, count(*) as row_count
    from rows_sent
    group by unit_code, kind
)
select
    k.kind,
    count(e.unit_code)::integer as expected_units,
    count(r.unit_code)::integer as received_units,
    (count(r.unit_code) - count(*) filter (r.first_reported_on > $reports_due::date))::integer as on_time_units,
    count(*) filter (r.first_reported_on > $reports_due::date)::integer as late_units,
    coalesce(sum(r.row_count), 0)::integer as row_count,
    coalesce(list(e.short_name order by e.position, e.unit_code) filter (e.unit_code is not null and r.unit_code is null), [])
        as missing_units
from kinds k
left join expected e on true
left join received r on r.unit_code = e.unit_code and r.kind = k.kind
group by k.kind, k.kind_no
order by k.kind_no
