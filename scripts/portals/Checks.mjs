import { say } from '../lib/say.mjs';

/** Checks of one portal after the other, each told as it passes or fails. */
export class Checks {
  passed = 0;
  failed = 0;
  skipped = [];

  /**
   * Runs a check. What it answers is answered; undefined where it failed, so that what rests on it can be left out.
   */
  async run(title, work) {
    const began = Date.now();
    const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
    try {
      const result = (await work()) ?? true;
      this.passed += 1;
      say(`ok   ${title} (${seconds()})`);
      return result;
    } catch (error) {
      this.failed += 1;
      say(`FAIL ${title} (${seconds()})\n${error.message}`);
      return undefined;
    }
  }

  /** What this machine lacks for a check is said, and counts as neither. */
  skip(title, why) {
    this.skipped.push(title);
    say(`left out: ${title}: ${why}`);
  }
}
