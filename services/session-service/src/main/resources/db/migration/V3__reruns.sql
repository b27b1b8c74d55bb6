-- What operators have run again. A batch's id stands for the session in its runs.
CREATE TABLE rerun_batch (
    id            uuid             PRIMARY KEY,
    language      text             NOT NULL,
    accepted_from timestamptz      NOT NULL,
    accepted_to   timestamptz      NOT NULL,
    rate          double precision NOT NULL,
    status        text             NOT NULL,
    listed_to     uuid,
    sent_at       timestamptz,
    created_at    timestamptz      NOT NULL,
    ended_at      timestamptz
);

-- An original, and once it was sent its new execution: both come in the transaction that records the run.
CREATE TABLE rerun_item (
    batch_id     uuid NOT NULL REFERENCES rerun_batch ON DELETE CASCADE,
    origin       uuid NOT NULL,
    state        text NOT NULL,
    execution_id uuid,
    sent_at      timestamptz,
    comparison   text,
    PRIMARY KEY (batch_id, origin)
);

CREATE INDEX rerun_item_waiting ON rerun_item (batch_id, origin) WHERE state = 'WAITING';
CREATE INDEX rerun_item_sent ON rerun_item (sent_at) WHERE state = 'SENT';
