-- name: rule_collectives
-- about: The members' titles that Tập thể lao động xuất sắc and tiên tiến rest on, as far as the ledger knows them.
-- grain: one row per unit, title and stretch of law with such a collective granted for the year
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE [of the decision; known_at for a file under way], verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [Lao động tiên tiến of the unit], whole INTEGER [members of the collectives; NULL: no source tells],
--          other_whole INTEGER [Chiến sĩ thi đua cơ sở of the unit], numbers VARCHAR, reason VARCHAR [NULL on pass],
--          rows_behind VARCHAR[] [file:row]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as materialized (
    select f.*, row_place(s.name, f.sheet, f.row_no) as place, u.short_name, u.position
    from award_files($year::integer, $year::integer, $known_at::date) f
    join units u using (unit_code)
    left join source_file s using (file_id)
), people as (
    select unit_code,
        coalesce(sum(net) filter (honour_code in ('lao_dong_tien_tien', 'chien_si_tien_tien')), 0) as advanced,
        coalesce(sum(net) filter (honour_code = 'chien_si_thi_dua_co_so'), 0) as fighters,
        coalesce(sum(quantity) filter (honour_code = 'chien_si_thi_dua_co_so' and state in ('proposed', 'approved', 'submitted')), 0) as pending
    from files
    where recipient_kind = 'individual'
    group by unit_code
), collectives as (
    select f.unit_code, any_value(f.short_name) as short_name, any_value(f.position) as position, f.honour_code,
        l.rule_id, l.rule_text, l.article, l.grade, l.binding, l.times,
        sum(f.net) as granted, max(coalesce(f.decided_on, f.reported_on)) as law_date,
        list(f.place order by f.file_id, f.sheet, f.row_no) as places
    from files f
    join rules() l
        on l.rule_id = case f.honour_code when 'tap_the_lao_dong_xuat_sac' then 'ttldxs_members'
            when 'tap_the_lao_dong_tien_tien' then 'ttldtt_members' end
        and coalesce(f.decided_on, f.reported_on) between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    where f.net <> 0 and f.recipient_kind in ('collective', 'enterprise')
    group by all
), judged as (
    select c.*, coalesce(p.advanced, 0) as advanced, coalesce(p.fighters, 0) as fighters, coalesce(p.pending, 0) as pending,
        -- Their absence is known only where the ledger holds the year's titles of this unit's
        -- people, and Chiến sĩ thi đua cơ sở of others.
        c.times > 0 and p.advanced > 0 and p.fighters <= 0 and p.pending = 0
            and exists (from people o where o.fighters > 0) as has_no_fighter
    from collectives c
    left join people p using (unit_code)
    where c.granted > 0
)
select
    rule_id, rule_text, article, grade, binding, short_name as subject, unit_code, honour_code, $year::integer as for_year, law_date,
    case when grade <> 'U' and has_no_fighter then 'fail' else 'unknown' end as verdict,
    advanced::integer as part, null::integer as whole, fighters::integer as other_whole,
    concat(vn_count(granted), ' tập thể; đơn vị có ', vn_count(advanced), ' LĐTT, ', vn_count(fighters), ' CSTĐCS') as numbers,
    case when grade = 'U' then 'chưa có căn cứ pháp lý cho thời điểm này'
        when has_no_fighter then 'đơn vị không có Chiến sĩ thi đua cơ sở'
        else 'sổ khen thưởng không có số người của tập thể và kết quả hoàn thành nhiệm vụ' end as reason,
    places as rows_behind
from judged
order by honour_code, position, unit_code, law_date
