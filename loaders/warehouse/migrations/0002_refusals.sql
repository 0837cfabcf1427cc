-- What was refused and what was doubted. A refused row is nowhere else in the
-- warehouse; a doubted one stands in its own table too.

-- One row per refused row of a file of which other rows were loaded.
create table refusal (
    ref        varchar primary key,       -- what the return sheet calls it: 'R3-12', load and number in it
    load_no    integer not null,          -- load that refused it
    file_id    integer not null, sheet varchar not null, row_no integer not null,
    kind       varchar not null,          -- actuals, awards, ...
    sender     varchar,                   -- unit that sent it; NULL when the row does not say
    columns    varchar[] not null,        -- English names of the columns at fault; empty: the row as a whole
    reason     varchar not null,          -- one line for each finding
    hint       varchar not null,          -- the same, what to do
    reason_vi  varchar not null,          -- for the sender
    remedy_vi  varchar not null,
    raw        varchar not null,          -- JSON object: column to the text of its cell; numbers of a workbook are numbers
    row_key    varchar,                   -- what the row is about, where it can be read
    state      varchar not null,          -- open, closed
    closed_by  integer                    -- load that brought the corrected row
);

-- One row per thing to look at in a loaded row.
create table warning (
    kind       varchar not null,
    file_id    integer not null, sheet varchar not null, row_no integer not null,
    column_name varchar not null,         -- '' for the row as a whole
    message    varchar not null,
    hint       varchar not null,
    message_vi varchar not null           -- '' when there is none
);
