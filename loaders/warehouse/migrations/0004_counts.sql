-- What a report counts beside figures and awards: the follow-up of the last
-- report, the emulation fund, initiatives, votes, and how many people a
-- collective has.

-- A weakness or task that an earlier report named, and what became of it. A
-- later row of the same item tells its later state.
create table follow_up (
    unit_code       varchar not null,     -- who has to act
    raised_on       date not null,        -- day of the report that named it
    raised_by       varchar,              -- that report: '12/BC-UBND'; NULL when not given
    item_kind       varchar not null,     -- weakness, task
    content         varchar not null,
    due_on          date,                 -- NULL: no day was set
    state           varchar not null,     -- done, in_progress, not_done
    result          varchar,              -- what was done, or why not
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

-- One entry of a unit's emulation fund (quỹ thi đua, khen thưởng). Amounts are
-- đồng, never below 0: entry_kind says which way the money goes.
create table fund_entry (
    unit_code       varchar not null,     -- whose fund
    year            integer not null,
    entry_kind      varchar not null,     -- opening, allocated, contributed; prize, organising, other_spending
    amount          decimal(24,6) not null,
    entered_on      date not null,
    -- Of a prize: what was granted, by whom, to how many.
    honour_code     varchar,
    recipient_kind  varchar,
    level           varchar,
    quantity        integer,              -- awards paid
    decision_no     varchar,
    content         varchar,
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

-- An initiative (sáng kiến), or a study accepted in its place.
create table initiative (
    unit_code       varchar not null,     -- of the authors
    for_year        integer not null,
    level           varchar not null,     -- where it was recognised; agency: cấp cơ sở
    state           varchar not null,     -- proposed, recognised, rejected
    name            varchar,              -- NULL for a counted group
    author_id       varchar,
    author_name     varchar,              -- first author; NULL for a counted group
    quantity        integer not null,
    decision_no     varchar,
    decided_on      date,
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

-- One vote of a council or conference about one candidate.
create table vote (
    body            varchar not null,     -- 'Hội đồng Thi đua - Khen thưởng huyện'
    cluster_code    varchar,              -- of a cluster's vote; NULL otherwise
    voted_on        date not null,
    unit_code       varchar not null,     -- of the candidate
    for_year        integer not null,
    honour_code     varchar not null,
    recipient_kind  varchar not null,
    recipient_id    varchar,
    recipient_name  varchar,              -- NULL: the unit itself
    members         integer not null,     -- of the body
    present         integer not null,
    written         integer not null,     -- absent members who answered in writing
    agreeing        integer not null,     -- of those present and in writing
    own_percent     decimal(24,6),        -- share that the body's own rules ask for; NULL: none given
    own_basis       varchar,              -- those rules
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);

-- How many people a collective has, and what they reached in a year.
create table headcount (
    unit_code       varchar not null,
    for_year        integer not null,
    collective_name varchar,              -- NULL: the unit itself
    members         integer not null,
    completed       integer,              -- who completed their tasks
    advanced        integer,              -- Lao động tiên tiến, Chiến sĩ thi đua cơ sở among them
    fighters        integer,              -- Chiến sĩ thi đua cơ sở
    disciplined     integer,              -- from cảnh cáo up
    reported_on     date not null,
    source          varchar,
    load_no         integer not null,
    file_id         integer not null, sheet varchar not null, row_no integer not null
);
