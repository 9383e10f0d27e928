import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { readRemoteFile, validatorOf } from "./remote-file.ts";

const read = (headers: IncomingHttpHeaders, url = "https://cdn.example.com/clips/a.mp4?signature=secret") =>
  readRemoteFile({ statusCode: 200, headers }, url);

describe("readRemoteFile", () => {
  it.each([
    ['attachment; filename="a clip.mp4"', "a clip.mp4"],
    ["attachment; filename=clip.mp4", "clip.mp4"],
    ["inline; filename=\"fallback.mp4\"; filename*=UTF-8'de'%C3%BCbung.mp4", "übung.mp4"],
    ["attachment; filename*=iso-8859-1''%A3.mp4", "£.mp4"],
    ['attachment; filename="say \\"cheese\\".mp4"', 'say "cheese".mp4'],
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ['attachment; filename="C:\\\\videos\\\\clip.mp4"', "clip.mp4"],
    ["attachment", "a.mp4"],
    ['attachment; filename=""', "a.mp4"],
  ])("reads the name of %s", (disposition, filename) => {
    expect(read({ "content-disposition": disposition }).filename).toBe(filename);
  });

  it.each([
    ["https://cdn.example.com/clips/a%20clip.mp4?signature=secret", "a clip.mp4"],
    ["https://cdn.example.com/a%2Fb.mp4", "b.mp4"],
    ["https://cdn.example.com/%FF.mp4", "%FF.mp4"],
    ["https://cdn.example.com/", null],
  ])("takes the name from %s otherwise", (url, filename) => {
    expect(read({}, url).filename).toBe(filename);
  });

  it("takes the size of the whole file from a range", () => {
    const headers = { "content-length": "5", "content-range": "bytes 10-14/200" };
    expect(readRemoteFile({ statusCode: 206, headers }, "https://a.example/")).toMatchObject({
      size: 200,
      start: 10,
    });
    const unknown = { "content-range": "bytes 10-14/*" };
    expect(readRemoteFile({ statusCode: 206, headers: unknown }, "https://a.example/")).toMatchObject({
      size: null,
      start: 10,
    });
  });

  it("goes by a strong ETag before a date, and by no weak one", () => {
    const date = "Tue, 24 Nov 2026 10:00:00 GMT";
    expect(validatorOf(read({ etag: '"a"', "last-modified": date }))).toBe('"a"');
    expect(validatorOf(read({ etag: 'W/"a"', "last-modified": date }))).toBe(date);
    expect(validatorOf(read({ etag: 'W/"a"' }))).toBeNull();
  });
});
