import {
  DriftSummary,
  EnvironmentDrift,
  ObjectDrift,
  UncomparedApplication,
} from '../../model';
import { Steps } from '../../steps';
import { DriftWorld, applicationDriftInSteps } from './applicationDrift';
import { DriftSource } from './driftSource';
import { FoundManifests } from './manifestIndex';

const states: ReadonlyArray<ObjectDrift['state']> = [
  'deleted',
  'differs',
  'extra',
  'notDeployed',
  'ignored',
  'notCompared',
];
const drifted = new Set<string>(['deleted', 'differs', 'extra']);
const firstObjects = 3;
const firstFields = 3;

/**
 * Drift of a tenant in one environment: each object that Git holds beside the one that lives. In steps of an object each.
 *
 * @param found - what Git says of each Application, or why nobody can tell
 * @public
 */
export function* environmentDriftInSteps(
  found: ReadonlyArray<{
    source: DriftSource;
    manifests: FoundManifests | { why: string };
  }>,
  world: DriftWorld & { asOf: number },
): Steps<EnvironmentDrift> {
  const objects: ObjectDrift[] = [];
  const applications: UncomparedApplication[] = [];
  let compared = 0;
  for (const { source, manifests } of found) {
    const { application, layer } = source;
    const drift =
      'why' in manifests
        ? { objects: [], compared: 0, why: manifests.why }
        : yield* applicationDriftInSteps(source, manifests, world);
    if (drift.why !== undefined) {
      applications.push({ application, layer, why: drift.why });
    }
    objects.push(...drift.objects);
    compared += drift.compared;
  }
  return {
    environment: world.environment.name,
    objects: objects.sort(byGravity),
    compared,
    applications,
    asOf: world.asOf,
  };
}

function byGravity(a: ObjectDrift, b: ObjectDrift): number {
  const rank = states.indexOf(a.state) - states.indexOf(b.state);
  if (rank !== 0) {
    return rank;
  }
  // What the team itself deploys is what it looks for.
  const layers =
    Number(a.layer === 'platform') - Number(b.layer === 'platform');
  const names = `${a.ref.kind}/${a.ref.name}` < `${b.ref.kind}/${b.ref.name}`;
  return layers || (names ? -1 : 1);
}

/**
 * The drift of an environment in short; undefined where there is nothing to say.
 *
 * @public
 */
export function driftSummary({
  objects,
  applications,
}: EnvironmentDrift): DriftSummary | undefined {
  const count = (state: string) =>
    objects.filter(each => each.state === state).length;
  const changed = objects.filter(({ state }) => drifted.has(state));
  const summary = {
    drifted: changed.length,
    notDeployed: count('notDeployed'),
    notCompared: count('notCompared') + applications.length,
    first: changed.slice(0, firstObjects).map(shortened),
  };
  return summary.drifted + summary.notDeployed + summary.notCompared > 0
    ? summary
    : undefined;
}

function shortened(object: ObjectDrift): ObjectDrift {
  const fields = object.fields.filter(
    ({ kind }) => kind === 'changed' || kind === 'unclear',
  );
  const further = fields.length - firstFields + (object.furtherFields ?? 0);
  const { furtherFields: _, ...rest } = object;
  return {
    ...rest,
    fields: fields.slice(0, firstFields),
    ...(further > 0 ? { furtherFields: further } : {}),
    notCompared: [],
  };
}
