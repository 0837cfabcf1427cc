-- What became of a unit's territory on the day of a reorganisation: one row per
-- old unit, new unit and basis. A code alone says nothing, because new units take
-- over the codes of old ones: old_code is the unit of the day before changed_on,
-- new_code the unit of changed_on.
create table unit_change (
    old_code     varchar not null,
    new_code     varchar not null,
    basis        varchar not null,        -- all, population, area, households: what the shares are shares of
    changed_on   date not null,           -- first day of the new unit
    share        decimal(18,9),           -- part of the old unit that went to the new one, 0 < share <= 1; NULL: a part, not known how large
    share_of_new decimal(18,9),           -- part of the new unit that came from the old one, 0 < share <= 1; NULL: not known
    document     varchar,                 -- the resolution or decision
    source       varchar,
    file_id      integer not null, sheet varchar not null, row_no integer not null,
    primary key (old_code, new_code, basis, changed_on)
);
