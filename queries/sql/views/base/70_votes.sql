-- Of each vote about a candidate the latest row.
create or replace temporary view view_votes as
select *
from vote
qualify row_number() over (
    partition by body, cluster_code, voted_on, unit_code, for_year, honour_code, recipient_kind, recipient_id, view_name_key(recipient_name)
    order by reported_on desc, load_no desc, row_no desc) = 1;
