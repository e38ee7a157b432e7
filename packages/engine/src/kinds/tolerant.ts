import { KindDescriptor, MadePods } from './KindDescriptor';

/**
 * A kind of others whose functions fail on no object: what they can't read concerns everybody, is kept whole and is not
 * checked. `healthOf` takes care of their health.
 */
export function tolerant(kind: KindDescriptor): KindDescriptor {
  const { reach, validate, makes, keep, hostnames, pods, secretUse } = kind;
  return {
    ...kind,
    ...(typeof reach === 'function' && {
      reach: (...args) =>
        attempt(() => {
          const found = reach(...args);
          // It may be read one by one, and fail on the way.
          return found === 'all' ? found : [...found];
        }, 'all' as const),
    }),
    ...(validate && { validate: checked(validate) }),
    ...(makes && { makes: object => attempt(() => makes(object), []) }),
    ...(hostnames && {
      hostnames: object => attempt(() => [...hostnames(object)], []),
    }),
    ...(pods && { pods: tolerantPods(pods) }),
    ...(secretUse && {
      secretUse: {
        ...secretUse,
        of: object => attempt(() => [...secretUse.of(object)], []),
      },
    }),
    ...(keep && { keep: object => attempt(() => keep(object), object) }),
  };
}

function tolerantPods(pods: MadePods): MadePods {
  const { count, counts } = pods;
  return {
    ...pods,
    ...(count && {
      count: object => attempt(() => countOf(count(object)), 0),
    }),
    ...(counts && {
      counts: object =>
        attempt(
          () => {
            const { desired, ready, updated } = counts(object);
            return {
              desired: countOf(desired),
              ready: countOf(ready),
              ...(updated === undefined ? {} : { updated: countOf(updated) }),
            };
          },
          { desired: 0, ready: 0 },
        ),
    }),
  };
}

/** A number of pods that can be added up. */
function countOf(given: number): number {
  return Number.isSafeInteger(given) && given > 0 ? given : 0;
}

type Rules = NonNullable<KindDescriptor['validate']>;

function checked(rules: Rules): Rules {
  return Object.fromEntries(
    Object.entries(rules).map(([version, rule]): [string, Rules[string]] => [
      version,
      cursor => {
        try {
          rule(cursor);
        } catch (error) {
          cursor
            .get('spec')
            .fail(
              'NotChecked',
              `could not be checked: the rule of its kind failed (${error})`,
              'Tell whoever brings this kind to Groundwork.',
            );
        }
      },
    ]),
  );
}

function attempt<T, F>(work: () => T, otherwise: F): T | F {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
