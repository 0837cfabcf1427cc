-- part: verdict
-- about: From values to verdicts (semantics 3, 4.1, 6): every target version by itself.
-- uses: measured, ledger
item as (
    select j.no, list({code: i.item_code, name: i.name} order by i.item_no) as asked_items
    from target_item i
    join target t on t.plan_id = i.plan_id and t.target_code = i.target_code and t.version = i.version
    join asked_target j on few(j.target_no, t.rowid)
    where i.plan_id = $plan_id
    group by j.no
), referred as (
    -- X may be a share of another owner's target
    select j.no, any_value(r.lo) as ref_lo
    from target t
    join target r on r.plan_id = t.plan_id and r.indicator_code = t.indicator_code and r.unit_code = t.unit_code
        and r.owner = t.ref_owner and r.span = t.span and r.span_from = t.span_from and r.span_to = t.span_to and r.part_of is null
    join asked_target c on few(c.no, r.rowid) and c.is_current
    join asked_target j on few(j.target_no, t.rowid)
    where t.plan_id = $plan_id and t.ref_owner is not null
    group by j.no
), assessed as (
    -- The office's own verdict of a span that is over; the latest word holds.
    select j.no,
        arg_max({verdict: a.verdict, reason: a.reason, by_whom: a.assessed_by, day: a.assessed_on},
                report_order('', a.assessed_on, a.load_no, a.row_no)) as assessed
    from assessed_verdict a
    join target t on t.plan_id = a.plan_id and t.target_code = a.target_code
    join asked_target j on few(j.target_no, t.rowid) and few(year_of(j.win_to), a.for_year) and not j.unfinished
    join asked_target c on few(c.no, t.rowid) and c.is_current
    where a.plan_id = $plan_id and a.assessed_on <= $known_at::date
    group by j.no
), mean_of_years as (
    select j.no,
        list_transform([{total: n.v, at_: 1, step: step_of(j.decimals)}, {total: n.v_lo, at_: 2, step: 1::hugeint}, {total: n.v_hi, at_: 3, step: 1::hugeint}],
            lambda c: yearly_mean(j.nature, c.total, n.yearly, c.at_, n.ends, n.slices, c.step, step_of(j.decimals))) as means
    from asked_target j
    join now_value n on few(n.no, j.no)
    where j.by_years and j.span = 'yearly_average'
), aside as (
    -- What few targets have, in one row each: a join costs more than its rows.
    select no, any_value(base_text) as base_text, any_value(history_years) as history_years, any_value(history_share) as history_share,
        any_value(missing_units) as missing_units, any_value(said) as said,
        any_value(asked_items) as asked_items, any_value(ref_lo) as ref_lo,
        any_value(assessed) as assessed, any_value(tested_years) as tested_years, any_value(mean_error) as mean_error,
        any_value(largest_error) as largest_error, any_value(means) as means
    from (
        from base_words union all by name from history union all by name from missing
        union all by name from stated union all by name from item union all by name from referred
        union all by name from assessed union all by name from pace_error
        union all by name from mean_of_years
    )
    group by no
), measured_target as materialized (
    select
        j.no, j.target_no, j.is_current, j.is_first, j.position, j.indicator_code, j.counted_from, j.nature, j.course, j.adds, j.is_rate,
        j.span, j.span_from, j.span_to, j.win_from, j.win_to, j.by_years, j.unfinished, step_of(j.decimals) as step,
        t.target_code, t.part_of, t.part_kind, t.label, t.bound, t.measure as asked, t.basis, t.last_digit, t.grade, t.set_size, t.due_on,
        t.own_grant, t.ref_owner, t.change_measure, t.change_bound, t.change_basis, t.change_lo,
        coalesce(j.base_year, year_before(j.span, j.span_from, j.win_from)) as base_year, t.base_year is not null as base_year_stated,
        coalesce(t.base_text, k.base_text) as base_text,
        t.print_ratio, t.exceeded_at, t.hi,
        i.grades, i.limit_lo, i.irreversible, i.tolerance,
        case when j.counted_from is not null then 'up' else i.direction end as direction,
        case when t.ref_owner is null then ticks(t.lo)
             else round_div(ticks(k.ref_lo) * cast(coalesce(t.ref_percent, 100) * 1000000 as hugeint), 100 * 1000000::hugeint) end as x,
        ticks(t.hi) as x_hi,
        t.ref_owner is not null and k.ref_lo is null as x_missing,
        len(k.asked_items) as item_count,
        case when p.items is not null
             then [asked.name for asked in k.asked_items if list_contains(p.items, asked.code)] end as named_done,
        -- A number alone does not say which.
        case when p.items is not null then [asked.name for asked in k.asked_items if not list_contains(p.items, asked.code)]
             when p.v is null then [asked.name for asked in k.asked_items] end as named_missing,
        case when j.counted_from is not null then l.v
             when k.means is not null then k.means[1]
             else n.v end as v,
        case when j.counted_from is not null then coalesce(l.share_lo, l.v)
             when k.means is not null then k.means[2]
             else n.v_lo end as v_lo,
        case when j.counted_from is not null then coalesce(l.share_hi, l.share_lo, l.v)
             when k.means is not null then k.means[3]
             else n.v_hi end as v_hi,
        case when l.share_hi > l.share_lo then 'interval' when l.v is not null then 'exact'
             when p.v is not null then p.value_precision end as value_precision,
        coalesce(p.measure, 'level') as told_measure, coalesce(p.basis, 'unit') as told_basis,
        coalesce(l.num, p.num) as num, coalesce(l.den, p.den) as den,
        p.text_value, p.items as done_items,
        coalesce(n.status_rank, case when l.v is not null then 2 end) as status_rank,
        coalesce(l.reported_on, n.reported_on) as reported_on,
        case when j.counted_from is not null then l.value_from else n.value_from end as value_from,
        case when j.counted_from is not null then l.value_to else n.value_to end as value_to,
        coalesce(n.other_definition, false) as other_definition,
        coalesce(n.overlapped, false) as overlapped,
        coalesce(n.is_partial, false) as is_partial,
        coalesce(n.has_gap or (j.by_years and (n.open_slices > 1 or n.told_slices < year_of(n.last_from) - year_of(j.span_from) + 1)), false) as has_gap,
        case when l.v is not null then 'ledger' when n.no is null then null
             when p.is_own then 'own' when p.v is not null then 'rolled_up' end as value_source,
        coalesce(l.expected_units, p.expected_units) as expected_units,
        coalesce(l.received_units, p.received_units) as received_units,
        coalesce(l.missing_units, k.missing_units) as missing_units,
        case when p.is_own then p.children_v end as children_v,
        p.refusal, p.least_v, p.most_v, p.row_id,
        l.granted, l.pending,
        o.year_estimate.v as year_estimate, o.year_estimate.value_precision as year_estimate_precision,
        case when o.year_estimate.value_precision = 'interval' then o.year_estimate.v_hi end as year_estimate_hi,
        coalesce(o.last_year.value_precision, 'exact') = 'exact' as last_is_exact,
        -- what another unit told under the code is no last year's value
        coalesce(l.last_v, case when o.last_year.changed_on is null then o.last_year.v end) as last_v,
        case when l.last_v is not null then make_date(year_of(j.span_from) - 1, 12, 31) else o.last_year.period_end end as last_to, o.last_year.value_from as last_from,
        o.last_year.status_rank as last_status_rank,
        -- A year's awards are decided after it: until they are, nothing is compared.
        case when l.last_v is not null then 'số năm trước là số của cả năm'
             when o.last_year.v is null then 'chưa có số liệu cùng kỳ'
             when o.last_year.changed_on is not null then concat('khác địa giới từ ngày ', vn_date(o.last_year.changed_on))
             when coalesce(p.measure, 'level') <> 'level' or o.last_year.measure <> 'level' then 'chỉ có mức tăng, giảm'
             when n.other_definition or o.last_year.other_definition
                  then definitions_text(odd_one(o.last_year.definition_lo, o.last_year.definition_hi, j.definition),
                                        odd_one(p.definition_lo, p.definition_hi, j.definition), j.definition)
             when j.nature = 'rank' and o.last_year.den <> p.den
                  then concat('khác số đơn vị được xếp hạng: ', o.last_year.den // one(), ' và ', p.den // one())
             when n.is_partial or n.has_gap or o.last_year.incomplete then 'số liệu chưa đủ đơn vị hoặc kỳ'
             when j.course <> 'once' and last_year_day(n.value_to, 1) - o.last_year.period_end > stale_days()
                  then concat('số cùng kỳ gần nhất đến ngày ', vn_date(o.last_year.period_end)) end as last_refusal,
        coalesce(case when j.base_year is not null or t.base_year is null or t.base_year = year_of(j.win_from) - 1 then ticks(t.base_value) end, o.base.v) as year_base,
        (t.base_value is null or j.base_year is null and t.base_year <> year_of(j.win_from) - 1) and coalesce(o.base.other_definition, false) as base_other_definition,
        -- the units that were ranked in the base year
        case when t.bound = 'rank' and t.lo is null and t.base_value is null then o.base.den end as base_field,
        k.history_years, k.history_share,
        k.said.outlook as stated_outlook, k.said.reason as stated_reason,
        case when k.assessed.verdict <> 'by_rule' then k.assessed end as assessed,
        k.tested_years, k.mean_error, k.largest_error
    from asked_target j
    join target t on few(t.rowid, j.target_no) and t.plan_id = $plan_id
    left join indicator i on few(i.indicator_code, j.indicator_code)
    left join now_value n on few(n.no, j.no)
    left join target_point p on p.indicator_code = j.indicator_code and p.unit_code = j.unit_code
        and p.win_from = n.last_from and p.win_to = n.last_win_to and p.period_end = n.value_to
    left join ledger l on few(l.no, j.no)
    left join other_value o on few(o.no, j.no)
    left join aside k on few(k.no, j.no)
), based as (
    select * exclude (named_done, named_missing),
        case when len(named_missing) > 0 then named_missing end as items_missing,
        told_measure <> 'level' as value_is_change,
        asked <> 'level' as asks_change, case asked when 'decrease' then -1 else 1 end as sign_asked,
        len(list_distinct(done_items)) as items_reported,
        -- of a change in the mean of several years each one's part
        case when span = 'yearly_average' and asked <> 'level' then greatest(year_of(least(win_to, coalesce(value_to, win_to))) - base_year, 1) else 1 end as mean_years,
        -- A part of a year is held against the same part of the year before.
        case when adds and unfinished and asked <> 'level' and span <> 'yearly_average' and (span <> 'each_year' or win_to > $data_to::date)
             then case when last_refusal is null and base_year = year_of(win_from) - 1 then last_v end
             else year_base end as base_v
    from measured_target
), levelled as (
    -- A unit that reports only "giảm 2,3%" says a level where the base is known.
    select *,
        case when not value_is_change then v
             when base_v is null or base_other_definition or mean_years > 1 then null
             when told_basis = 'percent'
                  then round_div(base_v * (hundred() + case told_measure when 'decrease' then -v else v end), hundred() * step) * step
             when told_basis in ('unit', 'point') then base_v + case told_measure when 'decrease' then -v else v end
             end as level_v,
        case when not value_is_change or mean_years > 1 then null
             when told_basis = basis or (is_rate and told_basis in ('unit', 'point') and basis in ('unit', 'point'))
                  then case when told_measure = asked then 1 else -1 end end as told_sign
    from based
), moved as (
    -- The change itself, and its lower and upper end: one list, for the expression is long.
    select *,
        case when asks_change and told_sign is null
             then list_transform([sign_asked * (level_v - base_v),
                                  least(sign_asked * (v_lo - base_v), sign_asked * (v_hi - base_v)),
                                  greatest(sign_asked * (v_lo - base_v), sign_asked * (v_hi - base_v))],
                lambda moved: yearly_change(basis, moved, sign_asked, base_v, step, mean_years)) end as moves
    from levelled
), changed as (
    select * exclude (moves),
        case when not asks_change then null
             when told_sign is not null then told_sign * v
             else moves[1] end as d,
        case when not asks_change then null
             when told_sign is not null then least(told_sign * v_lo, told_sign * v_hi)
             when value_is_change then moves[1]
             else moves[2] end as d_lo,
        case when not asks_change then null
             when told_sign is not null then greatest(told_sign * v_lo, told_sign * v_hi)
             when value_is_change then moves[1]
             else moves[3] end as d_hi,
        case when change_measure is not null and base_v is not null and not base_other_definition
             then change_of(change_basis, case change_measure when 'decrease' then base_v - level_v else level_v - base_v end, base_v, step) end as second_d,
        -- the good end of a change is the asked one, unless the asked one is bad
        case when (asked = 'increase' and direction = 'down') or (asked = 'decrease' and direction = 'up')
             then 'down' else 'up' end as change_good,
        not unfinished and value_to is not null
            and value_to < case when span = 'final_year' then span_to when span = 'each_year' then win_to else span_to end
                           - cast(greatest(0, win_from - value_from) as integer)
            and course <> 'once' as ends_early
    from moved
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
        -- A mean of the years that are told is no floor of the mean of all.
        incomplete and (asks_change or span = 'yearly_average'
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
        is_partial and (stays_open or verdict_from is null or verdict_from <> verdict_to or straddles) as is_open_total,
        list_position(list_transform(grades, lambda g: lower(trim(g))), lower(trim(text_value))) as grade_at,
        list_position(list_transform(grades, lambda g: lower(trim(g))), lower(trim(grade))) as grade_asked,
        list_position(list_transform(grades, lambda g: lower(trim(g))), lower(trim(base_text))) as grade_base,
        case when change_measure is not null and second_d is not null and not incomplete
             then verdict_at(coalesce(change_bound, 'at_least'), second_d, ticks(change_lo), ticks(change_lo), 'up', null, true) = 'met' end as change_met,
        asks_change and asked = 'decrease' and base_v = 0 and level_v = 0 and nature_is_sum(nature) as stays_nil,
        v is null and text_value is null and done_items is null as nothing_told,
        counted_from in ('awards', 'direct_share') as from_awards,
        bound in ('named') or (bound = 'maintain' and item_count > 0) or (bound = 'each_of' and item_count > 0) as by_items,
        (select closes_on from plan where plan_id = $plan_id) as closes_on
    from widened
), worded as (
    select *,
        case
            when bound in ('text', 'all_of', 'structure') or part_kind = 'of_which' then null
            when unfinished then 'not_due|'
            when from_awards and v is null then case when $known_at::date <= closes_on then 'not_due|chưa có quyết định khen thưởng' else 'no_data|chưa có quyết định khen thưởng' end
            when nothing_told and course = 'once' and due_on > $known_at::date then concat('not_due|dự kiến có kết quả ngày ', vn_date(due_on))
            when nothing_told and refusal is not null then concat('no_data|', refusal)
            when nothing_told and adds and not by_years and begins_inside(win_from)
                then concat('no_data|chưa có báo cáo của riêng kỳ, hoặc lũy kế đến ngày ', vn_date(win_from - 1), ' và đến ngày ', vn_date(win_to))
            when nothing_told then 'no_data|chưa có báo cáo'
            when other_definition then 'to_verify|số liệu tính theo chuẩn khác với chỉ tiêu'
            when overlapped then 'to_verify|trùng kỳ: các kỳ báo cáo chồng lên nhau'
            when x_missing then concat('to_verify|chưa có chỉ tiêu do ', ref_owner, ' để so sánh')
            when bound = 'grade' then
                case when text_value is null or grade_at is null or grade_at = 0 then 'to_verify|xếp loại không có trong thang đã khai báo'
                     when (asked = 'increase' or grade is null) and coalesce(grade_base, 0) = 0
                          then concat('to_verify|thiếu xếp loại gốc', case when base_year_stated then concat(' năm ', base_year) else '' end)
                     when grade is not null and coalesce(grade_asked, 0) = 0 then 'to_verify|xếp loại yêu cầu không có trong thang đã khai báo'
                     when (asked = 'increase' or grade is null) and grade_at <= grade_base then 'not_met|'
                     when grade is not null and grade_at < grade_asked then 'not_met|'
                     when asked = 'increase' or grade is null then 'met|'
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
            when base_missing then concat('to_verify|thiếu số liệu gốc năm ', base_year)
            when (asks_change or bound in ('maintain', 'rank')) and base_other_definition then 'to_verify|số liệu gốc tính theo chuẩn khác'
            -- lower is better in a field of the same size only
            when base_field <> den then concat('to_verify|khác số đơn vị được xếp hạng: ', base_field // one(), ' và ', den // one())
            when asks_change and t is null then case when base_v <= 0 then 'to_verify|số liệu gốc bằng 0' else 'to_verify|mức thay đổi báo cáo khác cách tính của chỉ tiêu' end
            when bound = 'each_of' and t is null then 'to_verify|chưa có số liệu từng đối tượng'
            when band_lo is null or t is null then 'to_verify|chưa đủ dữ liệu để so sánh'
            when verdict_from <> verdict_to or straddles then 'to_verify|cần số chính xác'
            when from_awards and verdict_from = 'not_met' and $known_at::date <= closes_on and pending > 0
                then concat('not_due|', pending, ' trường hợp đang chờ quyết định')
            when from_awards and verdict_from = 'not_met' and $known_at::date <= closes_on and granted = 0
                then 'not_due|chưa có quyết định khen thưởng'
            when bound = 'x_of_y' and verdict_from in ('met', 'exceeded') and item_count > 0
                 and item_count < coalesce(set_size, item_count + 1) and done_items is not null and len(items_missing) > 0
                then concat('to_verify|đủ số lượng, khác danh sách: thiếu ', array_to_string(items_missing, ', '))
            when verdict_from = 'to_verify' then 'to_verify|cao hơn số được giao'
            when change_met is not null and change_met <> (verdict_from <> 'not_met')
                then 'to_verify|mức đạt được và mức thay đổi không thống nhất'
            when own_grant and bound <> 'at_most' and t > coalesce(band_hi, band_lo) then concat(verdict_from, '|nhiều hơn dự kiến ', vn_number(from_ticks(t - coalesce(band_hi, band_lo))))
            when bound = 'cap' and not asks_change and t < band_lo then concat(verdict_from, '|thấp hơn mức khống chế')
            when bound = 'each_of' and verdict_from = 'not_met'
                then concat('not_met|đơn vị ', case direction when 'down' then 'cao nhất ' else 'thấp nhất ' end, vn_number(from_ticks(t)))
            when change_measure is not null and change_met is null then concat(verdict_from, '|chưa có số liệu gốc để xét mức thay đổi')
            else concat(verdict_from, '|') end as worded_verdict
    from decided
), judged as materialized (
    -- What was computed; the rest stands in measured_target.
    select no, asks_change, value_is_change, base_v, level_v, d, second_d, t, test, band_lo, band_hi, good, base_missing, ends_early,
        test = 'band' and t_from >= band_lo and t_to <= band_hi as in_band,
        change_met, nothing_told, is_open_total,
        -- an assessed verdict may stand beside no value at all
        coalesce(status_rank = 1 and not nothing_told, false) as on_estimate,
        nullif(split_part(worded_verdict, '|', 1), '') as ruled_verdict,
        nullif(substr(worded_verdict, strpos(worded_verdict, '|') + 1), '') as ruled_reason,
        -- The office's word goes before the rule's; what gets no verdict gets none from it.
        case when ruled_verdict is not null then coalesce(assessed.verdict, ruled_verdict) end as own_verdict,
        case when ruled_verdict is not null and assessed is not null then assessed.reason else ruled_reason end as own_reason
    from worded
)
