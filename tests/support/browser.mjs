// How the tests and the benchmark start their browser.

// The browser's own errands, such as updates, have no business in a test.
const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

const isRoot = process.getuid?.() === 0;

/** `cargo xtask` sets the variable where it found a browser; else Playwright starts its own. */
export const launchOptions = {
  executablePath: process.env.DOWNHILL_CHROMIUM,
  // Chromium's sandbox refuses to run as root.
  chromiumSandbox: !isRoot,
  args: quiet,
};
