import { describe, expect, it } from "vitest";
import { parseAttributeList } from "./attribute-list.ts";

describe("parseAttributeList", () => {
  it("tells quoted text from bare text", () => {
    const attributes = parseAttributeList('BANDWIDTH=1280,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=640x360');
    expect(attributes.get("CODECS")).toEqual({ text: "avc1.4d401e,mp4a.40.2", quoted: true });
    expect(attributes.get("BANDWIDTH")).toEqual({ text: "1280", quoted: false });
    expect(attributes.size).toBe(3);
  });

  it.each(["", "A", "A=", "a=1", "A=1,", "A=1,,B=2", 'A="x', 'A="x"y', "A=1 ,B=2", "A=1,A=2"])(
    "refuses %j",
    (text) => {
      expect(() => parseAttributeList(text)).toThrow(SyntaxError);
    },
  );
});
