import { setTimeout as pause } from 'node:timers/promises';
import { freeze } from '../lib/process.mjs';
import { say } from '../lib/say.mjs';

/** Within so many milliseconds nothing may be green of a cluster that is away, or must be as before once it is back. */
const NOTICED = 15_000;
const BACK = 10_000;

/** Milliseconds that an answer takes at rest. */
const USUAL = 100;

/** How long the fault lasts. */
const LASTS = 25_000;

const faults = [
  {
    name: 'the clusters and Git are killed',
    begin: portal => portal.killSandbox(),
    end: portal => portal.startSandboxAgain(),
  },
  {
    name: 'the clusters and Git freeze with their connections open',
    begin: async portal => freeze(portal.sandbox, true),
    end: async portal => freeze(portal.sandbox, false),
  },
];

/** What a portal shows, without ages. */
const pictureOf = ({ states, troubles }) =>
  JSON.stringify({ states, away: troubles.map(text => text.split(':')[0]) });

/** How many times slower this machine is than one that has nothing else to do, by what the portal takes at rest. */
function slownessOf(answers) {
  const times = answers.map(({ took }) => took).sort((a, b) => a - b);
  return Math.max(1, (times[Math.floor(times.length / 2)] ?? 0) / USUAL);
}

const seconds = ms => `${(ms / 1000).toFixed(1)} s`;

function assertNone(answers, isWrong, what) {
  const wrong = answers.filter(isWrong);
  if (wrong.length > 0) {
    throw new Error(
      `${what}, ${wrong.length} of ${
        answers.length
      } times, as in ${JSON.stringify(wrong[0])}`,
    );
  }
}

/**
 * What a running portal shows while its clusters and Git go away and come back, asked all the time: never an error of its own,
 * nothing green that nobody can know, and all as before soon after.
 */
export async function clusterFaults(portal, asker) {
  await asker.until(
    ({ green }) => green.length > 0,
    120_000,
    'Something green',
  );
  // Some of the demo is away or broken on purpose: what counts is that all is as before.
  const resting = performance.now();
  await pause(10_000);
  const slowness = slownessOf(asker.between(resting));
  if (slowness > 1) {
    say(
      `This machine is busy: what may take seconds may take ${slowness.toFixed(
        1,
      )} times as long`,
    );
  }
  const noticedIn = NOTICED * slowness;
  for (const { name, begin, end } of faults) {
    const before = pictureOf(asker.last);
    const began = performance.now();
    await begin(portal);
    const noticed = await asker.until(
      ({ green }) => green.length === 0,
      noticedIn,
      `That nothing is green when ${name}`,
    );
    await pause(Math.max(0, LASTS * slowness - noticed));
    await end(portal);
    const healed = performance.now();
    const back = await asker.until(
      answer => pictureOf(answer) === before,
      BACK * slowness,
      `That all is as before (${before}) after ${name}`,
    );
    assertNone(
      asker.between(began),
      ({ status }) => status !== 200,
      `The portal fails when ${name}`,
    );
    assertNone(
      asker.between(began + noticedIn, healed),
      ({ green }) => green.length > 0,
      `Something is green again when ${name}`,
    );
    assertNone(
      asker.between(began),
      ({ took }) => took > 5_000 * slowness,
      `The portal is slow when ${name}`,
    );
    say(
      `${name}: nothing green after ${seconds(
        noticed,
      )}, all as before ${seconds(back)} after they were back`,
    );
  }
}
