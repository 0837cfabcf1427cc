-- The warehouse's tables. One row says one thing that a source said; nothing
-- here is computed. Later reports are new rows, never updates (known_at reads
-- reported_on). Codes are text. Values are DECIMAL(24,6) in the indicator's own
-- unit; NULL is missing, never 0. Every row that came from a file carries
-- file_id, sheet ('' for CSV and YAML) and row_no (1-based, as a person sees it).

create table source_file (
    file_id   integer primary key,
    sha256    varchar not null unique,
    name      varchar not null,           -- as given, relative to the workspace
    kind      varchar not null,           -- plan, org_units, actuals, ...
    load_no   integer not null            -- position in the ledger
);

-- Plans ----------------------------------------------------------------------

create table plan (
    plan_id       varchar primary key,
    doc_no        varchar,                -- '43/KH-UBND'; NULL when the source does not give it
    doc_kind      varchar not null,       -- 'Kế hoạch'
    issuer        varchar not null,
    issued_on     date,
    title         varchar not null,
    theme         varchar,
    unit_code     varchar not null,       -- root of the tree of units that it binds
    starts_on     date not null,
    ends_on       date not null,
    closes_on     date not null,          -- after it, awards still missing are not met
    final_review_from date,
    final_review_to   date,
    file_id       integer not null
);

create table phase (
    plan_id      varchar not null,
    phase_no     integer not null,
    name         varchar not null,        -- 'Đợt 1'
    kind         varchar not null,        -- dot, cao_diem, reporting, year
    theme        varchar,
    starts_on    date not null,
    ends_on      date not null,
    reports_due  date,                    -- units send their reports by this day
    review_from  date,
    review_to    date,
    declared     boolean not null,        -- false: set by the office, not by the plan
    quote        varchar,
    place        varchar,
    primary key (plan_id, phase_no)
);

create table sector (
    plan_id      varchar not null,
    sector_code  varchar not null,
    name         varchar not null,
    position     integer not null,
    primary key (plan_id, sector_code)
);

create table movement (
    plan_id        varchar not null,
    movement_code  varchar not null,
    name           varchar not null,
    launched_by    varchar not null,      -- level that launched it: central, province, district, commune, agency
    kind           varchar not null,      -- regular, thematic, phased
    scope          varchar,
    starts_on      date,
    ends_on        date,
    position       integer not null,
    quote          varchar,
    place          varchar,
    primary key (plan_id, movement_code)
);

-- An indicator is the measure; a target is the value assigned to it. A code
-- means the same in every plan of a workspace.
create table indicator (
    indicator_code varchar primary key,
    name           varchar not null,      -- 'Tổng thu ngân sách trên địa bàn'
    short_name     varchar not null,      -- for charts
    unit           varchar not null,      -- unit of measure, 'tỷ đồng'
    nature         varchar not null,      -- count, flow, stock, ratio, growth, structure, index, rank, grade
    course         varchar not null,      -- accrues, level, once
    direction      varchar not null,      -- up, down, none
    decimals       integer not null,      -- digits of computed values
    scale          decimal(24,6),         -- of a ratio: 100 for %, 10000 for per 10.000; NULL otherwise
    numerator      varchar,               -- what it counts, for ratios
    denominator    varchar,
    limit_lo       decimal(24,6),
    limit_hi       decimal(24,6),
    collected_at   varchar not null,      -- level of the units that report it; the root's own level: not rolled up
    definition     varchar not null,      -- version of the definition
    price_basis    varchar,
    irreversible   boolean not null,
    tolerance      decimal(24,6),         -- of pace, in the indicator's unit; NULL: the workspace's
    grades         varchar[]              -- ordered scale, worst first; for grade
);

create table target (
    plan_id        varchar not null,
    target_code    varchar not null,
    version        integer not null,      -- 1, 2, ...
    version_doc    varchar,
    version_date   date,
    in_force_from  date not null,
    position       integer not null,      -- order in the plan
    sector_code    varchar not null,
    indicator_code varchar,               -- NULL: counted from a ledger (counted_from), or all_of its members
    label          varchar not null,      -- the line as a table prints it
    unit           varchar not null,
    unit_code      varchar not null,      -- org unit that it binds
    owner          varchar not null,      -- 'Kế hoạch', 'tỉnh giao', ...
    span           varchar not null,      -- year, phase, season, final_year, each_year, yearly_average, term_total
    span_from      date not null,
    span_to        date not null,
    due_on         date,                  -- when a once value is published or decided
    bound          varchar not null,
    measure        varchar not null,      -- level, increase, decrease
    basis          varchar not null,      -- of a change: unit, percent, point, times; level: unit
    lo             decimal(24,6),         -- X of one-number bounds; L of a range
    hi             decimal(24,6),         -- U of a range
    exceeded_at    decimal(24,6),
    last_digit     decimal(24,6),         -- about: one unit of X's last written digit
    -- A second demand, checked and printed beside the level ("giảm 0,1% so với năm 2021").
    change_measure varchar,
    change_bound   varchar,
    change_basis   varchar,
    change_lo      decimal(24,6),
    base_year      integer,               -- year a change counts from
    base_value     decimal(24,6),         -- as the plan or the office states it; NULL: from the actuals of base_year
    base_text      varchar,               -- base of a grade
    base_source    varchar,
    -- X as a reference to another owner's target of the same indicator and span.
    ref_owner      varchar,
    ref_percent    decimal(24,6),
    set_name       varchar,               -- named set of x_of_y, with its version
    set_size       integer,
    grade          varchar,               -- demanded grade
    counted_from   varchar,               -- NULL: from actuals; awards, registrations, exemplars, direct_share, units_registered
    titles         varchar[],             -- honours counted
    recipients     varchar[],             -- recipient kinds counted; empty: all
    granted_by     varchar,               -- level whose decision counts
    own_grant      boolean not null,      -- the office itself grants: a forecast, never exceeded
    counts_as      varchar not null,      -- rows with the same key are one counted chỉ tiêu
    part_of        varchar,               -- target_code of the whole
    part_kind      varchar,               -- of_which, component, member (of all_of)
    headline       boolean not null,
    restricted     boolean not null,
    print_ratio    boolean not null,
    quote          varchar not null,      -- the plan's own words
    corrected      varchar,               -- the same with typing errors mended; NULL: as quoted
    place          varchar not null,      -- 'I.2, kinh tế, dòng 2'
    primary key (plan_id, target_code, version)
);

create table target_item (
    plan_id      varchar not null,
    target_code  varchar not null,
    version      integer not null,
    item_no      integer not null,
    item_code    varchar not null,        -- what a report ticks
    name         varchar not null,
    primary key (plan_id, target_code, version, item_code)
);

create table cluster (
    plan_id      varchar not null,
    cluster_code varchar not null,
    name         varchar not null,
    kind         varchar not null,        -- cluster, block
    year         integer not null,
    tie_break    varchar,                 -- criterion that decides equal totals; NULL: they share the rank
    leader       varchar,                 -- unit_code that the minutes name; NULL before the vote
    leader_doc   varchar,
    primary key (plan_id, cluster_code)
);

create table cluster_member (
    plan_id      varchar not null,
    cluster_code varchar not null,
    unit_code    varchar not null,
    disqualified varchar,                 -- reason; NULL: ranked
    primary key (plan_id, cluster_code, unit_code)
);

create table criterion (
    plan_id        varchar not null,
    cluster_code   varchar not null,
    criterion_code varchar not null,
    name           varchar not null,
    max_points     decimal(24,6) not null,
    position       integer not null,
    primary key (plan_id, cluster_code, criterion_code)
);

-- What units report ----------------------------------------------------------

create table org_unit (
    unit_code   varchar not null,
    name        varchar not null,
    short_name  varchar not null,
    level       varchar not null,
    kind        varchar not null,
    parent_code varchar,
    reports     boolean not null,         -- expected to report
    position    integer not null,
    valid_from  date not null,
    valid_to    date,                     -- last day; NULL: still there
    source      varchar,
    file_id     integer not null, sheet varchar not null, row_no integer not null,
    primary key (unit_code, valid_from)
);

create table actual (
    indicator_code  varchar not null,
    unit_code       varchar not null,     -- whom the value describes
    reporter_code   varchar not null,     -- who sent it
    period_start    date not null,
    period_end      date not null,
    accumulation    varchar not null,     -- in_period, cumulative (period_start is where it starts)
    status          varchar not null,     -- estimate, actual, preliminary, official
    measure         varchar not null,     -- level; increase, decrease: the unit reported only a change
    basis           varchar not null,     -- of a change
    value           decimal(24,6),        -- NULL: left blank (or given by numerator and denominator, text or items)
    value_hi        decimal(24,6),        -- upper end of an interval
    value_precision varchar not null,     -- exact, above, below, about, interval
    numerator       decimal(24,6),
    denominator     decimal(24,6),
    text_value      varchar,              -- a grade, or the reporter's words
    items           varchar[],            -- item codes that are done or still hold
    definition      varchar not null,
    outlook         varchar,              -- likely, at_risk, unlikely, as the unit states it
    outlook_reason  varchar,
    reported_on     date not null,
    source          varchar,              -- where the unit has it from
    note            varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

create table registration (
    unit_code       varchar not null,
    for_year        integer not null,
    for_phase       integer,
    honour_code     varchar not null,
    recipient_kind  varchar not null,
    recipient_id    varchar,
    recipient_name  varchar,              -- NULL for a counted group
    quantity        integer not null,
    position_group  varchar,
    content         varchar,
    registered_on   date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

-- The ledger of awards. A file that moves on (proposed, submitted, granted) is a
-- later row of the same unit, year, honour and recipient.
create table award (
    unit_code       varchar not null,
    for_year        integer not null,
    for_phase       integer,
    honour_code     varchar not null,
    recipient_kind  varchar not null,
    recipient_id    varchar,
    recipient_name  varchar,
    quantity        integer not null,
    position_group  varchar,
    direct          boolean,              -- direct worker; NULL: not known
    kind_of_commendation varchar,
    level           varchar not null,     -- level that grants
    state           varchar not null,
    decision_no     varchar,
    decided_on      date,
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

create table score (
    cluster_code    varchar not null,
    year            integer not null,
    unit_code       varchar not null,
    criterion_code  varchar not null,     -- '*' for a bonus or deduction on the whole
    self_score      decimal(24,6),
    verified_score  decimal(24,6),
    bonus           decimal(24,6) not null,
    deduction       decimal(24,6) not null,
    reason          varchar,
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

create table exemplar (
    unit_code       varchar not null,
    name            varchar not null,
    recipient_kind  varchar not null,
    sector_code     varchar,
    direct          boolean,
    content         varchar,
    discovered_on   date not null,
    nurtured_on     date,
    written_up_on   date,
    replicated_on   date,
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

-- A unit joins a movement and signs its pledge.
create table participation (
    movement_code   varchar not null,
    unit_code       varchar not null,
    joined_on       date,
    pledged_on      date,                 -- giao ước signed
    participants    integer,              -- persons; NULL: not counted
    registered_on   date,                 -- đăng ký thi đua của đơn vị
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

create table activity (
    unit_code       varchar not null,
    activity_kind   varchar not null,
    held_on         date not null,
    doc_no          varchar,
    content         varchar not null,
    quantity        integer not null,     -- in the kind's own counting word
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);
