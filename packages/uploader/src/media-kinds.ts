/** As of `<input accept>`: what browsers call video and sound, and what they have no name for. */
export const mediaKinds = "video/*,audio/*,.mkv,.ts,.mts,.m2ts,.mov,.avi,.flv,.mxf,.webm,.m4v,.3gp,.ogv";
