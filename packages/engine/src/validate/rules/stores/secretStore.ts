import { patternProblem } from '../../foreignPattern';
import { Cursor } from '../Cursor';
import { durationNanos } from '../../../units/duration';
import { CLOUDS } from './clouds';
import { KUBERNETES } from './kubernetes';
import { MANAGERS } from './managers';
import { Store } from './Store';
import { VAULTS } from './vault';

/** What the webhook of External Secrets 2.9 checks of each provider, by the field that configures it. */
const PROVIDERS: Record<string, (provider: Cursor, store: Store) => void> = {
  ...VAULTS,
  ...CLOUDS,
  ...KUBERNETES,
  ...MANAGERS,
};
/** So many expressions of one store are compiled; each takes time. */
const MOST_EXPRESSIONS = 32;

/**
 * Checks a SecretStore or ClusterSecretStore as External Secrets' webhook does: its interval, its conditions, and what
 * the provider can say without asking anybody.
 */
export function checkSecretStore(object: Cursor): void {
  const spec = object.get('spec');
  checkInterval(spec.get('refreshInterval'));
  checkConditions(spec.get('conditions').items());
  const store = new Store(
    object.get('kind').value === 'ClusterSecretStore',
    object.get('metadata', 'namespace').text(),
  );
  for (const [name, check] of Object.entries(PROVIDERS)) {
    const provider = spec.get('provider', name);
    if (provider.exists) {
      check(provider, store);
    }
  }
}

function checkInterval(interval: Cursor): void {
  interval.within(0, Infinity);
  interval.named(text => {
    const nanos = durationNanos(text);
    if (nanos === undefined) {
      return 'must be a duration such as 1h or 30m';
    }
    return nanos < 0n ? 'must not be negative' : undefined;
  });
}

function checkConditions(conditions: Cursor[]): void {
  const expressions = conditions.flatMap(condition =>
    condition.get('namespaceRegexes').items(),
  );
  for (const expression of expressions.slice(0, MOST_EXPRESSIONS)) {
    expression.named(patternProblem);
  }
  expressions[MOST_EXPRESSIONS]?.fail(
    'NotChecked',
    `and what follows was not checked: more than ${MOST_EXPRESSIONS} regular expressions`,
    'The cluster will check it.',
  );
}
