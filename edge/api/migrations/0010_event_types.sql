-- Events of some types, each type's in the order of the log, however many others are between.
CREATE INDEX events_by_type ON events (environment, type, sequence);
