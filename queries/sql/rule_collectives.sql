-- name: rule_collectives
-- about: The members that Tập thể lao động xuất sắc and tiên tiến rest on: their titles, tasks and discipline.
-- grain: one row per rule and collective whose members are known, and per unit for the others, by title and stretch of law
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE [of the decision; known_at for a file under way], verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [Lao động tiên tiến of the collective, or of the unit], whole INTEGER [members of the collective; NULL: no source tells],
--          other_whole INTEGER [Chiến sĩ thi đua cơ sở of the collective, or of the unit], numbers VARCHAR, reason VARCHAR [NULL on pass],
--          rows_behind VARCHAR[] [file:row]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as materialized (
    select f.*, row_place(s.name, f.sheet, f.row_no) as place, u.short_name, u.name as unit_name, u.position
    from award_files($year::integer, $year::integer, $known_at::date) f
    join units u using (unit_code)
    left join source_file s using (file_id)
), people as (
    select unit_code,
        coalesce(sum(net) filter (honour_code in ('lao_dong_tien_tien', 'chien_si_tien_tien')), 0) as advanced,
        coalesce(sum(net) filter (honour_code = 'chien_si_thi_dua_co_so'), 0) as fighters,
        coalesce(sum(quantity) filter (honour_code in ('lao_dong_tien_tien', 'chien_si_tien_tien')
            and state in ('proposed', 'approved', 'submitted')), 0) as advanced_pending,
        coalesce(sum(quantity) filter (honour_code = 'chien_si_thi_dua_co_so' and state in ('proposed', 'approved', 'submitted')), 0) as pending
    from files
    where recipient_kind = 'individual'
    group by unit_code
), headcounts as (
    from known_headcounts($plan_id, $year::integer, $known_at::date)
), granted as (
    select f.*, coalesce(f.decided_on, f.reported_on) as law_date, h.name_key as counted_key
    from files f
    left join headcounts h on h.unit_code = f.unit_code and h.name_key = name_key(f.recipient_name)
    where f.net <> 0 and f.recipient_kind in ('collective', 'enterprise')
        and f.honour_code in ('tap_the_lao_dong_xuat_sac', 'tap_the_lao_dong_tien_tien')
), collectives as (
    select unit_code, any_value(short_name) as short_name, any_value(position) as position, honour_code, counted_key, l.rule_id as members_rule,
        sum(net) as granted, max(law_date) as law_date, any_value(recipient_name) as collective_name,
        -- The unit itself, or one collective without a name.
        bool_and(recipient_name is null or name_key(recipient_name) in (name_key(unit_name), name_key(short_name))) as is_unit,
        list(place order by file_id, sheet, row_no) as places
    from granted g
    join rules() l on l.rule_id = case honour_code when 'tap_the_lao_dong_xuat_sac' then 'ttldxs_members' else 'ttldtt_members' end
        and g.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    group by unit_code, honour_code, counted_key, l.rule_id, l.valid_from
    having sum(net) > 0
), with_members as (
    select c.*, h.members, h.completed, h.disciplined, h.unit_code is not null as is_counted,
        coalesce(p.advanced, 0) as unit_advanced, coalesce(p.fighters, 0) as unit_fighters, coalesce(p.pending, 0) as pending,
        coalesce(p.advanced_pending, 0) as advanced_pending, h.advanced as told_advanced, h.fighters as told_fighters,
        -- Of a part of a unit the ledger's titles do not say who belongs to it.
        case when h.unit_code is null then null when h.advanced is not null then h.advanced when h.name_key is null and p.advanced > 0 then p.advanced end as least,
        case when h.unit_code is null then null when h.advanced is not null then h.advanced
            when h.name_key is null and p.advanced > 0 then p.advanced + p.fighters + p.advanced_pending end as most,
        case when h.fighters is not null then h.fighters when h.unit_code is not null and h.name_key is null and p.fighters > 0 then p.fighters end as fighters_known,
        -- Their absence is known only where the ledger holds the year's titles of this unit's
        -- people, and Chiến sĩ thi đua cơ sở of others.
        coalesce(h.fighters = 0, false)
            or h.fighters is null and c.counted_key is null and p.advanced > 0 and p.fighters <= 0 and p.pending = 0 and exists (from people o where o.fighters > 0) as has_no_fighter
    from collectives c
    left join people p using (unit_code)
    left join headcounts h on h.unit_code = c.unit_code
        and (h.name_key = c.counted_key or c.counted_key is null and h.name_key is null and c.granted = 1 and c.is_unit)
), ruled as (
    select m.*, l.*
    from with_members m
    join rules() l on l.rule_id in (m.members_rule, 'collective_discipline') and m.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    where l.rule_id = m.members_rule or m.is_counted and l.grade <> 'U'
), parts as (
    select *,
        case when rule_id = 'ttldxs_members' then
                case when 100 * least >= limit_percent * members then 'pass' when 100 * most < limit_percent * members then 'fail' end
            when rule_id = 'ttldtt_members' then
                case when 100 * least > limit_percent * members then 'pass' when 100 * most <= limit_percent * members then 'fail' end end as share,
        case when rule_id <> 'ttldxs_members' then 'pass' when completed < members then 'fail' when completed = members then 'pass' end as tasks,
        case when coalesce(times, 0) = 0 then 'pass' when has_no_fighter then 'fail' when fighters_known > 0 then 'pass' end as fighter
    from ruled
), judged as (
    select *,
        case when grade = 'U' then 'unknown'
            when rule_id = 'collective_discipline' then case when disciplined > 0 then 'fail' when disciplined = 0 then 'pass' else 'unknown' end
            when share = 'fail' or tasks = 'fail' or fighter = 'fail' then 'fail'
            when share = 'pass' and tasks = 'pass' and fighter = 'pass' then 'pass'
            else 'unknown' end as verdict
    from parts
)
select
    rule_id, rule_text, article, grade, binding,
    concat(short_name, case when counted_key is not null then ', ' || collective_name end) as subject, unit_code, honour_code, $year::integer as for_year, law_date, verdict,
    coalesce(least, unit_advanced)::integer as part, members::integer as whole, coalesce(told_fighters, unit_fighters)::integer as other_whole,
    case when rule_id = 'collective_discipline' then concat(vn_count(members), ' người; bị kỷ luật ', coalesce(vn_count(disciplined), 'chưa rõ'))
        when is_counted then concat(vn_count(members), ' người; LĐTT ', coalesce(vn_count(least), 'chưa rõ'), case when most > least then concat(' đến ', vn_count(most)) end,
            case when least is not null then concat(' (', vn_percent(count_percent(least, members)), case when most > least then concat(' đến ', vn_percent(count_percent(most, members))) end, ')') end,
            ', CSTĐCS ', coalesce(vn_count(fighters_known), case when has_no_fighter then '0' else 'chưa rõ' end),
            '; hoàn thành nhiệm vụ ', coalesce(vn_count(completed), 'chưa rõ'))
        else concat(vn_count(granted), ' tập thể; đơn vị có ', vn_count(unit_advanced), ' LĐTT, ', vn_count(unit_fighters), ' CSTĐCS') end as numbers,
    case when verdict = 'pass' then null
        when grade = 'U' then 'chưa có căn cứ pháp lý cho thời điểm này'
        when rule_id = 'collective_discipline' then case when verdict = 'fail' then 'có cá nhân bị kỷ luật' else 'chưa rõ có cá nhân bị kỷ luật' end
        when verdict = 'fail' then concat_ws('; ', case when share = 'fail' then concat('tỷ lệ Lao động tiên tiến chưa ', case when rule_id = 'ttldtt_members' then 'trên ' else 'đủ ' end, limit_percent::integer, '%') end,
            case when tasks = 'fail' then 'chưa đủ 100% hoàn thành nhiệm vụ' end,
            case when fighter = 'fail' then case when told_fighters is null then 'đơn vị không có Chiến sĩ thi đua cơ sở' else 'tập thể không có Chiến sĩ thi đua cơ sở' end end)
        when not is_counted then 'sổ khen thưởng không có số người của tập thể và kết quả hoàn thành nhiệm vụ'
        else concat('chưa rõ ', concat_ws(', ', case when share is null then 'tỷ lệ Lao động tiên tiến' end, case when tasks is null then 'số hoàn thành nhiệm vụ' end,
            case when fighter is null then 'Chiến sĩ thi đua cơ sở' end)) end as reason,
    places as rows_behind
from judged
order by honour_code, position, unit_code, counted_key nulls last, law_date, rule_id
