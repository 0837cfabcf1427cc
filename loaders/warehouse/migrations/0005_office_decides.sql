-- What the office decides itself. Both are kept as they were said, later rows
-- after earlier ones; the computed verdict stays what it is.

-- The office's own verdict of one target for the span that ends in a year.
create table assessed_verdict (
    plan_id      varchar not null,
    target_code  varchar not null,
    for_year     integer not null,        -- year in which the judged span ends
    verdict      varchar not null,        -- exceeded, met, not_met; by_rule: the office goes back to the computed one
    reason       varchar not null,
    assessed_by  varchar not null,        -- person
    assessed_on  date not null,           -- it holds from this day of knowledge on
    source       varchar,
    load_no      integer not null,
    file_id      integer not null, sheet varchar not null, row_no integer not null
);

-- A named person lets a review go out in spite of what would keep it a draft.
create table review_release (
    plan_id      varchar not null,
    review       varchar not null,        -- 'so-ket-1', 'tong-ket'
    obstacle     varchar not null,        -- coverage, difference
    closed_on    date not null,           -- chốt nhận báo cáo of the released report; later ones are released too
    in_force     boolean not null,        -- false: taken back
    reason       varchar not null,
    released_by  varchar not null,
    released_on  date not null,
    source       varchar,
    load_no      integer not null,
    file_id      integer not null, sheet varchar not null, row_no integer not null
);
