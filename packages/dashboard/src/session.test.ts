import { describe, expect, it } from "vitest";
import type { SessionInfo } from "./api-client.ts";
import { ApiError } from "./api-error.ts";
import { readFragmentKey, Session, type SessionState } from "./session.ts";

const info: SessionInfo = { environment: "sandbox", key_name: "dashboard", scopes: ["metrics:read"] };

function sessionWith(fails: { read?: ApiError; signIn?: ApiError; signOut?: ApiError } = {}) {
  const states: SessionState[] = [];
  const keys: string[] = [];
  const session = new Session(
    {
      async readSession() {
        if (fails.read) throw fails.read;
        return info;
      },
      async signIn(key) {
        keys.push(key);
        if (fails.signIn) throw fails.signIn;
      },
      async signOut() {
        if (fails.signOut) throw fails.signOut;
      },
    },
    (state) => states.push(state),
  );
  return { session, states, keys };
}

const unauthenticated = new ApiError("unauthenticated", "The secret key is not valid …", { status: 401 });

describe("readFragmentKey", () => {
  it("takes the key, and nothing else", () => {
    expect(readFragmentKey("#key=ff_sandbox_abc")).toBe("ff_sandbox_abc");
    expect(readFragmentKey("#key=%20")).toBeNull();
    expect(readFragmentKey("#/assets")).toBeNull();
    expect(readFragmentKey("")).toBeNull();
  });
});

describe("Session", () => {
  it("takes up the session that there is", async () => {
    const { session, states } = sessionWith();
    await session.resume();
    expect(states).toEqual([{ kind: "checking" }, { kind: "signed_in", info }]);
  });

  it("tells nobody being signed in from the server being out of reach", async () => {
    const none = sessionWith({ read: unauthenticated });
    await none.session.resume();
    expect(none.session.state).toEqual({ kind: "signed_out", message: null });

    const unreachable = new ApiError("unreachable", "The server cannot be reached.");
    const away = sessionWith({ read: unreachable });
    await away.session.resume();
    expect(away.session.state).toEqual({ kind: "unreachable", error: unreachable });
  });

  it("says why a key is refused", async () => {
    const wrong = sessionWith({ signIn: unauthenticated });
    await wrong.session.signIn("ff_sandbox_x");
    expect(wrong.keys).toEqual(["ff_sandbox_x"]);
    expect(wrong.session.state).toEqual({
      kind: "signed_out",
      message: "This key is not valid or was revoked.",
    });

    const detail = "The dashboard needs a key with the scope metrics:read.";
    const poor = sessionWith({ signIn: new ApiError("insufficient_scope", detail, { status: 403 }) });
    await poor.session.signIn("ff_sandbox_x");
    expect(poor.session.state).toEqual({ kind: "signed_out", message: detail });
  });

  it("ends when the server no longer takes it", async () => {
    const { session } = sessionWith();
    await session.resume();
    session.lose(new ApiError("token_expired", "expired", { status: 401 }));
    expect(session.state).toEqual({ kind: "signed_out", message: "The session has ended. Sign in again." });
  });

  it("stands when the server could not be told of its end", async () => {
    const { session } = sessionWith({ signOut: new ApiError("unreachable", "away") });
    await session.resume();
    await expect(session.signOut()).rejects.toThrow("away");
    expect(session.state.kind).toBe("signed_in");
  });
});
