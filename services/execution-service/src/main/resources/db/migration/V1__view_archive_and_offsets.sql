-- What clients see of a run. One row a run, rewritten by the fold.
CREATE TABLE execution (
    id                uuid PRIMARY KEY,
    session_id        uuid        NOT NULL,
    language          text        NOT NULL,
    status            text        NOT NULL,
    outcome           text,
    attempt_id        uuid,
    runner            text,
    exit_code         integer,
    signal            integer,
    execution_time_ms bigint,
    cpu_time_ms       bigint,
    memory_bytes      bigint,
    stdout_bytes      bigint,
    stderr_bytes      bigint,
    stdout_truncated  boolean,
    stderr_truncated  boolean,
    created_at        timestamptz NOT NULL,
    started_at        timestamptz,
    completed_at      timestamptz
);

-- What programs wrote: bytes, because text refuses U+0000.
CREATE TABLE output_chunk (
    execution_id uuid   NOT NULL,
    attempt_id   uuid   NOT NULL,
    stream       text   NOT NULL,
    byte_offset  bigint NOT NULL,
    data         bytea  NOT NULL,
    PRIMARY KEY (execution_id, attempt_id, stream, byte_offset)
);

-- Every record of the log as it came, also those that are no events; the columns after the
-- third are null where the record does not say.
CREATE TABLE event_archive (
    topic        text    NOT NULL,
    partition    integer NOT NULL,
    offset_      bigint  NOT NULL,
    execution_id uuid,
    event_id     uuid,
    type         text,
    time         timestamptz,
    record_key   bytea,
    headers      bytea   NOT NULL,
    data         bytea,
    PRIMARY KEY (topic, partition, offset_)
);

CREATE INDEX event_archive_by_execution ON event_archive (execution_id);

-- Where the projection goes on; also the fence against a projector that lost its partition.
CREATE TABLE projection_offset (
    topic_partition text PRIMARY KEY,
    next_offset     bigint NOT NULL
);
