import type {
  SecretPath,
  SecretRefresh,
  SecretStatus,
} from '@groundwork/engine';
import { formatDuration } from '../../time';
import { RelativeTime } from '../RelativeTime';
import { Facts, ObjectNames, TimeLeft } from '../StatusRows';

/** Each path once, with the fields that are taken of it. */
function pathsText(paths: readonly SecretPath[]): string {
  const fields = new Map<string, Set<string>>();
  for (const { path, property, version } of paths) {
    const place = version ? `${path} (version ${version})` : path;
    const known = fields.get(place) ?? new Set();
    fields.set(place, property ? known.add(property) : known);
  }
  return [...fields]
    .map(([place, names]) =>
      names.size > 0 ? `${place} · ${[...names].join(', ')}` : place,
    )
    .join('; ');
}

function keysText({ keys, hasUnknownKeys }: SecretStatus): string {
  const known = keys.join(', ');
  if (!hasUnknownKeys) {
    return known;
  }
  return known === ''
    ? 'not known: the store decides'
    : `${known}, others not known`;
}

/** When values are fetched or pushed again, in words. */
export function NextRefresh(props: { refresh: SecretRefresh; once?: string }) {
  const { once = 'it is fetched once' } = props;
  const { policy, interval, next, isLate, hasWindows } = props.refresh;
  if (policy === 'OnChange') {
    return <>only when its request changes</>;
  }
  if (policy === 'CreatedOnce' || interval === undefined) {
    return <>never: {once}</>;
  }
  const every = `every ${formatDuration(interval)}`;
  if (hasWindows) {
    return <>{every}, within its windows</>;
  }
  if (next === undefined) {
    return <>{every}</>;
  }
  return isLate ? (
    <>
      was due <RelativeTime at={next} />, {every}
    </>
  ) : (
    <>
      in <TimeLeft at={next} past="a moment" />, {every}
    </>
  );
}

/** All that is known of a secret, without its values. */
export function SecretFacts(props: { secret: SecretStatus; isNamed: boolean }) {
  const { secret, isNamed } = props;
  const { stores, paths, refresh, usedBy, madeBy, ref } = secret;
  const last =
    refresh.last === undefined ? (
      'never yet'
    ) : (
      <RelativeTime at={refresh.last} />
    );
  const users =
    usedBy.length > 0 ? <ObjectNames refs={usedBy} /> : 'nothing that is known';
  return (
    <Facts
      facts={[
        ['Secret', isNamed && secret.secret],
        ['Store', stores.map(({ name }) => name).join(', ')],
        ['Path', pathsText(paths)],
        ['Keys', keysText(secret)],
        ['Refreshed', last],
        ['Next', <NextRefresh key="next" refresh={refresh} />],
        ['Used by', users],
        ['Made by', madeBy ?? (ref.name !== secret.secret && ref.name)],
      ]}
    />
  );
}
