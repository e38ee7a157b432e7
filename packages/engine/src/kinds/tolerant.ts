import { KindDescriptor } from './KindDescriptor';

/**
 * A kind of others whose functions fail on no object: what they can't read concerns everybody, is kept whole and is not
 * checked. `healthOf` takes care of their health.
 */
export function tolerant(kind: KindDescriptor): KindDescriptor {
  const { reach, validate, makes, keep } = kind;
  if (typeof reach !== 'function' && !validate && !makes && !keep) {
    return kind;
  }
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
    ...(keep && { keep: object => attempt(() => keep(object), object) }),
  };
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
