-- name: form_0601
-- about: Biểu 0601.N/BNV-TĐKT (from 2023) or 0701.N (2018 to 2022), the number of emulation movements, with row codes and column checks.
-- grain: one row per row of the form, and one more per heading that holds movements which the plan does not say enough of
-- params: plan_id VARCHAR, year INTEGER [of the report],
--         counted VARCHAR [optional, launched in the year unless given; one of: launched, running],
--         form VARCHAR [optional, the one in force in the year unless given; one of: 0601, 0701]
-- returns: form VARCHAR, position INTEGER, heading VARCHAR [NULL for the total], row_code VARCHAR [NULL: not a row of the form],
--          label VARCHAR, total INTEGER [movements; column 1], central INTEGER [column 2], province INTEGER [column 3],
--          unit INTEGER [column 4; NULL in form 0701, which has none], columns_agree BOOLEAN [1 = 2 + 3 + 4],
--          rows_agree BOOLEAN [the rows of the heading add up to row 01; NULL outside a heading], movements VARCHAR[] [codes]
with chosen as (
    select coalesce($form, case when $year::integer >= 2023 then '0601' else '0701' end) as form
), dated as (
    -- A movement without a first day is the plan's own.
    select m.*, coalesce(m.starts_on, p.starts_on) as first_day
    from movement m
    join plan p using (plan_id)
    where m.plan_id = $plan_id and m.kind <> 'campaign' -- cuộc vận động is no phong trào thi đua
), placed as (
    select d.movement_code, d.position, c.form,
        case d.launched_by when 'central' then 'central' when 'province' then 'province' else 'unit' end as launcher,
        case d.scope when 'national' then '02' when 'province' then '03' when 'unit' then '05'
            when 'cluster' then case when c.form = '0601' then '04' end end as scope_row,
        case when d.ends_on is null or d.starts_on is null then null
            when d.ends_on + 1 < d.starts_on + interval 1 year then '06'
            when d.ends_on + 1 = d.starts_on + interval 1 year then '07'
            when d.ends_on + 1 < d.starts_on + interval 3 year then '08'
            when c.form = '0701' then '09'
            when d.ends_on + 1 < d.starts_on + interval 5 year then '09'
            else '10' end as term_row,
        case when d.kind = 'regular' then case c.form when '0601' then '12' else '11' end
            else case c.form when '0601' then '11' else '10' end end as method_row
    from dated d
    cross join chosen c
    where case coalesce($counted, 'launched')
            when 'launched' then d.first_day between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 31)
            else d.first_day <= make_date($year::integer, 12, 31)
                and coalesce(d.ends_on, date '9999-12-31') >= make_date($year::integer, 1, 1) end
        -- The older form counts no movements of agencies and units.
        and (c.form = '0601' or d.launched_by in ('central', 'province'))
), form_rows(form, heading_no, heading, row_code, label) as (
    select c.form, r.* from chosen c cross join (values
        (0, null, '01', 'Tổng số'),
        (1, 'Phạm vi', '02', 'Toàn quốc'), (1, 'Phạm vi', '03', 'Bộ, ban, ngành, đoàn thể, địa phương'),
        (1, 'Phạm vi', '04', 'Cụm, khối thi đua'), (1, 'Phạm vi', '05', 'Cơ quan, đơn vị'),
        (2, 'Thời hạn', '06', 'Dưới 1 năm'), (2, 'Thời hạn', '07', '1 năm'), (2, 'Thời hạn', '08', 'Từ 1 năm đến dưới 3 năm'),
        (2, 'Thời hạn', '09', 'Từ 3 năm đến dưới 5 năm'), (2, 'Thời hạn', '10', 'Từ 5 năm trở lên'),
        (3, 'Phương thức', '11', 'Chuyên đề'), (3, 'Phương thức', '12', 'Thường xuyên hằng năm')
    ) r where c.form = '0601'
    union all
    -- Grade C, as all forms here: read from a product's templates, not from the circulars. What is said of 0701 is that
    -- it has no cluster row, no column of units, and the codes 06-11 below; that the row of units keeps code 05 is
    -- concluded from 06 following it, and stands in no source that was read.
    select c.form, r.* from chosen c cross join (values
        (0, null, '01', 'Tổng số'),
        (1, 'Phạm vi', '02', 'Toàn quốc'), (1, 'Phạm vi', '03', 'Bộ, ban, ngành, đoàn thể, địa phương'),
        (1, 'Phạm vi', '05', 'Cơ quan, đơn vị'),
        (2, 'Thời hạn', '06', 'Dưới 1 năm'), (2, 'Thời hạn', '07', '1 năm'), (2, 'Thời hạn', '08', 'Từ 1 năm đến dưới 3 năm'),
        (2, 'Thời hạn', '09', 'Từ 3 năm trở lên'),
        (3, 'Phương thức', '10', 'Chuyên đề'), (3, 'Phương thức', '11', 'Thường xuyên hằng năm')
    ) r where c.form = '0701'
), in_rows(heading_no, row_code, movement_code, position, launcher) as (
    select 0, '01', movement_code, position, launcher from placed
    union all
    select 1, scope_row, movement_code, position, launcher from placed
    union all
    select 2, term_row, movement_code, position, launcher from placed
    union all
    select 3, method_row, movement_code, position, launcher from placed
), lines as (
    select form, heading_no, heading, row_code, label from form_rows
    union all
    -- What the plan does not say stands in sight, so that every heading adds up.
    select distinct c.form, i.heading_no, h.heading, null, 'Chưa đủ thông tin để phân loại'
    from in_rows i
    cross join chosen c
    join (select distinct heading_no, heading from form_rows) h using (heading_no)
    where i.row_code is null
), counted_rows as (
    select l.*, count(i.movement_code) as total,
        count(i.movement_code) filter (i.launcher = 'central') as central,
        count(i.movement_code) filter (i.launcher = 'province') as province,
        count(i.movement_code) filter (i.launcher = 'unit') as unit,
        coalesce(list(i.movement_code order by i.position) filter (i.movement_code is not null), []) as movements
    from lines l
    left join in_rows i on i.heading_no = l.heading_no and i.row_code is not distinct from l.row_code
    group by l.form, l.heading_no, l.heading, l.row_code, l.label
)
select
    form, (row_number() over (order by heading_no, row_code nulls last))::integer as position, heading, row_code, label,
    total::integer as total, central::integer as central, province::integer as province,
    case when form = '0601' then unit end::integer as unit,
    total = central + province + unit as columns_agree,
    case when heading is not null then sum(total) over (partition by heading_no) = (select count(*) from placed) end as rows_agree,
    movements
from counted_rows
order by position
