import type { SecretStatus } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { type Texts, useTexts } from '../../translations';
import { FixButton } from '../Fixes';
import { Details } from '../Reason';
import { RelativeTime } from '../RelativeTime';
import { StatusRow, WhyBlock } from '../StatusRows';
import { PutLines } from './PutLines';
import { SecretFacts } from './SecretFacts';
import styles from '../StatusRows/StatusRows.module.css';

const MOST_NAMES = 3;

function titleOf(secrets: readonly SecretStatus[], t: Texts): string {
  const names = secrets.map(({ secret }) => secret);
  const more = names.length - MOST_NAMES;
  return more > 0
    ? t('shared.namesAndMore', {
        names: names.slice(0, MOST_NAMES).join(', '),
        further: String(more),
      })
    : names.join(', ');
}

/** A secret with where it comes from, or several that wait for the same. */
export function SecretItem(props: {
  secrets: readonly [SecretStatus, ...SecretStatus[]];
}) {
  const { secrets } = props;
  const t = useTexts();
  const [first] = secrets;
  const { environment, state, paths, refresh, put } = first;
  const places = [...new Set(paths.map(({ path }) => path))];
  const messages = [
    ...new Set(secrets.flatMap(({ message }) => message ?? [])),
  ];
  return (
    <StatusRow
      title={titleOf(secrets, t)}
      environment={environment}
      state={state}
      facts={
        secrets.length === 1 && (
          <span className={styles.quiet}>
            {places.length > 1
              ? t('shared.namesAndMore', {
                  names: places[0],
                  further: String(places.length - 1),
                })
              : places[0]}
            {refresh.last !== undefined && (
              <>
                {places.length > 0 && ' · '}
                {t('secrets.refreshed', {
                  time: <RelativeTime at={refresh.last} />,
                })}
              </>
            )}
          </span>
        )
      }
    >
      <WhyBlock
        verdict={first}
        finding={findingId('secrets', environment, first.ref)}
      />
      {state !== 'Healthy' && (
        <FixButton
          refs={secrets.map(({ ref }) => ref)}
          environment={environment}
        />
      )}
      {put && <PutLines put={put} />}
      {secrets.map(secret => (
        <SecretFacts
          key={secret.ref.name}
          secret={secret}
          isNamed={secrets.length > 1}
        />
      ))}
      {messages.length > 0 && <Details text={messages.join('\n\n')} />}
    </StatusRow>
  );
}
