ALTER TABLE run_request
    ADD COLUMN interactive boolean NOT NULL DEFAULT false,
    ADD COLUMN cancel_requested_at timestamptz;

-- Interactive runs that somebody has typed into: how much was given, and how much their programs have taken.
CREATE TABLE interactive_run (
    execution_id  uuid   PRIMARY KEY,
    last_sequence bigint NOT NULL DEFAULT 0,
    end_sequence  bigint,
    given_bytes   bigint NOT NULL DEFAULT 0,
    taken_bytes   bigint NOT NULL DEFAULT 0,
    touched_at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX interactive_run_touched_at ON interactive_run (touched_at);

-- The numbers of their inputs, so that one that comes twice is given once.
CREATE TABLE typed_input (
    execution_id uuid   NOT NULL REFERENCES interactive_run ON DELETE CASCADE,
    sequence     bigint NOT NULL,
    PRIMARY KEY (execution_id, sequence)
);
