/** What playlists are served as (RFC 8216bis, 10). */
export const playlistType = "application/vnd.apple.mpegurl";
