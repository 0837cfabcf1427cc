-- name: index_ranks
-- about: Indices, ranks and grades by year as they were published, with the change against the year before.
-- grain: one row per index, rank or grade that a target of the plan asks for, and year told or due
-- params: plan_id VARCHAR, known_at DATE [published up to this day]
-- returns: indicator_code VARCHAR, indicator_name VARCHAR, short_name VARCHAR, nature VARCHAR [index, rank, grade], unit_code VARCHAR,
--          year INTEGER [that it is about], score DECIMAL(24,6) [of an index; NULL when not published, or when only a rank or a grade is],
--          rank INTEGER [1 is best; NULL when not given], ranked INTEGER [units in the ranking; NULL when not given], grade VARCHAR [NULL when not given],
--          published_on DATE [day of the report; NULL when not published], expected_on DATE [NULL when published or not stated],
--          score_change DECIMAL(24,6) [points; NULL without both years], rank_change INTEGER [places gained, lost below 0; NULL without both years],
--          grade_change INTEGER [steps up, down below 0; NULL without both years], change_reason VARCHAR [why years are not compared, Vietnamese; NULL otherwise]
with asked as (
    select t.indicator_code, t.unit_code, any_value(i.name) as indicator_name, any_value(i.short_name) as short_name, any_value(i.nature) as nature,
        any_value(i.grades) as grades, min(t.position) as position, arg_max(t.due_on, t.version) as due_on, arg_max(t.span_to, t.version) as span_to,
        any_value(p.starts_on) as starts_on, any_value(p.ends_on) as ends_on
    from target t
    join plan p using (plan_id)
    join indicator i using (indicator_code)
    where t.plan_id = $plan_id and i.nature in ('index', 'rank', 'grade') and not t.restricted
        and t.bound is distinct from 'text' -- a demand in words that is answered in words is no grade
    group by t.indicator_code, t.unit_code
), published as (
    -- Of a year the best report of its last period. A rank stands below the line of the index, or is the value itself.
    select q.*, year_of(a.period_end) as year, a.definition, a.reported_on,
        case when q.nature = 'index' then a.value end as score,
        case when q.nature = 'rank' then coalesce(a.value, a.numerator) when q.nature = 'index' then a.numerator end as place,
        case when q.nature <> 'grade' then a.denominator end as ranked,
        case when q.nature = 'grade' then a.text_value end as grade
    from asked q
    join actual a on a.indicator_code = q.indicator_code and a.unit_code = q.unit_code
    -- what another unit told under the code is not this one's
    left join unit_stretches() s on s.unit_code = a.unit_code and q.ends_on >= s.since and q.ends_on <= s.until
    where a.reported_on <= $known_at::date and a.measure = 'level' and (a.value is not null or a.numerator is not null or a.text_value is not null)
        and (s.unit_code is null or a.period_end between s.since and s.until)
    qualify row_number() over (partition by q.indicator_code, q.unit_code, year_of(a.period_end)
        order by a.period_end desc, report_order(a.status, a.reported_on, a.load_no, a.row_no) desc) = 1
), years as (
    select indicator_code, unit_code, year from published
    union
    select indicator_code, unit_code, y
    from asked, unnest(range(year_of(starts_on), least(year_of(ends_on), year_of($known_at::date)) + 1)) as t(y)
), beside as (
    select q.*, y.year, p.score, p.place, p.ranked, p.grade, p.definition, p.reported_on,
        l.score as last_score, l.place as last_place, l.ranked as last_ranked, l.grade as last_grade, l.definition as last_definition, l.year as last_year
    from years y
    join asked q using (indicator_code, unit_code)
    left join published p using (indicator_code, unit_code, year)
    left join published l on l.indicator_code = y.indicator_code and l.unit_code = y.unit_code and l.year = y.year - 1
), compared as (
    select *,
        case when reported_on is null then null
             when last_year is null then 'chưa có số liệu năm ' || (year - 1)
             when definition <> last_definition then definitions_text(last_definition, definition, definition)
             when ranked <> last_ranked then concat('khác số đơn vị được xếp hạng: ', last_ranked::integer, ' và ', ranked::integer) end as change_reason,
        coalesce(definition = last_definition, false) as is_alike
    from beside
)
select
    indicator_code, indicator_name, short_name, nature, unit_code, year::integer as year, score::decimal(24,6) as score,
    place::integer as rank, ranked::integer as ranked, grade, reported_on as published_on,
    case when reported_on is null then (due_on + to_years((year - year_of(span_to))::integer))::date end as expected_on,
    case when is_alike then (score - last_score)::decimal(24,6) end as score_change,
    -- lower is better, in a field of the same size only
    case when is_alike and ranked is not distinct from last_ranked then last_place - place end::integer as rank_change,
    case when is_alike then list_position(grades, grade) - list_position(grades, last_grade) end::integer as grade_change,
    change_reason
from compared
order by position, indicator_code, unit_code, year
