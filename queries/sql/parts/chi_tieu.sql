-- part: chi_tieu
-- about: The chỉ tiêu of a plan as they are counted (semantics 3): rows with the same counts_as are one, exceeded only when
--   every one is; parts "trong đó" and texts are none. Each stands where its first line does.
-- uses: outcome
outcomes as materialized (
    select o.target_code, o.part_of, o.part_kind, o.bound, t.counts_as, t.sector_code, t.owner, t.unit_code, t.span, t.span_from, t.span_to, o.position, t.headline, o.verdict, o.standing,
        o.verdict in ('exceeded', 'met', 'not_met') and o.rests_on_estimate as is_estimated,
        o.assessed_by is not null as is_assessed
    from outcome o
    join target t on t.rowid = o.no
    where o.is_current
), counted as (
    -- A component is judged inside the chỉ tiêu of its whole; the members of an
    -- all_of or a structure have made its verdict already.
    select o.*, coalesce(w.counts_as, o.counts_as) as counted_as
    from outcomes o
    left join outcomes w on w.target_code = o.part_of
    where o.verdict is not null
      and coalesce(o.part_kind, '') not in ('of_which', 'member')
      and (w.bound is null or w.bound not in ('all_of', 'structure'))
), chi_tieu as (
    select counted_as,
        arg_min(sector_code, position) as sector_code, arg_min(owner, position) as owner, arg_min(unit_code, position) as unit_code,
        arg_min({span: span, span_from: span_from, span_to: span_to}, position) as stretch,
        bool_or(headline) as headline,
        case when bool_or(verdict = 'not_met') then 'not_met'
             when bool_or(verdict = 'no_data') then 'no_data'
             when bool_or(verdict = 'to_verify') then 'to_verify'
             when bool_or(verdict = 'not_due') then 'not_due'
             when bool_and(verdict = 'exceeded') then 'exceeded'
             else 'met' end as verdict,
        rests_on_estimate(bool_or(verdict = 'not_met'), bool_and(is_estimated) filter (where verdict = 'not_met'),
            bool_or(is_estimated)) as is_estimated,
        bool_or(is_assessed) as is_assessed,
        case when bool_and(standing = 'reached') then 'reached'
             when bool_or(standing = 'missing') then 'missing'
             when bool_or(standing = 'at_risk') then 'at_risk'
             when bool_and(standing in ('reached', 'likely')) then 'likely'
             else 'unassessed' end as standing
    from counted group by counted_as
)
