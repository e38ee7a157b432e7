import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  isRemote,
  mergeShared,
  parseRequest,
  parseRequestText,
  passedLimitOfJson,
  readAddress,
  readYaml,
} from '../src';
import { isClearText } from '../src/request/unwritableText';
import { hostileYaml } from '../src/testing/hostileYaml';
import { print } from './measure';

const SIZE = 1024 * 1024;
/** Milliseconds for which nobody else may be held up. */
const MOST = 50;

const encoder = new TextEncoder();
const body = (text: string) => encoder.encode(text);
const bodyLimits = { characters: 256 * 1024, nodes: 20_000, depth: 60 };
const keys = Object.fromEntries(
  Array.from({ length: 60_000 }, (_, i) => [`k${i}`, i]),
);
let deep: unknown = {};
for (let i = 0; i < 60_000; i += 1) {
  deep = [deep];
}

/** What takes a text from outside, by the door through which it comes. */
const doors: Record<string, (text: string) => unknown> = {
  'a request file': parseRequestText,
  'a manifest': text => readYaml(text, { dialect: 'kubernetes' }),
  'a shared file': text =>
    mergeShared(
      'tenants/a/dev/kustomization.yaml',
      text,
      undefined,
      'resources: [a]\n',
    ),
  'a body': text => passedLimitOfJson(body(text), bodyLimits),
  'an address': readAddress,
  'a path': isRemote,
  'a field': isClearText,
};

/** As long as the door lets in, and longer. */
const sizes = [SIZE, 256 * 1024 - 64, 64 * 1024 - 64];
const texts = sizes.flatMap(size =>
  Object.entries(hostileYaml).map(([name, text]) => ({
    name,
    text: text(size),
  })),
);
const jobs: Array<{ name: string; run: () => unknown }> = [
  ...texts.flatMap(({ name, text }) =>
    Object.entries(doors).map(([door, run]) => ({
      name: `${door}: ${name}, ${text.length} characters`,
      run: () => run(text),
    })),
  ),
  ...['[', '{"a":', '"\\"', ',', ':'].map(piece => {
    const bytes = body(piece.repeat(SIZE / piece.length));
    return {
      name: `a body: ${piece} again and again`,
      run: () => passedLimitOfJson(bytes, bodyLimits),
    };
  }),
  {
    name: 'an action input: 60,000 lists in each other',
    run: () => parseRequest({ kind: 'Tenant', spec: deep }),
  },
  {
    name: 'an action input: 60,000 keys',
    run: () => parseRequest({ kind: 'Tenant', spec: keys }),
  },
];

function attempt(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    // A stack that ends is no refusal.
    if (error instanceof RangeError) {
      throw error;
    }
  }
}

/** Long enough for the histogram to tick, which it has to before and after what it measures. */
const pause = () =>
  new Promise(resolve => {
    setTimeout(resolve, 4);
  });

/** The longest that each job holds the event loop, as the least of three rounds: a busy machine makes single rounds longer. */
async function main(): Promise<void> {
  const longest = new Map<string, number>();
  for (let round = 0; round < 3; round += 1) {
    for (const { name, run } of jobs) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      await pause();
      const before = process.cpuUsage();
      attempt(run);
      const { user, system } = process.cpuUsage(before);
      await pause();
      delay.disable();
      // While others have the processor, the delay is theirs.
      const taken = Math.min(delay.max / 1e6, (user + system) / 1000);
      longest.set(name, Math.min(longest.get(name) ?? taken, taken));
    }
  }
  const sorted = [...longest].sort(([, a], [, b]) => b - a);
  print(`Worst inputs by every door: ${sorted.length} texts`);
  for (const [name, taken] of sorted.slice(0, 5)) {
    print(`  ${taken.toFixed(1)} ms  ${name}`);
  }
  if (sorted[0][1] > MOST) {
    print(`  More than the ${MOST} ms for which others may be held up`);
    process.exitCode = 1;
  }
}

main().catch(error => {
  print(String(error));
  process.exitCode = 1;
});
