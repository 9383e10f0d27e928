/** Cookie of a signed-in dashboard. */
export const sessionCookie = "firstframe_session";
