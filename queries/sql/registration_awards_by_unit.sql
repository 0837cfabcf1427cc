-- name: registration_awards_by_unit
-- about: Registrations set beside awards, per unit, honour and kind of recipient.
-- grain: one row per unit, honour and kind of recipient with a registration or an award of the year
-- params: plan_id VARCHAR, year INTEGER [that registrations and awards count for], known_at DATE [rows reported up to this day]
-- returns: unit_code VARCHAR, unit_name VARCHAR, short_name VARCHAR, position INTEGER,
--          honour_code VARCHAR, recipient_kind VARCHAR, registered INTEGER [recipients],
--          proposed INTEGER [recipients whose file is there now; likewise the next four], approved INTEGER,
--          submitted INTEGER, rejected INTEGER, revoked INTEGER, granted INTEGER [recipients, less revoked],
--          granted_registered INTEGER [on both lists], granted_unregistered INTEGER,
--          granted_unnamed INTEGER [one of the lists gives only a number], granted_to_verify INTEGER [the name fits several],
--          registered_not_granted INTEGER, registered_unnamed INTEGER, registered_to_verify INTEGER,
--          to_verify VARCHAR[] [names that fit several; empty for none]
select
    c.unit_code, u.name as unit_name, u.short_name, u.position,
    c.honour_code, c.recipient_kind,
    c.registered::integer as registered,
    c.proposed::integer as proposed,
    c.approved::integer as approved,
    c.submitted::integer as submitted,
    c.rejected::integer as rejected,
    c.revoked::integer as revoked,
    c.granted::integer as granted,
    c.granted_registered::integer as granted_registered,
    c.granted_unregistered::integer as granted_unregistered,
    c.granted_unnamed::integer as granted_unnamed,
    c.granted_to_verify::integer as granted_to_verify,
    c.registered_not_granted::integer as registered_not_granted,
    c.registered_unnamed::integer as registered_unnamed,
    c.registered_to_verify::integer as registered_to_verify,
    c.names as to_verify
from conversion($plan_id, $year::integer, $known_at::date) c
join plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31)) u using (unit_code)
order by u.position, c.unit_code, c.honour_code, c.recipient_kind
