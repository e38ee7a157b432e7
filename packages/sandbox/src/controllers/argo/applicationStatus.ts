import { now } from '../KubeObject';
import { Application, Condition } from './Application';
import { Comparison } from './compareApplication';

/** What a comparison says, as an Application's status has it. */
export function applicationStatus(
  { spec, status: old, metadata }: Application,
  { sync, health, revision, tasks, conditions }: Comparison,
): object {
  const { source, destination } = spec;
  const same = old?.health?.status === health;
  const since = same ? old?.health?.lastTransitionTime : now();
  const images = tasks.flatMap(({ live }) => {
    const text = live?.kind === 'Deployment' ? JSON.stringify(live.spec) : '';
    return text.match(/(?<="image":")[^"]+/g) ?? [];
  });
  const known = ({ type, message }: Condition) =>
    old?.conditions?.find(c => c.type === type && c.message === message);
  return {
    sync: {
      status: sync,
      ...(revision && { revision }),
      comparedTo: { source, destination },
    },
    health: { status: health, lastTransitionTime: since },
    // What was there is worth more than nothing while nobody knows.
    resources:
      sync === 'Unknown' ? old?.resources : tasks.map(({ status }) => status),
    conditions: conditions.map(
      one => known(one) ?? { ...one, lastTransitionTime: now() },
    ),
    summary: { images: [...new Set(images)] },
    sourceType: 'Directory',
    // Since 3.0 the health of single objects is kept in memory only.
    resourceHealthSource: 'appTree',
    controllerNamespace: metadata.namespace,
  };
}
