import { KindDescriptor } from './KindDescriptor';

/**
 * A kind of others whose functions fail on no object: what they can't read concerns everybody, is kept whole and is not
 * checked. `healthOf` takes care of their health.
 */
export function tolerant(kind: KindDescriptor): KindDescriptor {
  const { reach, validate, makes, keep, hostnames, pods } = kind;
  const count = pods?.count;
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
    ...(count && {
      pods: {
        ...pods,
        count: object => attempt(() => countOf(count(object)), 0),
      },
    }),
    ...(keep && { keep: object => attempt(() => keep(object), object) }),
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
