-- What units sent about the days first_day..last_day of a plan, one row per row
-- sent. A row of figures is about these days when its period ends in their last
-- 30 and it was sent in those 30 days or later (an estimate of the whole year sent
-- in July is no report about December); so are other rows sent then. Registrations
-- count by their year.
create or replace temporary macro window_rows(first_day, last_day, known) as table
    select reporter_code as unit_code, 'actuals' as kind, reported_on
    from actual
    where period_end > last_day - 30 and period_end between first_day and last_day
        and reported_on > last_day - 30 and reported_on <= known
    union all
    select unit_code, 'registrations', registered_on
    from registration
    where for_year between year(first_day) and year(last_day) and registered_on <= known
    union all
    select unit_code, 'awards', reported_on
    from award
    where for_year between year(first_day) and year(last_day) and reported_on > last_day - 30 and reported_on <= known
    union all
    select unit_code, 'exemplars', reported_on
    from exemplar
    where discovered_on <= last_day and reported_on > last_day - 30 and reported_on <= known
    union all
    select unit_code, 'participations', reported_on
    from participation
    where reported_on > last_day - 30 and reported_on <= known
    union all
    select unit_code, 'activities', reported_on
    from activity
    where held_on between first_day and last_day and reported_on > last_day - 30 and reported_on <= known;

-- The indicators for which a plan's targets ask a figure about the days
-- first_day..last_day, with the level that collects each: not what is judged by
-- words, and what is measured once only when it is due.
create or replace temporary macro figures_due(the_plan, first_day, last_day) as table
    select distinct indicator_code, i.collected_at
    from target t
    join indicator i using (indicator_code)
    where t.plan_id = the_plan and t.bound <> 'text' and t.span_from <= last_day and t.span_to >= first_day
        and (i.course <> 'once' or coalesce(t.due_on, t.span_to) <= last_day);
