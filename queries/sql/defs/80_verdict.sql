-- From values to verdicts (semantics 3, 4.1, 6).

create or replace temp macro endless() as cast(1000000000000000000000000000000000000 as hugeint);

-- What a bound says of v. lo..hi is the band of a range or an about, X otherwise;
-- top is where a strict bound counts as exceeded; never: good cannot be exceeded.
create or replace temp macro verdict_at(bound, v, lo, hi, good, top, never) as
    case case when v is not null and lo is not null then bound end
        when 'at_least' then case when v < lo then 'not_met' when v > lo and not never then 'exceeded' else 'met' end
        when 'more_than' then case when v <= lo then 'not_met' when v >= top and not never then 'exceeded' else 'met' end
        when 'at_most' then case when v > lo then 'not_met' when v < lo and not never then 'exceeded' else 'met' end
        when 'cap' then case when v > lo then 'not_met' else 'met' end
        when 'less_than' then case when v >= lo then 'not_met' when v <= top and not never then 'exceeded' else 'met' end
        when 'band' then
            case when v between lo and hi then 'met'
                 when good = 'none' or (good = 'up') = (v < lo) then 'not_met'
                 when never then 'met' else 'exceeded' end
        when 'exactly' then case when v = lo then 'met' when v < lo then 'not_met' else 'to_verify' end
        when 'equal' then case when v = lo then 'met' else 'not_met' end
    end;

-- d of a change in the basis of the target; moved is v - base for tăng, base - v
-- for giảm. A percent is rounded like a rate, a multiple two digits further.
create or replace temp macro change_of(basis, moved, base, step) as
    case basis when 'percent' then quotient(hundred(), moved, base, least(step, percent_step()))
               when 'times' then quotient(one(), moved, base, greatest(least(step, percent_step()) // 100, 100))
               else moved end;

create or replace temp macro unit_count_text(names) as
    concat('còn thiếu ', len(names), ' đơn vị: ', array_to_string(names, ', '));

create or replace temp macro judged_value(plan, upto, known) as table
with measured as materialized (
    select * from measured_target(plan, upto, known)
), item as (
    select m.target_code, m.version, count(*) as item_count,
        list(i.name order by i.item_no) filter (where list_contains(m.done_items, i.item_code)) as items_done,
        list(i.name order by i.item_no) filter (where list_contains(m.done_items, i.item_code) is not true) as items_missing
    from measured m
    join target_item i on i.plan_id = plan and i.target_code = m.target_code and i.version = m.version
    group by m.target_code, m.version
), demanded as (
    select m.*, i.item_count, i.items_done, i.items_missing, p.closes_on,
        -- X may be a share of another owner's target
        case when m.ref_owner is null then ticks(m.lo)
             else round_div(ticks(r.lo) * cast(coalesce(m.ref_percent, 100) * 1000000 as hugeint), 100 * 1000000::hugeint) end as x,
        ticks(m.hi) as x_hi,
        m.ref_owner is not null and r.lo is null as x_missing,
        m.value_measure <> 'level' as value_is_change,
        m.measure <> 'level' as asks_change, case m.measure when 'decrease' then -1 else 1 end as sign_asked,
        len(list_distinct(m.done_items)) as items_reported
    from measured m
    join plan p on p.plan_id = plan
    left join item i using (target_code, version)
    left join measured r on r.indicator_code = m.indicator_code and r.unit_code = m.unit_code
                        and r.owner = m.ref_owner and r.span = m.span and r.span_from = m.span_from
                        and r.span_to = m.span_to and r.is_current and r.part_of is null
), levelled as (
    -- A unit that reports only "giảm 2,3%" says a level where the base is known.
    select *,
        case when not value_is_change then v
             when base_v is null or base_other_definition then null
             when value_basis = 'percent'
                  then round_div(base_v * (hundred() + case value_measure when 'decrease' then -v else v end), hundred() * step) * step
             when value_basis in ('unit', 'point') then base_v + case value_measure when 'decrease' then -v else v end
             end as level_v,
        case when not value_is_change then null
             when value_basis = basis or (is_rate and value_basis in ('unit', 'point') and basis in ('unit', 'point'))
                  then case when value_measure = measure then 1 else -1 end end as told_sign
    from demanded
), changed as (
    select *,
        case when not asks_change then null
             when told_sign is not null then told_sign * v
             else change_of(basis, sign_asked * (level_v - base_v), base_v, step) end as d,
        case when not asks_change then null
             when told_sign is not null then least(told_sign * v_lo, told_sign * v_hi)
             when value_is_change then change_of(basis, sign_asked * (level_v - base_v), base_v, step)
             else change_of(basis, least(sign_asked * (v_lo - base_v), sign_asked * (v_hi - base_v)), base_v, step) end as d_lo,
        case when not asks_change then null
             when told_sign is not null then greatest(told_sign * v_lo, told_sign * v_hi)
             when value_is_change then change_of(basis, sign_asked * (level_v - base_v), base_v, step)
             else change_of(basis, greatest(sign_asked * (v_lo - base_v), sign_asked * (v_hi - base_v)), base_v, step) end as d_hi,
        case when change_measure is not null and base_v is not null and not base_other_definition
             then change_of(change_basis, case change_measure when 'decrease' then base_v - level_v else level_v - base_v end, base_v, step) end as second_d,
        -- the good end of a change is the asked one, unless the asked one is bad
        case when (measure = 'increase' and direction = 'down') or (measure = 'decrease' and direction = 'up')
             then 'down' else 'up' end as change_good,
        not unfinished and value_to is not null
            and value_to < case when span = 'final_year' then span_to when span = 'each_year' then win_to else span_to end
                           - cast(greatest(0, win_from - value_from) as integer)
            and course <> 'once' as ends_early
    from levelled
), tested as (
    -- Every measured bound comes down to a few tests of one number.
    select *,
        ends_early or has_gap or is_partial as incomplete,
        case when bound in ('about', 'range') then 'band'
             when bound in ('x_of_y') then 'at_least'
             when bound = 'none' then 'cap'
             when bound = 'maintain' then case direction when 'up' then 'at_least' when 'down' then 'cap' else 'equal' end
             when bound = 'each_of' then case direction when 'down' then 'cap' else 'at_least' end
             when bound = 'rank' then case when x is null then 'less_than' else 'cap' end
             else bound end as test,
        case when asks_change then d
             when bound = 'each_of' then case direction when 'down' then most_v else least_v end
             when bound = 'x_of_y' then coalesce(level_v, items_reported * one())
             else level_v end as t,
        case when asks_change then coalesce(d_lo, d)
             when bound = 'each_of' then case direction when 'down' then most_v else least_v end
             when value_is_change then level_v
             when bound = 'x_of_y' then coalesce(v_lo, items_reported * one())
             else v_lo end as t_from,
        case when asks_change then coalesce(d_hi, d)
             when bound = 'each_of' then case direction when 'down' then most_v else least_v end
             when value_is_change then level_v
             when bound = 'x_of_y' then coalesce(v_hi, items_reported * one())
             else v_hi end as t_to,
        case bound when 'about' then x - coalesce(ticks(last_digit), 0) // 2
                   when 'none' then 0
                   when 'maintain' then coalesce(x, base_v)
                   when 'rank' then coalesce(x, base_v)
                   else x end as band_lo,
        case bound when 'about' then x + coalesce(ticks(last_digit), 0) // 2
                   when 'range' then x_hi
                   else x end as band_hi,
        case when asks_change then change_good else coalesce(direction, 'none') end as good,
        own_grant or bound in ('maintain', 'each_of', 'none', 'rank') as never,
        ticks(exceeded_at) as top,
        asks_change and base_v is null and told_sign is null or (bound in ('maintain', 'rank') and x is null and base_v is null) as base_missing
    from changed
), widened as (
    -- What is still missing of a sum can only add to it; of a list of objects it
    -- can only bring another failure.
    select *,
        case when not incomplete then t_from
             when bound = 'each_of' and test = 'at_least' then -endless()
             else t_from end as w_from,
        case when not incomplete then t_to
             when bound = 'each_of' and test = 'at_least' then t_to
             else endless() end as w_to,
        incomplete and (asks_change
            or (bound <> 'each_of'
                and (not nature_is_sum(nature) or bound in ('maintain', 'rank', 'x_of_y')
                     or ((ends_early or has_gap) and not adds)
                     or coalesce(limit_lo, 0) < 0 or coalesce(least_v, 0) < 0 or t_from < 0))) as stays_open
    from tested
), decided as (
    select *,
        verdict_at(test, w_from, band_lo, band_hi, good, top, never) as verdict_from,
        verdict_at(test, w_to, band_lo, band_hi, good, top, never) as verdict_to,
        test = 'band' and good = 'none' and w_from < band_lo and w_to > band_hi
            or test = 'equal' and w_from < band_lo and w_to > band_lo as straddles,
        list_position(list_transform(grades, lambda g: lower(trim(g))), lower(trim(text_value))) as grade_at,
        list_position(list_transform(grades, lambda g: lower(trim(g))), lower(trim(grade))) as grade_asked,
        list_position(list_transform(grades, lambda g: lower(trim(g))), lower(trim(base_text))) as grade_base,
        case when change_measure is not null and second_d is not null and not incomplete
             then verdict_at(coalesce(change_bound, 'at_least'), second_d, ticks(change_lo), ticks(change_lo), 'up', null, true) = 'met' end as change_met,
        asks_change and measure = 'decrease' and base_v = 0 and level_v = 0 and nature_is_sum(nature) as stays_nil,
        v is null and text_value is null and done_items is null as nothing_told,
        counted_from in ('awards', 'direct_share') as from_awards,
        bound in ('named') or (bound = 'maintain' and item_count > 0) or (bound = 'each_of' and item_count > 0) as by_items
    from widened
), worded as (
    select *,
        case
            when bound in ('text', 'all_of', 'structure') or part_kind = 'of_which' then null
            when unfinished then 'not_due|'
            when from_awards and v is null then case when known <= closes_on then 'not_due|chưa có quyết định khen thưởng' else 'no_data|chưa có quyết định khen thưởng' end
            when nothing_told and refusal is not null then concat('no_data|', refusal)
            when nothing_told and course = 'once' and due_on > known then concat('not_due|dự kiến có kết quả ngày ', vn_date(due_on))
            when nothing_told then 'no_data|chưa có báo cáo'
            when other_definition then 'to_verify|số liệu tính theo chuẩn khác với chỉ tiêu'
            when overlapped then 'to_verify|trùng kỳ: các kỳ báo cáo chồng lên nhau'
            when x_missing then concat('to_verify|chưa có chỉ tiêu do ', ref_owner, ' để so sánh')
            when bound = 'grade' then
                case when text_value is null or grade_at is null or grade_at = 0 then 'to_verify|xếp loại không có trong thang đã khai báo'
                     when (measure = 'increase' or grade is null) and coalesce(grade_base, 0) = 0 then concat('to_verify|thiếu xếp loại gốc', coalesce(concat(' năm ', base_year), ''))
                     when grade is not null and coalesce(grade_asked, 0) = 0 then 'to_verify|xếp loại yêu cầu không có trong thang đã khai báo'
                     when (measure = 'increase' or grade is null) and grade_at <= grade_base then 'not_met|'
                     when grade is not null and grade_at < grade_asked then 'not_met|'
                     when measure = 'increase' or grade is null then 'met|'
                     when grade_at > grade_asked then 'exceeded|' else 'met|' end
            when ends_early and course = 'level' and by_items then concat('no_data|số liệu mới đến ngày ', vn_date(value_to))
            when by_items and done_items is not null then
                case when coalesce(len(items_missing), 0) = 0 then 'met|'
                     when bound = 'named' and items_reported >= item_count then concat('to_verify|đủ số lượng, khác danh sách: thiếu ', array_to_string(items_missing, ', '))
                     else concat('not_met|chưa đạt: ', array_to_string(items_missing, ', ')) end
            when by_items and level_v is not null then
                case when level_v < item_count * one() then 'not_met|'
                     when bound = 'named' then 'to_verify|đủ số lượng, chưa có danh sách' else 'met|' end
            when by_items then 'to_verify|chỉ có báo cáo bằng lời'
            when incomplete and (stays_open or verdict_from is null or verdict_from <> verdict_to or straddles)
                then concat('no_data|', case when is_partial then unit_count_text(missing_units)
                                            when has_gap then 'số liệu thiếu kỳ'
                                            else concat('số liệu mới đến ngày ', vn_date(value_to)) end)
            when v is null and done_items is null then concat('to_verify|báo cáo bằng lời: ', text_value)
            when stays_nil then 'met|không phát sinh cả hai năm'
            when base_missing then concat('to_verify|thiếu số liệu gốc năm ', coalesce(base_year, year_of(win_from) - 1))
            when (asks_change or bound in ('maintain', 'rank')) and base_other_definition then 'to_verify|số liệu gốc tính theo chuẩn khác'
            when asks_change and t is null then case when base_v <= 0 then 'to_verify|số liệu gốc bằng 0' else 'to_verify|mức thay đổi báo cáo khác cách tính của chỉ tiêu' end
            when bound = 'each_of' and t is null then 'to_verify|chưa có số liệu từng đối tượng'
            when band_lo is null or t is null then 'to_verify|chưa đủ dữ liệu để so sánh'
            when verdict_from <> verdict_to or straddles then 'to_verify|cần số chính xác'
            when from_awards and verdict_from = 'not_met' and known <= closes_on and pending > 0
                then concat('not_due|', pending, ' trường hợp đang chờ quyết định')
            when from_awards and verdict_from = 'not_met' and known <= closes_on and granted = 0
                then 'not_due|chưa có quyết định khen thưởng'
            when bound = 'x_of_y' and verdict_from in ('met', 'exceeded') and item_count > 0
                 and item_count < coalesce(set_size, item_count + 1) and done_items is not null and len(items_missing) > 0
                then concat('to_verify|đủ số lượng, khác danh sách: thiếu ', array_to_string(items_missing, ', '))
            when verdict_from = 'to_verify' then 'to_verify|cao hơn số được giao'
            when change_met is not null and change_met <> (verdict_from <> 'not_met')
                then 'to_verify|mức đạt được và mức thay đổi không thống nhất'
            when own_grant and bound <> 'at_most' and t > coalesce(band_hi, band_lo) then concat(verdict_from, '|nhiều hơn dự kiến')
            when bound = 'cap' and not asks_change and t < band_lo then concat(verdict_from, '|thấp hơn mức khống chế')
            when change_measure is not null and change_met is null then concat(verdict_from, '|chưa có số liệu gốc để xét mức thay đổi')
            else concat(verdict_from, '|') end as worded_verdict
    from decided
)
select *,
    nullif(split_part(worded_verdict, '|', 1), '') as own_verdict,
    nullif(substr(worded_verdict, strpos(worded_verdict, '|') + 1), '') as own_reason
from worded;
