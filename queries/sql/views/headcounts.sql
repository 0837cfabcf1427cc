-- name: headcounts
-- about: How many people a collective has, and what they reached in a year, as last reported.
-- grain: one row per unit, year and collective
-- params: none
-- returns: year INTEGER [year], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit],
--          collective_name VARCHAR [NULL: the unit itself], members INTEGER [persons], completed INTEGER [persons who completed their tasks; NULL when not told],
--          advanced INTEGER [persons with Lao động tiên tiến, Chiến sĩ thi đua cơ sở among them; NULL when not told],
--          fighters INTEGER [persons with Chiến sĩ thi đua cơ sở; NULL when not told],
--          disciplined INTEGER [persons disciplined from cảnh cáo up; NULL when not told], reported_on DATE [day of the report]
with latest as (
    select *
    from headcount
    qualify row_number() over (
        partition by unit_code, for_year, view_name_key(collective_name)
        order by reported_on desc, load_no desc, row_no desc) = 1
)
select h.for_year as year, u.province_code, h.unit_code, h.collective_name, h.members, h.completed, h.advanced, h.fighters, h.disciplined, h.reported_on
from latest h
left join view_units u on u.unit_code = h.unit_code and h.reported_on between u.valid_from and u.last_day
