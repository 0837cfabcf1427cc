-- What earlier reports of a plan's units named and what became of it, as known
-- on a day. A review speaks of what was named in the half year before its first day
-- or inside its days; a later row of the same item tells its later state.
create or replace temporary macro known_follow_ups(the_plan, first_day, last_day, known) as table
    select f.* replace (u.unit_code as unit_code), u.short_name, u.position as unit_position
    from follow_up f
    left join unit_stretches() s on s.unit_code = f.unit_code and least(f.reported_on, last_day) between s.since and s.until
    join plan_units(the_plan, first_day, last_day) u on u.unit_code = dated_code(f.unit_code, s.since, s.until, last_day)
    where f.reported_on <= known and f.raised_on between cast(first_day - interval 6 month as date) and last_day
    qualify row_number() over (
        partition by u.unit_code, f.raised_on, f.item_kind, name_key(f.content)
        order by f.reported_on desc, f.load_no desc, f.row_no desc) = 1;

-- How many people the collectives of a plan's units have in a year, as known on
-- a day.
create or replace temporary macro known_headcounts(the_plan, the_year, known) as table
    select h.* replace (u.unit_code as unit_code), name_key(h.collective_name) as name_key, u.name as unit_name, u.short_name, u.kind as unit_kind, u.position as unit_position
    from headcount h
    left join unit_stretches() s on s.unit_code = h.unit_code and least(h.reported_on, make_date(the_year, 12, 31)) between s.since and s.until
    join plan_units(the_plan, make_date(the_year, 1, 1), make_date(the_year, 12, 31)) u on u.unit_code = dated_code(h.unit_code, s.since, s.until, make_date(the_year, 12, 31))
    where h.for_year = the_year and h.reported_on <= known
    qualify row_number() over (
        partition by u.unit_code, name_key(h.collective_name)
        order by h.reported_on desc, h.load_no desc, h.row_no desc) = 1;

-- The initiatives of a plan's units for the years first_year..last_year, as
-- known on a day, each once: the latest row of its unit, year, level, name and
-- author. Of counted groups the latest report of each state holds.
create or replace temporary macro known_initiatives(the_plan, first_year, last_year, known) as table
    select i.* replace (u.unit_code as unit_code), name_key(i.author_name) as author_key, u.short_name, u.position as unit_position
    from initiative i
    left join unit_stretches() s on s.unit_code = i.unit_code and least(i.reported_on, make_date(i.for_year, 12, 31)) between s.since and s.until
    join plan_units(the_plan, make_date(first_year, 1, 1), make_date(last_year, 12, 31)) u on u.unit_code = dated_code(i.unit_code, s.since, s.until, make_date(last_year, 12, 31))
    where i.for_year between first_year and last_year and i.reported_on <= known
    qualify rank() over (
        partition by u.unit_code, i.for_year, i.level, name_key(i.name), i.author_id, name_key(i.author_name),
            case when i.name is null and i.author_name is null then i.state end
        order by i.reported_on desc, i.load_no desc) = 1;

-- The votes about a plan's units for a year, as known on a day, with the share
-- that an act or the body's own rules ask for. agreeing counts against all
-- members of the body.
create or replace temporary macro known_votes(the_plan, the_year, known) as table
    select v.* replace (u.unit_code as unit_code), u.short_name, u.position as unit_position,
        row_place(s.name, v.sheet, v.row_no) as place,
        l.percent as law_percent, l.article as law_article, l.grade as law_grade
    from vote v
    left join unit_stretches() t on t.unit_code = v.unit_code and least(v.voted_on, make_date(the_year, 12, 31)) between t.since and t.until
    join plan_units(the_plan, make_date(the_year, 1, 1), make_date(the_year, 12, 31)) u on u.unit_code = dated_code(v.unit_code, t.since, t.until, make_date(the_year, 12, 31))
    left join source_file s using (file_id)
    left join vote_shares() l on l.honour_code = v.honour_code and v.voted_on between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
        and v.cluster_code is null
    where v.for_year = the_year and v.reported_on <= known
    qualify row_number() over (
        partition by v.body, v.cluster_code, v.voted_on, u.unit_code, v.honour_code, v.recipient_kind, v.recipient_id, name_key(v.recipient_name)
        order by v.reported_on desc, v.load_no desc, v.row_no desc) = 1;
