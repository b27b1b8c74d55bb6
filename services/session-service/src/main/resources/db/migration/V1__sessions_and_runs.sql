-- The source is UTF-8 in bytea because text refuses U+0000.
CREATE TABLE code_session (
    id               uuid        PRIMARY KEY,
    language         text        NOT NULL,
    source_code      bytea       NOT NULL,
    status           text        NOT NULL CHECK (status IN ('ACTIVE', 'INACTIVE')),
    owner            text,
    active_execution uuid,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);

CREATE UNIQUE INDEX code_session_active_execution
    ON code_session (active_execution) WHERE active_execution IS NOT NULL;

-- The register of every execution id that was ever given out.
CREATE TABLE run_request (
    execution_id uuid        PRIMARY KEY,
    session_id   uuid        NOT NULL,
    language     text        NOT NULL,
    accepted_at  timestamptz NOT NULL
);

-- Events that Kafka has not confirmed yet. A row belongs to whoever took it until next_attempt_at.
CREATE TABLE outbox (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        uuid        NOT NULL,
    topic           text        NOT NULL,
    key             text        NOT NULL,
    headers         text        NOT NULL,
    payload         bytea       NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    next_attempt_at timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0
);

CREATE INDEX outbox_next_attempt_at ON outbox (next_attempt_at);
