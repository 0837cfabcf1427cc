-- Of each initiative the latest row: its unit, year, level, name and author. Of
-- counted groups the latest report of each state.
create or replace temporary view view_initiatives as
select *
from initiative
qualify rank() over (
    partition by unit_code, for_year, level, view_name_key(name), author_id, view_name_key(author_name),
        case when name is null and author_name is null then state end
    order by reported_on desc, load_no desc) = 1;
