-- What became of the registrations of a year, per unit, honour and kind of
-- recipient. A registered and a granted recipient are the same by id, else by
-- name where one of the two has no id. Where a name fits several, nothing is
-- guessed: both sides count as to verify. Where a list gives only a number,
-- what could stand on it counts as unnamed.
create or replace temporary macro conversion(the_plan, the_year, known) as table
    with units as (
        from plan_units(the_plan, make_date(the_year, 1, 1), make_date(the_year, 12, 31))
    ), files as materialized (
        select f.unit_code, f.honour_code, f.recipient_kind, f.recipient, f.name_key, f.recipient_name, f.state, f.quantity, f.net
        from award_files(the_year, the_year, known) f
        semi join units using (unit_code)
    ), on_the_list as materialized (
        select f.unit_code, f.honour_code, f.recipient_kind, f.recipient, f.name_key, f.recipient_name, f.quantity
        from registration_files(the_year, known) f
        semi join units using (unit_code)
    ), sides as materialized (
        select *, true as is_registered from on_the_list
        union all
        -- The ledger of awards may hold a registration that is on no list.
        select f.unit_code, f.honour_code, f.recipient_kind, f.recipient, f.name_key, f.recipient_name, f.quantity, true
        from files f
        where f.state = 'registered' and not exists (
            from on_the_list l
            where l.unit_code = f.unit_code and l.honour_code = f.honour_code and l.recipient_kind = f.recipient_kind
                and l.recipient is not distinct from f.recipient)
        union all
        select unit_code, honour_code, recipient_kind, recipient, name_key, recipient_name, net, false
        from files where net <> 0
    ), names as (
        -- Who stands by name alone, at most once on either side, is matched by that name and no other.
        select unit_code, honour_code, recipient_kind, name_key,
            sum(quantity) filter (is_registered) as r_quantity, sum(quantity) filter (not is_registered) as g_quantity,
            count(*) filter (is_registered) <= 1 and count(*) filter (not is_registered) <= 1 and not bool_or(starts_with(recipient, 'id:')) as is_plain
        from sides
        where recipient is not null
        group by unit_code, honour_code, recipient_kind, name_key
    ), plain_sums as (
        select unit_code, honour_code, recipient_kind,
            sum(r_quantity) as registered, sum(least(r_quantity, g_quantity)) filter (r_quantity is not null and g_quantity is not null) as matched,
            sum(g_quantity - case when r_quantity is null then 0 else least(r_quantity, g_quantity) end) as g_rest,
            sum(r_quantity - case when g_quantity is null then 0 else least(r_quantity, g_quantity) end) as r_rest
        from names
        where is_plain
        group by unit_code, honour_code, recipient_kind
    ), other_side as materialized (
        select s.* from sides s where s.recipient is null
        union all
        select s.*
        from sides s
        join (from names where not is_plain) n on n.unit_code = s.unit_code and n.honour_code = s.honour_code
            and n.recipient_kind = s.recipient_kind and n.name_key is not distinct from s.name_key
        where s.recipient is not null
    ), states as (
        select unit_code, honour_code, recipient_kind,
            sum(quantity) filter (state = 'proposed') as proposed,
            sum(quantity) filter (state = 'approved') as approved,
            sum(quantity) filter (state = 'submitted') as submitted,
            sum(quantity) filter (state = 'rejected') as rejected,
            sum(quantity) filter (state = 'revoked') as revoked,
            sum(net) as granted
        from files
        group by all
    ), g as (
        select unit_code, honour_code, recipient_kind, recipient, any_value(name_key) as name_key,
            any_value(recipient_name) as recipient_name,
            bool_or(starts_with(recipient, 'id:')) as has_id, count(*) as entries, sum(quantity) as quantity
        from other_side
        where not is_registered
        group by unit_code, honour_code, recipient_kind, recipient
    ), r as (
        select unit_code, honour_code, recipient_kind, recipient, any_value(name_key) as name_key,
            any_value(recipient_name) as recipient_name,
            bool_or(starts_with(recipient, 'id:')) as has_id, count(*) as entries, sum(quantity) as quantity
        from other_side
        where is_registered
        group by unit_code, honour_code, recipient_kind, recipient
    ), by_id as (
        select unit_code, honour_code, recipient_kind, recipient, least(r.quantity, g.quantity) as both_sides
        from r
        join g using (unit_code, honour_code, recipient_kind, recipient)
        where r.has_id
    ), by_name as (
        select unit_code, honour_code, recipient_kind, r.recipient as registered, g.recipient as granted,
            least(r.quantity, g.quantity) as both_sides,
            r.entries = 1 and g.entries = 1
                and count(*) over (partition by unit_code, honour_code, recipient_kind, r.recipient) = 1
                and count(*) over (partition by unit_code, honour_code, recipient_kind, g.recipient) = 1 as certain
        from (from r anti join by_id using (unit_code, honour_code, recipient_kind, recipient)) r
        join (from g anti join by_id using (unit_code, honour_code, recipient_kind, recipient)) g
            using (unit_code, honour_code, recipient_kind, name_key)
        where not (r.has_id and g.has_id)
    ), pairs as (
        select unit_code, honour_code, recipient_kind, recipient as registered, recipient as granted, both_sides, true as certain
        from by_id
        union all
        from by_name
    ), g_side as (
        select g.unit_code, g.honour_code, g.recipient_kind, g.recipient is null as unnamed, g.recipient_name, g.quantity,
            coalesce(p.both_sides, 0) as matched, coalesce(not p.certain, false) as unsure
        from g
        left join (
            select unit_code, honour_code, recipient_kind, granted,
                bool_and(certain) as certain, case when bool_and(certain) then max(both_sides) end as both_sides
            from pairs
            group by all
        ) p on p.unit_code = g.unit_code and p.honour_code = g.honour_code
            and p.recipient_kind = g.recipient_kind and p.granted = g.recipient
    ), r_side as (
        select r.unit_code, r.honour_code, r.recipient_kind, r.recipient is null as unnamed, r.recipient_name, r.quantity,
            coalesce(p.both_sides, 0) as matched, coalesce(not p.certain, false) as unsure
        from r
        left join (
            select unit_code, honour_code, recipient_kind, registered,
                bool_and(certain) as certain, case when bool_and(certain) then max(both_sides) end as both_sides
            from pairs
            group by all
        ) p on p.unit_code = r.unit_code and p.honour_code = r.honour_code
            and p.recipient_kind = r.recipient_kind and p.registered = r.recipient
    ), g_sums as (
        select unit_code, honour_code, recipient_kind,
            sum(matched) as matched,
            sum(quantity) filter (unsure) as unsure,
            sum(quantity - matched) filter (not unsure and not unnamed) as rest,
            sum(quantity) filter (unnamed) as unnamed,
            list(distinct recipient_name) filter (unsure) as names
        from g_side
        group by all
    ), r_sums as (
        select unit_code, honour_code, recipient_kind,
            sum(quantity) as registered,
            sum(quantity) filter (unsure) as unsure,
            sum(quantity - matched) filter (not unsure and not unnamed) as rest,
            sum(quantity) filter (unnamed) as unnamed,
            list(distinct recipient_name) filter (unsure) as names
        from r_side
        group by all
    ), sums as (
        select unit_code, honour_code, recipient_kind,
            coalesce(r.registered, 0) + coalesce(p.registered, 0) as registered,
            coalesce(s.proposed, 0) as proposed, coalesce(s.approved, 0) as approved, coalesce(s.submitted, 0) as submitted,
            coalesce(s.rejected, 0) as rejected, coalesce(s.revoked, 0) as revoked, coalesce(s.granted, 0) as granted,
            coalesce(g.matched, 0) + coalesce(p.matched, 0) as matched,
            coalesce(g.rest, 0) + coalesce(p.g_rest, 0) as g_rest, coalesce(g.unnamed, 0) as g_unnamed, coalesce(g.unsure, 0) as g_unsure,
            coalesce(r.rest, 0) + coalesce(p.r_rest, 0) as r_rest, coalesce(r.unnamed, 0) as r_unnamed, coalesce(r.unsure, 0) as r_unsure,
            list_concat(coalesce(g.names, []), coalesce(r.names, [])) as names
        from states s
        full join plain_sums p using (unit_code, honour_code, recipient_kind)
        full join r_sums r using (unit_code, honour_code, recipient_kind)
        left join g_sums g using (unit_code, honour_code, recipient_kind)
    )
    select unit_code, honour_code, recipient_kind, registered, proposed, approved, submitted, rejected, revoked, granted,
        matched as granted_registered,
        -- A number without names may hold any recipient of the other list that is still unmatched.
        case when r_unnamed > 0 then 0 else g_rest end
            + case when r_unnamed + r_rest + r_unsure > 0 then 0 else g_unnamed end as granted_unregistered,
        case when r_unnamed > 0 then g_rest else 0 end
            + case when r_unnamed + r_rest + r_unsure > 0 then g_unnamed else 0 end as granted_unnamed,
        g_unsure as granted_to_verify,
        case when g_unnamed > 0 then 0 else r_rest end
            + case when g_unnamed + g_rest + g_unsure > 0 then 0 else r_unnamed end as registered_not_granted,
        case when g_unnamed > 0 then r_rest else 0 end
            + case when g_unnamed + g_rest + g_unsure > 0 then r_unnamed else 0 end as registered_unnamed,
        r_unsure as registered_to_verify,
        list_sort(list_distinct(names)) as names
    from sums;
