-- The score that holds for each unit and criterion of a plan's clusters, as
-- known on a day; criterion * is a bonus or deduction on the whole.
create or replace temporary macro known_scores(the_plan, known) as table
    select s.*
    from score s
    join cluster c on c.cluster_code = s.cluster_code and c.year = s.year
    where c.plan_id = the_plan and s.reported_on <= known
    qualify row_number() over (
        partition by s.cluster_code, s.unit_code, s.criterion_code
        order by s.reported_on desc, s.load_no desc, s.row_no desc) = 1;

-- The members of a plan's clusters under the names of the end of the cluster's year.
create or replace temporary macro cluster_units(the_plan) as table
    select c.cluster_code, c.name as cluster_name, c.kind as cluster_kind, c.year, c.tie_break, c.leader, c.leader_doc,
        m.unit_code, m.disqualified,
        coalesce(u.name, m.unit_code) as unit_name, coalesce(u.short_name, m.unit_code) as short_name, u.position
    from cluster c
    join cluster_member m using (plan_id, cluster_code)
    left join org_unit u on u.unit_code = m.unit_code
        and u.valid_from <= make_date(c.year, 12, 31)
        and coalesce(u.valid_to, date '9999-12-31') >= make_date(c.year, 1, 1)
    where c.plan_id = the_plan
    qualify row_number() over (partition by c.cluster_code, m.unit_code order by u.valid_from desc) = 1;
