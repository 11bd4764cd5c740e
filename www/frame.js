// The page in a frame: it obeys the page around it, and tells it what happens. See docs/embedding.md.

const VERBS = new Set(["experiment", "hide", "theme", "step", "seek", "play", "pause", "trajectories"]);

/** The only origin that is listened to and told anything: the one that the address names, else the surrounding page's. */
function trustedOrigin() {
  const named = new URLSearchParams(location.search).get("origin");
  try {
    const { protocol, origin } = new URL(named ?? location.ancestorOrigins?.[0] ?? document.referrer);
    // Anything but an origin in the address is a mistake, and no mistake opens a door.
    return /^https?:$/.test(protocol) && (named === null || named === origin) ? origin : null;
  } catch {
    return null;
  }
}

/** Lets the page around this one use a lab. Without an origin to trust it is a picture that people alone can move. */
export function follow({ act, listen }) {
  const trusted = trustedOrigin();
  if (parent === self || trusted === null) return;
  const say = (message) => parent.postMessage({ type: "downhill", ...message }, trusted);
  const obey = ({ verb, value, id }) => {
    const answer = act(verb, value);
    if (answer === undefined && verb === "trajectories") return false;
    say({ verb, id, value: answer });
    return true;
  };
  // Paths are computed a moment after they were asked for.
  let waiting = [];
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== trusted || data?.type !== "downhill" || !VERBS.has(data.verb)) return;
    if (!obey(data)) waiting.push(data);
  });
  listen((event, detail) => {
    if (event === "run") waiting = waiting.filter((question) => !obey(question));
    else say({ event, detail });
  });
  say({ event: "ready" });
}
