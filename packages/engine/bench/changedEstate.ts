import {
  arraySnapshot,
  check,
  compile,
  KubernetesObject,
  ManifestFile,
  overlaySnapshot,
  labelKeysOf,
} from '../src';
import { benchPlatform, benchTenant, renderBenchTenant } from './estate';
import { median, print, timeOf } from './measure';

/*
 * The estate of a thousand tenants as clusters hold it, in an index; then a change of one tenant's route is planned
 * and checked against all of it, as a form does at every key stroke.
 */
const TENANTS = 1000;
const RUNS = 15;
const NOW = Date.UTC(2026, 0, 1);

function main(): void {
  const platform = benchPlatform();
  const files = Array.from({ length: TENANTS }, (_, i) =>
    renderBenchTenant(benchTenant(`team-${i}`), platform),
  ).flatMap(set => set.files);
  const live = byCluster(files);
  const compiled = timeOf(() => index());
  const estate = index();
  const objects = [...live.values()].flat();
  print(
    `${TENANTS} tenants, ${objects.length} objects in ${live.size} clusters`,
  );
  print(`  index compiled                   ${compiled.toFixed(0)} ms`);

  const planned = byCluster(
    renderBenchTenant(benchTenant('team-500'), platform).files,
  );
  const scope = { tenants: ['team-500'] };
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const changed = overlaySnapshot(
      estate,
      [...planned].map(([cluster, of]) => ({ cluster, objects: of })),
    );
    times.push(timeOf(() => check(changed, { platform, now: NOW, scope })));
  }
  const middle = median(times);
  print(
    `  one tenant's change checked      ${middle.toFixed(1)} ms (at most 100)`,
  );
  const whole = timeOf(() => check(estate, { platform, now: NOW }));
  print(`  all tenants checked              ${whole.toFixed(0)} ms`);
  if (middle > 100) {
    process.exitCode = 1;
  }

  function index() {
    return compile(
      arraySnapshot(
        [...live].map(([cluster, of]) => ({ cluster, objects: of, asOf: NOW })),
      ),
      {
        clusters: [...live.keys()],
        labels: [labelKeysOf(platform.prefix).tenant],
      },
    );
  }
}

function byCluster(
  files: readonly ManifestFile[],
): Map<string, KubernetesObject[]> {
  const clusters = new Map<string, KubernetesObject[]>();
  for (const { target, objects } of files) {
    if (!target) {
      continue;
    }
    const found = clusters.get(target.cluster) ?? [];
    found.push(...objects);
    clusters.set(target.cluster, found);
  }
  return clusters;
}

main();
