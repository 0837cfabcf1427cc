-- Indicators of defence and security: with one restricted target everything
-- that is known of the indicator is kept back.
create or replace temporary view view_hidden_indicators as
select distinct indicator_code
from target
where restricted and indicator_code is not null and not role_restricted();

create or replace temporary view view_hidden_targets as
select distinct plan_id, target_code
from target
where restricted and not role_restricted();
