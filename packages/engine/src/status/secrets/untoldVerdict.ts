import { FixableBy, KubernetesObject, Verdict } from '../../model';
import { timeOf } from '../../model/fields';
import { Environment } from '../../platform';
import { patience } from '../patience';
import { verdict } from '../verdict';
import { NamedStore, absentStore, brokenStore } from './storesOf';

/** What is wrong with the stores themselves: one that the platform offers is its own to mend. */
export function storeTrouble(
  stores: readonly NamedStore[],
  environment: Environment,
): { why: string; fixableBy: FixableBy } | undefined {
  for (const store of stores) {
    const broken = brokenStore(store);
    if (broken) {
      return { ...broken, fixableBy: 'platform' };
    }
    const absent = absentStore(store);
    if (absent) {
      const isOffered = environment.secretStores.some(
        ({ name }) => name === store.ref.name,
      );
      return { ...absent, fixableBy: isOffered ? 'platform' : 'tenant' };
    }
  }
  return undefined;
}

/** Of what External Secrets has not judged yet: its store explains that, else for some minutes nothing is wrong. */
export function untoldVerdict(
  { metadata }: KubernetesObject,
  trouble: ReturnType<typeof storeTrouble>,
  now: number,
): Verdict {
  if (trouble) {
    const { why, fixableBy } = trouble;
    return verdict('Degraded', why, { fixableBy });
  }
  const since = timeOf(metadata.creationTimestamp);
  return since !== undefined && now - since > patience
    ? verdict('Unknown', 'no controller of External Secrets tells anything', {
        fixableBy: 'platform',
        since,
      })
    : verdict('Progressing', 'waits for External Secrets', {
        fixableBy: 'platform',
      });
}
