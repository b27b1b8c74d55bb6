-- A session's runs and all runs by time, newest first, a page at a time.
CREATE INDEX execution_by_session ON execution (session_id, created_at, id);
CREATE INDEX execution_by_time ON execution (created_at, id);

-- A record that is no event has a place in the history of the run that its key names. They are few, and an execution
-- id has 36 bytes: of a longer key an index could refuse the row.
CREATE INDEX event_archive_no_event ON event_archive (record_key)
    WHERE execution_id IS NULL AND octet_length(record_key) = 36;
