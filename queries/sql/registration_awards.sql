-- name: registration_awards
-- about: Registrations set beside awards, per honour and kind of recipient.
-- grain: one row per honour and kind of recipient with a registration or an award of the year or the year before
-- params: plan_id VARCHAR, year INTEGER [that registrations and awards count for], known_at DATE [rows reported up to this day]
-- returns: honour_code VARCHAR, recipient_kind VARCHAR, registered INTEGER [recipients],
--          proposed INTEGER [recipients whose file is there now; likewise the next four], approved INTEGER,
--          submitted INTEGER, rejected INTEGER, revoked INTEGER, granted INTEGER [recipients, less revoked],
--          granted_registered INTEGER [on both lists], granted_unregistered INTEGER,
--          granted_unnamed INTEGER [one of the lists gives only a number], granted_to_verify INTEGER [the name fits several],
--          registered_not_granted INTEGER, registered_unnamed INTEGER, registered_to_verify INTEGER,
--          to_verify VARCHAR[] [names that fit several; empty for none],
--          last_year_granted INTEGER [NULL when there is no award at all of the year before]
with this_year as (
    select honour_code, recipient_kind,
        sum(registered) as registered, sum(proposed) as proposed, sum(approved) as approved,
        sum(submitted) as submitted, sum(rejected) as rejected, sum(revoked) as revoked, sum(granted) as granted,
        sum(granted_registered) as granted_registered, sum(granted_unregistered) as granted_unregistered,
        sum(granted_unnamed) as granted_unnamed, sum(granted_to_verify) as granted_to_verify,
        sum(registered_not_granted) as registered_not_granted, sum(registered_unnamed) as registered_unnamed,
        sum(registered_to_verify) as registered_to_verify,
        list_sort(list_distinct(flatten(list(names)))) as to_verify
    from conversion($plan_id, $year::integer, $known_at::date)
    group by all
), last_year as (
    select f.honour_code, f.recipient_kind, sum(f.net) as granted
    from award_files($year::integer - 1, $year::integer - 1, $known_at::date) f
    semi join (from plan_units($plan_id, make_date($year::integer - 1, 1, 1), make_date($year::integer - 1, 12, 31))) using (unit_code)
    -- Nobody is compared with another unit that had the code of the plan's own.
    where not exists (from unit_breaks() b join plan p on p.unit_code = b.unit_code
        where p.plan_id = $plan_id and b.on_day between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 31))
    group by all
)
select
    honour_code, recipient_kind,
    coalesce(t.registered, 0)::integer as registered,
    coalesce(t.proposed, 0)::integer as proposed,
    coalesce(t.approved, 0)::integer as approved,
    coalesce(t.submitted, 0)::integer as submitted,
    coalesce(t.rejected, 0)::integer as rejected,
    coalesce(t.revoked, 0)::integer as revoked,
    coalesce(t.granted, 0)::integer as granted,
    coalesce(t.granted_registered, 0)::integer as granted_registered,
    coalesce(t.granted_unregistered, 0)::integer as granted_unregistered,
    coalesce(t.granted_unnamed, 0)::integer as granted_unnamed,
    coalesce(t.granted_to_verify, 0)::integer as granted_to_verify,
    coalesce(t.registered_not_granted, 0)::integer as registered_not_granted,
    coalesce(t.registered_unnamed, 0)::integer as registered_unnamed,
    coalesce(t.registered_to_verify, 0)::integer as registered_to_verify,
    coalesce(t.to_verify, []) as to_verify,
    case when exists (from last_year) then coalesce(l.granted, 0) end::integer as last_year_granted
from this_year t
full join last_year l using (honour_code, recipient_kind)
order by honour_code, recipient_kind
