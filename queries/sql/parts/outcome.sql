-- part: outcome
-- about: What is printed beside the verdict (semantics 4.2-4.6): fulfilment, difference, pace, outlook, remaining,
--   comparison with last year, and where the target stands at an interim review.
-- uses: verdict
combined_part as (
    -- all_of and structure: every part met; one failed is not met; one unknown
    -- is no data (semantics 3).
    select m.part_of as target_code,
        case when bool_or(own_verdict = 'not_met') then 'not_met'
             when bool_or(own_verdict = 'no_data') then 'no_data'
             when bool_or(own_verdict = 'to_verify') then 'to_verify'
             when bool_or(own_verdict = 'not_due') then 'not_due'
             when bool_and(own_verdict in ('met', 'exceeded')) then 'met' end as verdict,
        rests_on_estimate(bool_or(own_verdict = 'not_met'), bool_and(on_estimate) filter (where own_verdict = 'not_met'),
            bool_or(own_verdict in ('met', 'exceeded') and on_estimate)) as rests_on_estimate,
        list(label order by position) filter (where own_verdict = 'not_met') as failed,
        list(label order by position) filter (where own_verdict in ('no_data', 'to_verify')) as unknown
    from judged j
    join measured_target m on few(m.no, j.no)
    where is_current and part_of is not null and part_kind is distinct from 'of_which' and own_verdict is not null
    group by m.part_of
), years_part as (
    -- each_year: the term is met when every year is (semantics 3).
    select m.target_no as no,
        years_verdict(own_verdict, m.no = target_no and m.unfinished) as verdict,
        years_verdict(ruled_verdict, m.no = target_no and m.unfinished) as ruled_verdict,
        rests_on_estimate(bool_or(own_verdict = 'not_met'), bool_and(on_estimate) filter (where own_verdict = 'not_met'),
            bool_or(own_verdict in ('met', 'exceeded') and on_estimate)) as rests_on_estimate,
        list(year_of(win_to) order by win_to) filter (where own_verdict = 'not_met') as failed,
        list(year_of(win_to) order by win_to) filter (where own_verdict in ('no_data', 'to_verify')) as unknown,
        -- the last assessed year stands for the others; each is named in the reason
        arg_max(m.assessed, win_to) filter (where m.assessed is not null) as assessed,
        string_agg(concat('năm ', year_of(win_to), ': ', m.assessed.reason), '; ' order by win_to) filter (where m.assessed is not null) as assessed_years
    from judged j
    join measured_target m on few(m.no, j.no)
    where m.span = 'each_year' and own_verdict is not null
    group by m.target_no
    having count(*) > 1
), settled as (
    select m.* exclude (assessed), j.* exclude (no),
        case when y.no is not null then y.assessed else m.assessed end as assessed, y.assessed_years is not null as by_assessed_years,
        case when m.bound in ('all_of', 'structure')
             then case when m.unfinished then 'not_due' else coalesce(c.verdict, 'no_data') end
             when y.no is not null then y.ruled_verdict
             else j.ruled_verdict end as rule_verdict,
        case when m.bound in ('all_of', 'structure')
             then case when m.unfinished then null
                       when c.verdict = 'not_met' then concat('không đạt: ', array_to_string(c.failed, ', '))
                       when c.verdict in ('no_data', 'to_verify') then concat('chưa rõ: ', array_to_string(c.unknown, ', '))
                       when c.verdict is null then 'chưa khai báo thành phần' end
             when y.verdict = 'not_met' then concat('không đạt: năm ', array_to_string(y.failed, ', '))
             when y.verdict in ('no_data', 'to_verify') then concat('chưa rõ: năm ', array_to_string(y.unknown, ', '))
             when m.unfinished and j.own_verdict = 'not_due' and m.course = 'once' and m.due_on is not null
             then concat('dự kiến có kết quả ngày ', vn_date(m.due_on))
             else j.ruled_reason end as rule_reason,
        case when y.no is not null then y.verdict
             when rule_verdict is not null then coalesce(m.assessed.verdict, rule_verdict) end as verdict,
        case when y.assessed_years is not null then concat_ws('; ', y.assessed_years, rule_reason)
             when rule_verdict is not null and m.assessed is not null and y.no is null then m.assessed.reason
             else rule_reason end as verdict_reason,
        case when m.bound in ('all_of', 'structure') then coalesce(c.rests_on_estimate, false)
             when y.no is not null then y.rests_on_estimate
             else j.on_estimate end as rests_on_estimate,
        -- beside the verdict of a term no ratio of its last year that says otherwise
        coalesce(y.verdict in ('met', 'not_met') and y.verdict is distinct from j.own_verdict, false) as years_differ,
        -- X of a quantity: the end that v falls short of, or passes
        case when m.bound = 'range'
             then case when j.t < j.band_lo then j.band_lo when j.t > j.band_hi then j.band_hi end
             else coalesce(m.x, case when m.bound = 'none' then 0::hugeint end) end as near_x,
        coalesce(m.value_precision, 'exact') = 'exact' as is_exact,
        m.bound in ('at_least', 'more_than', 'at_most', 'cap', 'less_than', 'about', 'range', 'exactly', 'none', 'rank', 'x_of_y') as is_numeric,
        m.unfinished and $review = 'interim' as is_interim,
        -- days of the span that the value covers, for the linear share
        cast(m.value_to - m.win_from + 1 as hugeint) as days_gone,
        -- a state of the last year has the whole span to get there
        cast(case when m.span = 'final_year' and m.course = 'level' then m.span_to else m.win_to end - m.win_from + 1 as hugeint) as days_all,
        case when m.bound = 'range' and m.direction = 'up' then j.band_lo
             when m.bound = 'range' then j.band_hi
             when m.bound = 'none' then 0::hugeint else m.x end as pace_x,
        case when m.bound in ('at_most', 'cap', 'less_than', 'none') then true
             when m.bound in ('range', 'about') then m.direction = 'down' else false end as is_ceiling,
        case when j.asks_change then 0::hugeint else j.base_v end as level_start,
        verdict_at(j.test, j.t, j.band_lo, j.band_hi, j.good, ticks(null), true) = 'met' as holds_now,
        not j.asks_change and verdict_at(j.test, j.base_v, j.band_lo, j.band_hi, j.good, ticks(null), true) = 'met' as base_holds
    from judged j
    join measured_target m on few(m.no, j.no)
    left join years_part y on few(y.no, m.no)
    left join combined_part c on few(c.target_code, m.target_code) and m.is_current
), ratio as (
    select *,
        case when years_differ or part_kind = 'of_which' and bound = 'text' then false
             when not is_numeric or t is null or not is_exact or near_x is null or near_x <= 0 then false
             when asks_change then asked = 'increase' and basis = 'unit' and not is_rate and bound in ('at_least', 'more_than')
             when bound = 'exactly' then not is_rate
             when direction is distinct from 'up' then false
             when is_rate and not print_ratio then false
             when counted_from is not null and is_rate then false
             else bound in ('at_least', 'more_than', 'about', 'range') end
            and not (bound = 'more_than' and t >= near_x)
            and not (bound = 'about' and t between band_lo and band_hi)
            and not (own_grant and t > near_x) as has_ratio,
        case when not is_interim or part_kind = 'of_which' or bound in ('text', 'all_of', 'structure') then null
             when course = 'once' then 'none|đo một lần'
             when span = 'yearly_average' and year_of(span_to) > year_of(span_from) then 'none|bình quân nhiều năm'
             when adds and span = 'final_year' and win_to < span_to then 'none|đánh giá vào năm cuối kỳ'
             when nature = 'growth' then 'none|tốc độ tăng: xem cùng kỳ'
             when bound in ('x_of_y', 'named', 'each_of', 'maintain', 'grade', 'rank') then 'state|'
             when course = 'accrues' and asks_change and v is not null then 'none|chỉ tiêu tăng, giảm: xem cùng kỳ'
             when t is null then 'none|chưa có số liệu'
             when is_partial or has_gap then concat('none|', case when is_partial then unit_count_text(missing_units) else 'số liệu thiếu kỳ' end)
             when not is_exact then 'none|số liệu không chính xác'
             when pace_x is null then 'none|chưa có mức kế hoạch'
             when nature in ('index', 'rank', 'grade', 'structure') then 'state|'
             when course = 'accrues' then 'accrues|'
             when asks_change and base_missing then 'none|thiếu số liệu gốc'
             when holds_now then 'holds|'
             when not asks_change and base_v is null then 'none|thiếu số liệu gốc'
             when other_definition or base_other_definition then 'none|khác chuẩn'
             when bound in ('at_least', 'more_than', 'at_most', 'cap', 'less_than', 'about', 'range', 'exactly') then 'level|'
             else 'state|' end as pace_kind,
        case when history_years > 0 then to_step(history_share, percent_step())
             else percent_ticks(days_gone, days_all) end as share_expected,
        -- A base that satisfies X already has to be kept, not moved.
        case when base_holds then pace_x
             else to_step(level_start + round_div((pace_x - level_start) * days_gone, days_all), greatest(step // 100, 100)) end as level_aim
    from settled
), filled as (
    select *,
        case when has_ratio then percent_ticks(t, near_x) end as p,
        split_part(pace_kind, '|', 1) as kind,
        case when split_part(pace_kind, '|', 1) = 'level' then level_aim end as level_expected
    from ratio
), paced as (
    select *,
        case when p = hundred() and t <> near_x then null else p end as fulfilment,
        case when bound in ('text', 'all_of', 'structure') then null
             when t is null then null
             when years_differ then 'không tính: đánh giá từng năm'
             when p = hundred() and t < near_x then 'gần 100%'
             when p = hundred() and t > near_x then 'trên 100%'
             when p is not null then null
             when bound = 'x_of_y' then concat(t // one(), '/', coalesce(cast(set_size as varchar), cast(x // one() as varchar)),
                  case when t < x then concat(', còn thiếu ', (x - t) // one(), ' so với chỉ tiêu') else '' end)
             when in_band then 'trong khoảng kế hoạch'
             when not is_exact then 'không tính: số liệu không chính xác'
             when bound = 'more_than' and t = near_x then 'bằng mức kế hoạch, chưa vượt'
             when bound = 'more_than' and t > near_x then 'cao hơn mức kế hoạch'
             when bound = 'less_than' and t = near_x then 'bằng mức kế hoạch, chưa vượt'
             when bound = 'less_than' and t < near_x then 'thấp hơn mức kế hoạch'
             when bound = 'cap' and t < near_x then 'thấp hơn mức khống chế'
             when own_grant and t > near_x then 'nhiều hơn dự kiến'
             when is_rate or asks_change and basis in ('point', 'percent') then 'không tính: so sánh bằng điểm %'
             when direction = 'down' then 'không tính: chỉ tiêu càng thấp càng tốt'
             when near_x <= 0 then 'không tính: mức kế hoạch không lớn hơn 0'
             else 'không tính' end as fulfilment_reason,
        case when is_numeric and t is not null and is_exact then t - near_x end as difference,
        case kind
            when 'accrues' then
                case when is_ceiling then
                    case when not holds_now then 'breached'
                         when pace_x > 0 and 100 * t * one() > (share_expected + ticks(coalesce($pace_points::decimal(24,6), 5))) * pace_x then 'cap_risk'
                         else 'on_pace' end
                     when holds_now then 'met_early'
                     when pace_x <= 0 then 'none'
                     when tolerance is not null
                          then case when 100 * (t + ticks(tolerance)) * one() >= share_expected * pace_x then 'on_pace' else 'behind' end
                     when 100 * t * one() >= (share_expected - ticks(coalesce($pace_points::decimal(24,6), 5))) * pace_x then 'on_pace'
                     else 'behind' end
            when 'holds' then case when irreversible then 'met_early' else 'holds' end
            when 'level' then
                case when (case when case when bound = 'exactly' or good = 'none' then pace_x < level_start else is_ceiling end
                                then t - level_expected else level_expected - t end)
                          <= coalesce(ticks(tolerance),
                                      case when is_rate or basis in ('point', 'percent')
                                           then ticks(coalesce($level_points::decimal(24,6), 0.5))
                                           else abs(level_expected) * ticks(coalesce($level_percent::decimal(24,6), 5)) // hundred() end)
                     then 'on_pace' else 'behind' end
            when 'state' then 'state'
            when 'none' then 'none' end as pace,
        case when course = 'accrues' and nature_is_sum(nature) and not asks_change and direction = 'up'
                  and bound in ('at_least', 'more_than', 'range', 'about', 'exactly') and t is not null
                  and not is_partial and not has_gap and is_exact
                  and span <> 'yearly_average' and (span <> 'final_year' or win_to = span_to)
             then greatest(pace_x - t, 0::hugeint) end as remaining_v,
        case when value_to < win_to then date_diff('month', value_to, win_to) else 0 end as remaining_months,
        case when level_v is null or counted_from is not null then null
             when last_refusal is null and not (is_exact and last_is_exact) then 'số liệu không chính xác'
             else last_refusal end as growth_refusal,
        last_refusal is null and level_v is not null and counted_from is null and is_exact and last_is_exact as comparable,
        nature in ('count', 'flow', 'stock') or (nature = 'ratio' and not is_rate) as is_quantity
    from filled
), looked as materialized (
    select no, verdict, verdict_reason, rests_on_estimate,
        case when assessed is not null and verdict is not null then rule_verdict end as rule_verdict,
        -- of a term with assessed years the reason speaks of the years as they count
        case when assessed is not null and verdict is not null and not by_assessed_years then rule_reason end as rule_reason,
        case when verdict is not null then assessed.by_whom end as assessed_by, case when verdict is not null then assessed.day end as assessed_on,
        is_interim, pace_x, kind, fulfilment, fulfilment_reason, difference, pace,
        remaining_v, remaining_months,
        split_part(pace_kind, '|', 2) as pace_refusal,
        case kind when 'accrues' then share_expected when 'level' then level_expected when 'holds' then pace_x end as pace_expected,
        case when part_kind = 'of_which' or bound = 'text' then null
             when stated_outlook is not null and is_interim then stated_outlook
             when pace in ('met_early', 'on_pace', 'holds') then 'likely'
             when pace in ('behind', 'cap_risk') then 'at_risk'
             when pace = 'breached' then 'unlikely' end as own_outlook,
        case when comparable and is_quantity and last_v >= 10 * one() then percent_ticks(level_v - last_v, last_v) end as growth,
        case when comparable then level_v - last_v end as growth_difference,
        coalesce(growth_refusal,
            case when comparable and is_quantity and last_v <= 0 then 'cùng kỳ bằng 0'
                 when comparable and is_quantity and last_v < 10 * one() then 'cùng kỳ dưới 10, chỉ so số tuyệt đối'
                 when comparable and adds and years_back(value_from, 1) <> last_from then 'khác ngày bắt đầu lũy kế' end) as growth_reason,
        -- Chưa có số liệu is what was due and is not there: not what is measured
        -- later, of a year to come, or waits for a decision.
        -- A total that the missing units may still decide is not there either.
        assessed is null and counted_from is null and bound not in ('all_of', 'structure') and (nothing_told or is_open_total) and span_from <= $data_to::date
            and not (course = 'once' and (due_on > $known_at::date or due_on is null and unfinished)) as is_missing
    from paced
), looked_part as (
    -- A part whose own span is over has failed for good, or is met.
    select m.part_of as target_code,
        case when bool_or(own_outlook = 'unlikely' or l.verdict = 'not_met' and not m.unfinished) then 'unlikely'
             when bool_or(own_outlook = 'at_risk') then 'at_risk'
             when bool_and(coalesce(own_outlook = 'likely' or l.verdict in ('met', 'exceeded'), false)) then 'likely' end as outlook
    from looked l
    join measured_target m on few(m.no, l.no)
    where is_current and part_of is not null and part_kind is distinct from 'of_which'
    group by m.part_of
), outcome as materialized (
    select m.no, m.is_current, m.target_code, m.part_of, m.part_kind, m.bound, m.position, m.direction, m.nature, m.course, m.counted_from, m.step,
        m.v, m.v_hi, m.value_precision, m.text_value, m.status_rank, m.value_from, m.value_to, m.unfinished,
        -- an empty list: a list was reported, and none of the items is in it
        m.named_done as items_done,
        case when len(m.named_missing) > 0 then m.named_missing end as items_missing,
        m.reported_on, m.value_source, m.num, m.den, m.expected_units, m.received_units, m.missing_units, m.children_v, m.refusal,
        m.granted, m.pending, m.change_measure, m.base_year, m.base_year_stated, m.base_text, m.x, m.x_hi, m.history_years, m.tested_years, m.mean_error, m.largest_error,
        m.stated_outlook, m.stated_reason, m.year_estimate, m.year_estimate_hi, m.year_estimate_precision, m.last_v, m.last_to, m.last_status_rank, m.row_id,
        j.asks_change, j.value_is_change, j.base_v, j.level_v, j.d, j.second_d, j.t, j.ends_early, j.change_met, j.nothing_told,
        l.* exclude (no),
        coalesce(l.own_outlook, case when m.bound in ('all_of', 'structure') and l.is_interim then p.outlook end) as outlook,
        case when l.verdict is null then null
             when l.pace = 'met_early' or l.verdict in ('met', 'exceeded') then 'reached'
             when l.verdict = 'not_met' and m.unfinished then 'at_risk'
             when l.is_missing then 'missing'
             when coalesce(l.own_outlook, p.outlook) in ('at_risk', 'unlikely') then 'at_risk'
             when coalesce(l.own_outlook, p.outlook) = 'likely' then 'likely'
             else 'unassessed' end as standing
    from looked l
    join judged j on few(j.no, l.no)
    join measured_target m on few(m.no, l.no)
    left join looked_part p on few(p.target_code, m.target_code) and m.is_current and m.bound in ('all_of', 'structure') and l.is_interim
)
