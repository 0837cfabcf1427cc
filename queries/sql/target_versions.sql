-- name: target_versions
-- about: How targets were adjusted (điều chỉnh kế hoạch): what stood before and after, by which document and when.
-- grain: one row per version of a target after the first that is in force by known_at
-- params: plan_id VARCHAR, known_at DATE
-- returns: target_code VARCHAR, label VARCHAR, unit VARCHAR, position INTEGER, restricted BOOLEAN, part_kind VARCHAR [of_which, component, member; NULL for a chỉ tiêu],
--          version INTEGER [2 and up], version_doc VARCHAR [NULL when the plan file does not name it], version_date DATE [NULL when not given], in_force_from DATE,
--          current BOOLEAN [the version in force on known_at], measure VARCHAR [level, increase, decrease], basis VARCHAR,
--          old_bound VARCHAR, old_lo DECIMAL(24,6) [X, or the lower end of a range; NULL without a number], old_hi DECIMAL(24,6) [NULL but for a range],
--          old_grade VARCHAR [NULL but for a grade], old_due_on DATE [NULL for none],
--          bound VARCHAR, lo DECIMAL(24,6) [as old_lo], hi DECIMAL(24,6) [NULL but for a range], grade VARCHAR [NULL but for a grade], due_on DATE [NULL for none],
--          difference DECIMAL(24,6) [lo - old_lo; NULL without two numbers], first_reported_on DATE [of the first figure about the span; NULL without one],
--          after_first_report BOOLEAN [the adjustment came into force after figures had been reported], quote VARCHAR, place VARCHAR
with versions as (
    select *,
        lag(bound) over each as old_bound, lag(lo) over each as old_lo, lag(hi) over each as old_hi,
        lag(grade) over each as old_grade, lag(due_on) over each as old_due_on,
        last_value(version) over (partition by target_code order by version rows between unbounded preceding and unbounded following) as last_version
    from target
    where plan_id = $plan_id and (version = 1 or in_force_from <= $known_at::date)
    window each as (partition by target_code order by version)
), first_report as (
    select t.target_code, min(a.reported_on) as first_reported_on
    from versions t
    join actual a on a.indicator_code = t.indicator_code and a.period_end between t.span_from and t.span_to
    where t.version = 1 and a.reported_on <= $known_at::date
      and (a.value is not null or a.numerator is not null or a.text_value is not null or a.items is not null)
    group by t.target_code
)
select
    v.target_code, v.label, v.unit, v.position, v.restricted, v.part_kind, v.version, v.version_doc, v.version_date, v.in_force_from,
    v.version = v.last_version as current, v.measure, v.basis, v.old_bound, v.old_lo, v.old_hi, v.old_grade, v.old_due_on,
    v.bound, v.lo, v.hi, v.grade, v.due_on, (v.lo - v.old_lo)::decimal(24,6) as difference, f.first_reported_on,
    coalesce(f.first_reported_on <= v.in_force_from, false) as after_first_report, coalesce(v.corrected, v.quote) as quote, v.place
from versions v
left join first_report f using (target_code)
where v.version > 1
order by v.position, v.target_code, v.version
