-- Of each registration the latest row: the same unit, year, phase, honour and
-- recipient. A recipient is its id, else its name.
create or replace temporary view view_registrations as
select r.*
from registration r
qualify rank() over (
    partition by unit_code, for_year, for_phase, honour_code, recipient_kind,
        coalesce('id:' || recipient_id, 'name:' || view_name_key(recipient_name)),
        case when recipient_id is null and recipient_name is null then position_group end
    order by registered_on desc, load_no desc) = 1;
