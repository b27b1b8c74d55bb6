-- Kafka's own time of each record, and the chain of hashes. What was archived before has neither, until a replay.
ALTER TABLE event_archive ADD COLUMN timestamp_ms bigint, ADD COLUMN hash bytea;

-- The hash of the record before next_offset; null where the archive was begun without hashes.
ALTER TABLE projection_offset ADD COLUMN hash bytea;

-- Records of the archive that are no events, and why.
CREATE TABLE dead_letter (
    topic     text    NOT NULL,
    partition integer NOT NULL,
    offset_   bigint  NOT NULL,
    reason    text    NOT NULL,
    PRIMARY KEY (topic, partition, offset_)
);

-- Replays that operators asked for. Whoever runs one says so again and again, until held_until.
CREATE TABLE replay (
    id              uuid        PRIMARY KEY,
    state           text        NOT NULL,
    verify          boolean     NOT NULL,
    rate_limit      integer,
    requested_at    timestamptz NOT NULL,
    ended_at        timestamptz,
    reason          text,
    records_read    bigint      NOT NULL DEFAULT 0,
    records_in_log  bigint,
    records_a_second double precision,
    differences     bigint,
    holder          uuid,
    held_until      timestamptz
);

-- One at a time.
CREATE UNIQUE INDEX replay_under_way ON replay (state) WHERE state = 'RUNNING';

-- What a verification found: a row that is not as the log makes it, and in which columns.
CREATE TABLE replay_difference (
    replay_id  uuid NOT NULL REFERENCES replay ON DELETE CASCADE,
    number     bigint GENERATED ALWAYS AS IDENTITY,
    table_name text NOT NULL,
    row_key    text NOT NULL,
    kind       text NOT NULL,
    columns    text,
    PRIMARY KEY (replay_id, number)
);
