import type {
  SecretPath,
  SecretRefresh,
  SecretStatus,
} from '@groundwork/engine';
import { formatDuration } from '../../time';
import { type Texts, useTexts } from '../../translations';
import { RelativeTime } from '../RelativeTime';
import { Facts, ObjectNames, TimeLeft } from '../StatusRows';

/** Each path once, with the fields that are taken of it. */
function pathsText(paths: readonly SecretPath[], t: Texts): string {
  const fields = new Map<string, Set<string>>();
  for (const { path, property, version } of paths) {
    const place = version ? t('secrets.version', { path, version }) : path;
    const known = fields.get(place) ?? new Set();
    fields.set(place, property ? known.add(property) : known);
  }
  return [...fields]
    .map(([place, names]) =>
      names.size > 0 ? `${place} · ${[...names].join(', ')}` : place,
    )
    .join('; ');
}

function keysText({ keys, hasUnknownKeys }: SecretStatus, t: Texts): string {
  const known = keys.join(', ');
  if (!hasUnknownKeys) {
    return known;
  }
  return known === ''
    ? t('secrets.keysUnknown')
    : t('secrets.someKeysUnknown', { keys: known });
}

/** When values are fetched or pushed again, in words. */
export function NextRefresh(props: { refresh: SecretRefresh; once?: string }) {
  const t = useTexts();
  const { once = t('secrets.once') } = props;
  const { policy, interval, next, isLate, hasWindows } = props.refresh;
  if (policy === 'OnChange') {
    return <>{t('secrets.onChange')}</>;
  }
  if (policy === 'CreatedOnce' || interval === undefined) {
    return <>{once}</>;
  }
  const time = formatDuration(interval, t);
  if (hasWindows) {
    return <>{t('secrets.inWindows', { time })}</>;
  }
  if (next === undefined) {
    return <>{t('secrets.every', { time })}</>;
  }
  return isLate
    ? t('secrets.wasDue', { due: <RelativeTime at={next} />, time })
    : t('secrets.nextIn', {
        next: <TimeLeft at={next} past={t('secrets.aMoment')} />,
        time,
      });
}

/** All that is known of a secret, without its values. */
export function SecretFacts(props: { secret: SecretStatus; isNamed: boolean }) {
  const { secret, isNamed } = props;
  const t = useTexts();
  const { stores, paths, refresh, usedBy, madeBy, ref } = secret;
  const last =
    refresh.last === undefined ? (
      t('secrets.neverYet')
    ) : (
      <RelativeTime at={refresh.last} />
    );
  const users =
    usedBy.length > 0 ? <ObjectNames refs={usedBy} /> : t('secrets.noUsers');
  return (
    <Facts
      facts={[
        [t('secrets.facts.secret'), isNamed && secret.secret],
        [t('secrets.facts.store'), stores.map(({ name }) => name).join(', ')],
        [t('secrets.facts.path'), pathsText(paths, t)],
        [t('secrets.facts.keys'), keysText(secret, t)],
        [t('secrets.facts.refreshed'), last],
        [t('secrets.facts.next'), <NextRefresh key="next" refresh={refresh} />],
        [t('secrets.facts.usedBy'), users],
        [
          t('secrets.facts.madeBy'),
          madeBy ?? (ref.name !== secret.secret && ref.name),
        ],
      ]}
    />
  );
}
