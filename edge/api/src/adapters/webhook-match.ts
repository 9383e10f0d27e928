/** SQL that tells whether the endpoint `w` listens to the event `e`, one that is not for a single endpoint anyway. */
export const listensTo = `w.environment = e.environment AND e.type <> 'webhook.test' AND (w.events IS NULL
    OR e.type IN (SELECT value FROM json_each(w.events))
    OR substr(e.type, 1, instr(e.type, '.')) || '*' IN (SELECT value FROM json_each(w.events)))`;

/** An id for each row of a SELECT: hexadecimal digits are within the alphabet of ids. */
export const deliveryIdPerRow = "'whd_' || lower(hex(randomblob(13)))";

export const pendingColumns =
  "id, environment, endpoint_id, event_id, event_type, event_sequence, state, next_attempt_at, is_replay, created_at";

/** Events of a replay for the endpoint `w`; binds from, to, since. */
export const replayedEvents = `FROM webhook_endpoints w JOIN events e ON ${listensTo}
  WHERE w.id = ?1 AND e.sequence BETWEEN ?2 AND ?3 AND (?4 IS NULL OR e.created_at >= ?4)`;
