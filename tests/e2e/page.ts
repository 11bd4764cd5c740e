// What every spec starts with: `test` and `expect`, and a page that fails its test when it logs an
// error, throws, or asks any other host for anything.

import { test as base, expect } from "@playwright/test";

export { expect };

type Options = {
  /** For tests of what the page says when it is broken. */
  mayLogErrors: boolean;
};

export const test = base.extend<Options & { watched: void }>({
  mayLogErrors: [false, { option: true }],
  watched: [
    async ({ page, baseURL, mayLogErrors }, use) => {
      const faults: string[] = [];
      // The same server under another name is another origin, for what is told apart by origins.
      const ours = [baseURL!, baseURL!.replace("127.0.0.1", "localhost")].map((url) => new URL(url).origin);
      page.on("console", (message) => {
        if (message.type() === "error" && !mayLogErrors) faults.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => {
        if (!mayLogErrors) faults.push(`thrown: ${error}`);
      });
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith("http") && !ours.includes(url.origin)) faults.push(`foreign request: ${url}`);
      });
      await use();
      expect(faults, "the page logs no error and asks no other host").toEqual([]);
    },
    { auto: true },
  ],
});
