import type { CreateUpload } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";

interface OpenedUpload {
  readonly id: string;
  readonly token: string;
}

/** An ingest under test, as its clients see it. */
export interface TusTarget {
  readonly name: string;
  /** Bytes that the deployment allows a file. */
  readonly maximumSize: number;
  newUpload(limits: CreateUpload): Promise<OpenedUpload>;
  /** @param path below the host, such as `/v1/tus` */
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** What is kept of the file, as text; null once it is removed. */
  stored(upload: OpenedUpload): Promise<string | null>;
}

const content = new TextEncoder().encode("0123456789");
const bytesType = "application/offset+octet-stream";

/**
 * Every MUST of tus 1.0.0 for servers (https://tus.io/protocols/resumable-upload), each test under its section, and what we
 * add to it.
 */
export function describeTusConformance(open: () => Promise<TusTarget> | TusTarget): void {
  let target: TusTarget;
  let upload: OpenedUpload;

  beforeEach(async () => {
    target = await open();
    upload = await target.newUpload({});
  });

  function tus(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body: BodyInit | null = null,
  ): Promise<Response> {
    return target.fetch(path, {
      method,
      body,
      headers: { "tus-resumable": "1.0.0", authorization: `Bearer ${upload.token}`, ...headers },
      // A body without a length needs it (RFC 9112, 7.1).
      ...({ duplex: "half" } as RequestInit),
    });
  }
  const path = () => `/v1/tus/${upload.id}`;
  const create = (
    headers: Record<string, string> = { "upload-length": "10" },
    body: BodyInit | null = null,
  ) => tus("POST", "/v1/tus", headers, body);
  const head = (of = path()) => tus("HEAD", of);
  const offset = async (of = path()) => (await head(of)).headers.get("upload-offset");
  const send = (at: number, body: BodyInit | null, headers: Record<string, string> = {}, to = path()) =>
    tus("PATCH", to, { "upload-offset": String(at), "content-type": bytesType, ...headers }, body);
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

  describe("Core Protocol", () => {
    describe("Headers", () => {
      it("Tus-Resumable is in every answer, refusals included", async () => {
        for (const answer of [await create(), await head(), await send(0, content), await send(3, "x")]) {
          expect(answer.headers.get("tus-resumable")).toBe("1.0.0");
        }
        const anonymous = await tus("PATCH", path(), { authorization: "Bearer nonsense" });
        expect(anonymous.status).toBe(401);
        expect(anonymous.headers.get("tus-resumable")).toBe("1.0.0");
      });

      it("412 with Tus-Version for a version that is not supported, or none; nothing is processed", async () => {
        await create();
        for (const version of ["0.2.2", ""]) {
          const answer = await send(0, content, { "tus-resumable": version });
          expect(answer.status).toBe(412);
          expect(answer.headers.get("tus-version")).toBe("1.0.0");
        }
        expect(await offset()).toBe("0");
      });

      it("X-HTTP-Method-Override: the method that it names counts, the actual one is ignored", async () => {
        await create();
        const answer = await tus(
          "POST",
          path(),
          { "x-http-method-override": "PATCH", "upload-offset": "0", "content-type": bytesType },
          content,
        );
        expect(answer.status).toBe(204);
        expect(await target.stored(upload)).toBe("0123456789");
      });

      it("Upload-Offset and Upload-Length are non-negative integers", async () => {
        for (const length of ["-1", "1.5", "abc", "0x10", ""]) {
          expect((await create({ "upload-length": length })).status, length).toBe(400);
        }
        await create();
        for (const at of ["-1", "1.5", "abc", "00", ""]) {
          expect((await send(0, content, { "upload-offset": at })).status, at).toBe(400);
        }
        expect(await offset()).toBe("0");
      });
    });

    describe("HEAD", () => {
      it("tells the offset, also 0 and at the end, and the length, and is not cached", async () => {
        await create();
        const before = await head();
        expect(before.status).toBe(200);
        expect(before.headers.get("upload-offset")).toBe("0");
        expect(before.headers.get("upload-length")).toBe("10");
        expect(before.headers.get("cache-control")).toContain("no-store");
        await send(0, content);
        const after = await head();
        expect([after.headers.get("upload-offset"), after.headers.get("upload-length")]).toEqual([
          "10",
          "10",
        ]);
      });

      it("404 without an offset for an upload that does not exist", async () => {
        const answer = await head();
        expect(answer.status).toBe(404);
        expect(answer.headers.get("upload-offset")).toBeNull();
      });
    });

    describe("PATCH", () => {
      it("204 with the new offset: the one before and the bytes that came", async () => {
        await create();
        const first = await send(0, content.slice(0, 4));
        expect([first.status, first.headers.get("upload-offset")]).toEqual([204, "4"]);
        const second = await send(4, content.slice(4));
        expect([second.status, second.headers.get("upload-offset")]).toEqual([204, "10"]);
        expect(await target.stored(upload)).toBe("0123456789");
      });

      it("415 for another content type", async () => {
        await create();
        const answer = await send(0, content, { "content-type": "text/plain" });
        expect([answer.status, await codeOf(answer)]).toEqual([415, "unsupported_media_type"]);
        expect(await offset()).toBe("0");
      });

      it("409 for another offset, and the upload is not modified", async () => {
        await create();
        await send(0, content.slice(0, 4));
        for (const at of [0, 3, 5]) {
          const answer = await send(at, "x");
          expect([answer.status, await codeOf(answer)]).toEqual([409, "conflict"]);
        }
        expect(await offset()).toBe("4");
        await send(4, content.slice(4));
        expect(await target.stored(upload)).toBe("0123456789");
      });

      it("404 for an upload that does not exist", async () => {
        expect((await send(0, content)).status).toBe(404);
      });

      it("keeps a body without a length", async () => {
        await create();
        expect((await send(0, trickle(content))).headers.get("upload-offset")).toBe("10");
        expect(await target.stored(upload)).toBe("0123456789");
      });

      it("takes no byte beyond the length, with and without Content-Length", async () => {
        await create();
        expect((await send(0, new Uint8Array(11))).status).toBe(413);
        expect(await offset()).toBe("0");
        expect((await send(0, trickle(new Uint8Array(11)))).status).toBe(413);
        expect(Number(await offset())).toBeLessThanOrEqual(10);
      });

      it("keeps what a connection delivered before it broke, and lets the next one take over at once", async () => {
        await create();
        const broken: (() => void)[] = [];
        const sendAndHang = () => {
          const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
          const writer = writable.getWriter();
          const sending = send(0, readable).catch(() => null);
          void writer.write(content.slice(0, 6)).catch(() => null);
          broken.push(() => void writer.abort(new Error("the connection broke")).catch(() => null));
          return sending;
        };
        const dead: Promise<unknown>[] = [];
        // Whoever asks takes over, also before a byte came: then there is another try.
        await expect
          .poll(async () => {
            if ((await offset()) === "0") dead.push(sendAndHang());
            await new Promise((later) => setTimeout(later, 30));
            return offset();
          })
          .toBe("6");
        expect((await send(6, content.slice(6))).status).toBe(204);
        for (const breakOff of broken) breakOff();
        await Promise.all(dead);
        expect(await target.stored(upload)).toBe("0123456789");
      });
    });

    describe("OPTIONS", () => {
      it("tells version, extensions and limit, without token and whatever Tus-Resumable says", async () => {
        const answer = await target.fetch("/v1/tus", {
          method: "OPTIONS",
          headers: { "tus-resumable": "0.1.0" },
        });
        expect(answer.status).toBe(204);
        expect(answer.headers.get("tus-version")).toBe("1.0.0");
        expect(answer.headers.get("tus-max-size")).toBe(String(target.maximumSize));
        expect(answer.headers.get("tus-checksum-algorithm")).toBe("sha1,sha256");
        expect(answer.headers.get("tus-extension")?.split(",").sort()).toEqual([
          ...["checksum", "concatenation", "creation", "creation-defer-length", "creation-with-upload"],
          ...["expiration", "termination"],
        ]);
      });

      it("allows pages of any origin every header of the protocol", async () => {
        const answer = await target.fetch(path(), {
          method: "OPTIONS",
          headers: { origin: "https://page.test", "access-control-request-method": "PATCH" },
        });
        for (const name of ["Upload-Offset", "Upload-Concat", "Upload-Checksum", "Authorization"]) {
          expect(answer.headers.get("access-control-allow-headers")).toContain(name);
        }
        expect(answer.headers.get("access-control-allow-methods")).toContain("PATCH");
      });
    });
  });

  describe("Creation", () => {
    it("201 with a Location that is right behind any proxy", async () => {
      const created = await create();
      expect(created.status).toBe(201);
      expect(created.headers.get("location")).toBe(path());
    });

    it("needs a length or a deferred one, and not both; a deferred one is 1", async () => {
      expect((await create({})).status).toBe(400);
      expect((await create({ "upload-length": "1", "upload-defer-length": "1" })).status).toBe(400);
      expect((await create({ "upload-defer-length": "2" })).status).toBe(400);
      expect((await head()).status).toBe(404);
    });

    it("an upload of length 0 is complete at once", async () => {
      expect((await create({ "upload-length": "0" })).status).toBe(201);
      expect(await offset()).toBe("0");
    });

    it("413 above Tus-Max-Size", async () => {
      expect((await create({ "upload-length": String(target.maximumSize + 1) })).status).toBe(413);
    });

    it("a deferred length is told as such until it is declared, once, and not changed afterwards", async () => {
      await create({ "upload-defer-length": "1" });
      const before = await head();
      expect(before.headers.get("upload-defer-length")).toBe("1");
      expect(before.headers.get("upload-length")).toBeNull();
      await send(0, content.slice(0, 5));
      expect((await send(5, content.slice(5, 8), { "upload-length": "10" })).status).toBe(204);
      expect((await head()).headers.get("upload-length")).toBe("10");
      expect((await head()).headers.get("upload-defer-length")).toBeNull();
      expect((await send(8, content.slice(8), { "upload-length": "12" })).status).toBe(400);
      expect(await offset()).toBe("8");
    });

    it("Upload-Metadata comes back as it was given; keys are unique, values Base64", async () => {
      const metadata = `filename ${btoa("clip.mp4")},is_private`;
      for (const broken of [`a ${btoa("1")},a ${btoa("2")}`, "a b c", "a !", ",a"]) {
        const refused = await create({ "upload-length": "10", "upload-metadata": broken });
        expect(refused.status, broken).toBe(400);
      }
      await create({ "upload-length": "10", "upload-metadata": metadata });
      expect((await head()).headers.get("upload-metadata")).toBe(metadata);
    });

    it("a storm of the same creation gives one upload, also where it carries bytes", async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => create()));
      expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.get("location")}`))).toEqual(
        new Set([`201 ${path()}`]),
      );
      await send(0, content.slice(0, 4));
      const repeated = await create({ "upload-length": "10", "content-type": bytesType }, content);
      expect([repeated.status, repeated.headers.get("upload-offset")]).toEqual([201, "4"]);
      expect((await create({ "upload-length": "11" })).status).toBe(409);
    });
  });

  describe("Creation With Upload", () => {
    it("the bytes of the creation count, and the answer tells the offset after them", async () => {
      const created = await create({ "upload-length": "10", "content-type": bytesType }, content.slice(0, 7));
      expect([created.status, created.headers.get("upload-offset")]).toEqual([201, "7"]);
      await send(7, content.slice(7));
      expect(await target.stored(upload)).toBe("0123456789");
    });

    it("a body of another type is no part of the upload", async () => {
      await create({ "upload-length": "10", "content-type": "text/plain" }, content);
      expect(await offset()).toBe("0");
    });
  });

  describe("Expiration", () => {
    it("every answer about the unfinished upload tells, as an HTTP date, when it ends", async () => {
      for (const answer of [await create(), await send(0, content.slice(0, 5)), await head()]) {
        const expires = answer.headers.get("upload-expires") ?? "";
        expect(new Date(expires).toUTCString()).toBe(expires);
        expect(Date.parse(expires)).toBeGreaterThan(Date.now());
      }
      expect((await send(5, content.slice(5))).headers.get("upload-expires")).toBeNull();
    });
  });

  describe("Checksum", () => {
    const sumOf = async (algorithm: string, bytes: Uint8Array<ArrayBuffer>) =>
      btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest(algorithm, bytes))));

    it.each([
      ["sha1", "SHA-1"],
      ["sha256", "SHA-256"],
    ])("%s: bytes that match count", async (name, algorithm) => {
      await create();
      const first = await sumOf(algorithm, content.slice(0, 4));
      expect((await send(0, content.slice(0, 4), { "upload-checksum": `${name} ${first}` })).status).toBe(
        204,
      );
      const rest = await sumOf(algorithm, content.slice(4));
      expect((await send(4, content.slice(4), { "upload-checksum": `${name} ${rest}` })).status).toBe(204);
      expect(await target.stored(upload)).toBe("0123456789");
    });

    it("460 for bytes that do not match: they are discarded, and the offset is not updated", async () => {
      await create();
      await send(0, content.slice(0, 4));
      const wrong = await sumOf("SHA-1", new Uint8Array(3));
      const answer = await send(4, content.slice(4), { "upload-checksum": `sha1 ${wrong}` });
      expect([answer.status, await codeOf(answer)]).toEqual([460, "checksum_mismatch"]);
      expect(await offset()).toBe("4");
      expect((await send(4, content.slice(4))).status).toBe(204);
      expect(await target.stored(upload)).toBe("0123456789");
    });

    it("what the bytes are is not judged before they are proved", async () => {
      upload = await target.newUpload({ allowed_types: ["video/*"] });
      await create();
      const sum = `sha1 ${await sumOf("SHA-1", content)}`;
      const damaged = new TextEncoder().encode("%PDF-1.7 \n");
      expect((await send(0, damaged, { "upload-checksum": sum })).status).toBe(460);
      expect((await send(0, content, { "upload-checksum": sum })).status).toBe(204);
      expect(await target.stored(upload)).toBe("0123456789");
    });

    it("400 for an algorithm that is not supported, or a header that cannot be read: nothing is kept", async () => {
      await create();
      for (const checksum of ["crc32 AAAA", "sha1", "sha1 ???", "SHA1 AAAA"]) {
        expect((await send(0, content, { "upload-checksum": checksum })).status, checksum).toBe(400);
      }
      expect(await offset()).toBe("0");
    });
  });

  describe("Termination", () => {
    it("204; afterwards the upload is gone, and its bytes", async () => {
      await create();
      await send(0, content.slice(0, 5));
      expect((await tus("DELETE", path())).status).toBe(204);
      for (const answer of [await head(), await send(5, content.slice(5)), await tus("DELETE", path())]) {
        expect([404, 410]).toContain(answer.status);
      }
      expect(await target.stored(upload)).toBeNull();
    });

    it("is refused once every byte is there: the source is being processed", async () => {
      await create();
      await send(0, content);
      expect((await tus("DELETE", path())).status).toBe(400);
      expect(await target.stored(upload)).toBe("0123456789");
    });
  });

  describe("Concatenation", () => {
    const createPartial = async (bytes: Uint8Array<ArrayBuffer>, sent = bytes) => {
      const created = await create({ "upload-concat": "partial", "upload-length": String(bytes.length) });
      expect(created.status).toBe(201);
      const location = created.headers.get("location") ?? "";
      if (sent.length > 0) expect((await send(0, sent, {}, location)).status).toBe(204);
      return location;
    };
    const createFinal = (locations: readonly string[], headers: Record<string, string> = {}) =>
      create({ "upload-concat": `final;${locations.join(" ")}`, ...headers });

    it("partial uploads, sent in parallel and out of order, make the final one in the order that it names", async () => {
      const [second = "", first = ""] = await Promise.all([
        createPartial(content.slice(4)),
        createPartial(content.slice(0, 4)),
      ]);
      expect(first).not.toBe(second);
      const final = await createFinal([first, `https://behind.a.proxy${second}`]);
      expect([final.status, final.headers.get("location")]).toEqual([201, path()]);
      expect(await target.stored(upload)).toBe("0123456789");
    });

    it("HEAD tells Upload-Concat as it was received, and of a final upload equal offset and length", async () => {
      const part = await createPartial(content, content.slice(0, 3));
      const partial = await head(part);
      expect(partial.headers.get("upload-concat")).toBe("partial");
      expect(partial.headers.get("upload-offset")).toBe("3");
      await send(3, content.slice(3), {}, part);
      const concat = `final;https://behind.a.proxy${part}`;
      await create({ "upload-concat": concat });
      const final = await head();
      expect(final.headers.get("upload-concat")).toBe(concat);
      expect([final.headers.get("upload-offset"), final.headers.get("upload-length")]).toEqual(["10", "10"]);
    });

    it("PATCH on a final upload is 403, and changes nothing", async () => {
      await createFinal([await createPartial(content)]);
      expect((await send(10, "x")).status).toBe(403);
      expect((await send(0, content)).status).toBe(403);
      expect(await target.stored(upload)).toBe("0123456789");
    });

    it("the final upload has its own metadata, not that of its parts", async () => {
      const created = await create({
        "upload-concat": "partial",
        "upload-length": "10",
        "upload-metadata": `filename ${btoa("part")}`,
      });
      const part = created.headers.get("location") ?? "";
      await send(0, content, {}, part);
      await createFinal([part], { "upload-metadata": `title ${btoa("whole")}` });
      expect((await head()).headers.get("upload-metadata")).toBe(`title ${btoa("whole")}`);
    });

    it("refuses parts that are unfinished, unknown or another upload's, and a final upload with a length", async () => {
      const unfinished = await createPartial(content, content.slice(0, 3));
      expect((await createFinal([unfinished])).status).toBe(409);
      expect((await createFinal([`${path()}.unknown`])).status).toBe(404);
      expect((await createFinal(["/v1/tus/upl_other.1"])).status).toBe(404);
      expect((await createFinal([path()])).status).toBe(400);
      expect((await create({ "upload-concat": "whatever", "upload-length": "1" })).status).toBe(400);
      await send(3, content.slice(3), {}, unfinished);
      expect((await createFinal([unfinished], { "upload-length": "10" })).status).toBe(400);
      expect((await head()).status).toBe(404);
    });

    it("a final creation that is repeated gives the same upload; another list is a conflict", async () => {
      const parts = [await createPartial(content.slice(0, 4)), await createPartial(content.slice(4))];
      const answers = await Promise.all([createFinal(parts), createFinal(parts)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect((await createFinal(parts)).status).toBe(201);
      expect((await createFinal(parts.slice(0, 1))).status).toBe(409);
      expect(await target.stored(upload)).toBe("0123456789");
    });

    it("partial uploads together stay within the limit; those without a byte do not count", async () => {
      upload = await target.newUpload({ max_size_bytes: 10 });
      // A creation whose answer was lost.
      await create({ "upload-concat": "partial", "upload-length": "10" });
      await createPartial(content.slice(0, 6));
      expect((await create({ "upload-concat": "partial", "upload-length": "5" })).status).toBe(413);
      await createPartial(content.slice(6));
    });

    it("DELETE of the upload gives up what is being sent in parallel", async () => {
      const part = await createPartial(content, content.slice(0, 3));
      expect((await tus("DELETE", path())).status).toBe(204);
      expect([404, 410]).toContain((await head(part)).status);
    });
  });

  describe("Tokens and their limits", () => {
    it("the token of one upload opens no other", async () => {
      await create();
      const other = await target.newUpload({});
      expect((await tus("HEAD", path(), { authorization: `Bearer ${other.token}` })).status).toBe(404);
      expect((await tus("PATCH", path(), { authorization: "" })).status).toBe(401);
    });

    it("size: at creation, when it is declared late, and by the bytes that come", async () => {
      upload = await target.newUpload({ max_size_bytes: 8 });
      const refused = await create({ "upload-length": "9" });
      expect([refused.status, await codeOf(refused)]).toEqual([413, "payload_too_large"]);
      await create({ "upload-defer-length": "1" });
      expect((await send(0, content.slice(0, 5), { "upload-length": "9" })).status).toBe(413);
      await send(0, content.slice(0, 5));
      expect((await send(5, trickle(content.slice(5)))).status).toBe(413);
      expect(Number(await offset())).toBeLessThanOrEqual(8);
    });

    it("type: as declared, and by the bytes; then the upload is over, and nothing of it is kept", async () => {
      upload = await target.newUpload({ allowed_types: ["video/*"] });
      const declared = await create({
        "upload-length": "10",
        "upload-metadata": `filetype ${btoa("application/pdf")}`,
      });
      expect([declared.status, await codeOf(declared)]).toEqual([415, "type_not_allowed"]);
      const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
      await create({ "upload-length": "10", "upload-metadata": `filetype ${btoa("video/mp4")}` });
      const refused = await send(0, png);
      expect([refused.status, await codeOf(refused)]).toEqual([415, "type_not_allowed"]);
      expect((await head()).status).toBe(410);
      expect(await target.stored(upload)).toBeNull();
    });

    it("type: also where the bytes come one by one", async () => {
      upload = await target.newUpload({ allowed_types: ["video/*"] });
      const pdf = new TextEncoder().encode("%PDF-1.7 ");
      await create({ "upload-length": String(pdf.length) });
      const statuses: number[] = [];
      for (let at = 0; at < pdf.length; at++) statuses.push((await send(at, pdf.slice(at, at + 1))).status);
      expect(statuses.at(-1)).toBe(415);
      expect(await target.stored(upload)).toBeNull();
    });

    it("origin: only its pages may use the token, and read the answers", async () => {
      upload = await target.newUpload({ cors_origin: "https://page.test" });
      const foreign = await create({ "upload-length": "10", origin: "https://other.test" });
      expect([foreign.status, await codeOf(foreign)]).toEqual([403, "origin_not_allowed"]);
      const own = await create({ "upload-length": "10", origin: "https://page.test" });
      expect(own.status).toBe(201);
      expect(own.headers.get("access-control-allow-origin")).toBe("https://page.test");
      expect(own.headers.get("vary")).toContain("Origin");
    });
  });
}

/** The bytes one by one, without a length. */
function trickle(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
}
