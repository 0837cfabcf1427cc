-- Every reported value with the row that counts for its period.
create or replace temporary view view_values as
select a.*,
    not (coalesce(a.value, a.numerator) is null and a.text_value is null and a.items is null) and row_number() over (
        partition by a.indicator_code, a.unit_code, a.period_start, a.period_end, a.accumulation, a.measure,
            coalesce(a.value, a.numerator) is null and a.text_value is null and a.items is null
        order by case a.status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end desc,
            a.reported_on desc, a.load_no desc, a.row_no desc) = 1 as in_force
from actual a
anti join view_hidden_indicators h using (indicator_code);
