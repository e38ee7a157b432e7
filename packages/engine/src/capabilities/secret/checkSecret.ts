import { Refusals } from '../../request/Refusals';
import { StoreConfig } from '../../platform';
import { Target } from '../../manifests/Target';
import { EffectiveSecret } from './effective';
import { storePath } from '../../platform/storePath';
import { templateObject } from './template';

/**
 * Refuses what is not the tenant's, and what the webhook of External Secrets refuses (validators of its v1 API).
 * Returns the store, if the environment offers it.
 */
export function checkSecret(
  refusals: Refusals,
  target: Target,
  secret: EffectiveSecret,
  base: string,
): StoreConfig | undefined {
  checkPolicies(refusals, secret, base);
  checkKeys(refusals, secret, base);
  const { secretStores, name } = target.environment;
  const store = secretStores.find(item => item.name === secret.store);
  if (!store) {
    refusals.add({
      code: 'UnknownStore',
      field: secret.fieldOf('store'),
      given: secret.store,
      message: `This secret store does not exist in ${name}.`,
      fix: `Use one of: ${
        secretStores.map(item => item.name).join(', ') || 'none'
      }.`,
    });
    return undefined;
  }
  for (const list of ['data', 'extract'] as const) {
    secret[list].forEach(({ key }, index) => {
      const result = storePath(store, target, key, target.platform);
      if (!('path' in result)) {
        refusals.add({
          ...result,
          field: `${secret.fieldOf(list)}[${index}].key`,
          given: key,
        });
      }
    });
  }
  return store;
}

function checkPolicies(
  refusals: Refusals,
  { target, refresh, fieldOf }: EffectiveSecret,
  base: string,
): void {
  const { creation, deletion, immutable } = target;
  if (deletion === 'Delete' && creation !== 'Owner' && creation !== 'Orphan') {
    refusals.add({
      code: 'Contradiction',
      field: `${base}.target.deletion`,
      given: deletion,
      message: `With creation ${creation} the Secret cannot be deleted with the request.`,
      fix: 'Use deletion Retain, or creation Owner.',
    });
  }
  if (deletion === 'Merge' && creation === 'None') {
    refusals.add({
      code: 'Contradiction',
      field: `${base}.target.deletion`,
      given: deletion,
      message: 'With creation None there is no Secret to merge into.',
      fix: 'Use deletion Retain, or another creation.',
    });
  }
  if (immutable && refresh.policy !== 'CreatedOnce') {
    refusals.add({
      code: 'Contradiction',
      field: `${base}.target.immutable`,
      given: immutable,
      message: 'An immutable Secret cannot be refreshed.',
      fix: 'Set refresh.policy to CreatedOnce, or remove immutable.',
    });
  }
  if (refresh.policy === 'Periodic' && seconds(refresh.interval) < 60) {
    refusals.add({
      code: 'RefreshTooOften',
      field: `${fieldOf('refresh')}.interval`,
      given: refresh.interval,
      message:
        'This refresh interval is too short: it slows the store down for everyone.',
      fix: 'Use 1m or more.',
    });
  }
}

function seconds(interval: string): number {
  const units: Record<string, number> = { h: 3600, m: 60, s: 1 };
  return [...interval.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit],
    0,
  );
}

function checkKeys(
  refusals: Refusals,
  secret: EffectiveSecret,
  base: string,
): void {
  const { data, extract, template } = secret;
  if (data.length === 0 && extract.length === 0) {
    refusals.add({
      code: 'Missing',
      field: secret.fieldOf('data'),
      message: 'No key is fetched from the store.',
      fix: 'Add data (single keys) or extract (whole secrets).',
    });
  }
  const keys = data.map(item => item.secretKey);
  keys.forEach((key, index) => {
    if (keys.indexOf(key) !== index) {
      refusals.add({
        code: 'Duplicate',
        field: `${secret.fieldOf('data')}[${index}].secretKey`,
        given: key,
        message: 'Another value has the same key.',
        fix: 'Use a different key for each value.',
      });
    }
  });
  if (!template) {
    return;
  }
  const { reads, data: templated } = templateObject(template);
  if (Object.keys(templated).length === 0) {
    refusals.add({
      code: 'Missing',
      field: `${base}.template.data`,
      message: 'The template has no keys.',
      fix: 'Add at least one key, or remove the template.',
    });
  }
  // What a whole secret holds is only known to the store.
  const missing =
    extract.length > 0 ? [] : reads.filter(k => !keys.includes(k));
  for (const key of missing) {
    refusals.add({
      code: 'UnknownKey',
      field: `${base}.template`,
      given: key,
      message: 'The template uses a key that is not fetched.',
      fix: `Add it to data, or use one of: ${keys.join(', ') || 'none'}.`,
    });
  }
}
