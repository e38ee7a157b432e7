import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { EnvironmentEnforcement, ObjectRef } from '@groundwork/engine';
import { useTexts } from '../../translations';
import styles from './Enforcement.module.css';
import { findingsOf } from './findingsOf';

/** What would become of a tenant in one environment, thing by thing. */
export function EnforcementDetails(props: { found: EnvironmentEnforcement }) {
  const { found } = props;
  const { refused, pods, podSecurity, quota, routes, closes } = found;
  const t = useTexts();
  const names = found.adds.map(nameOf);
  return (
    <div className={styles.parts}>
      {findingsOf(found) === 0 && found.notKnown.length === 0 && (
        <Text as="p">{t('enforcement.nothing')}</Text>
      )}
      <Part
        title={t('enforcement.refused')}
        hint={t('enforcement.refusedHint')}
        lines={alike(refused).map(each => (
          <ToldLine key={each.names[0]} {...each} />
        ))}
      />
      <Part
        title={t('enforcement.pods', { level: podSecurity.level })}
        hint={[
          podSecurity.enforced &&
            t('enforcement.podsNow', { level: podSecurity.enforced }),
          t('enforcement.podsHint'),
        ]
          .filter(Boolean)
          .join(' ')}
        lines={alike(pods).map(each => (
          <ToldLine key={each.names[0]} {...each} />
        ))}
      />
      <Part
        title={t('enforcement.quota')}
        hint={t('enforcement.quotaHint')}
        lines={quota.map(line => (
          <li key={`${line.quota} ${line.resource}`}>
            {t('enforcement.quotaLine', {
              used: line.used,
              hard: line.hard,
              resource: line.resource,
            })}{' '}
            <code>{line.quota}</code>
          </li>
        ))}
      />
      <Part
        title={t('enforcement.routes')}
        lines={routes.map(({ ref, hostnames, state, why }) => (
          <ToldLine
            key={nameOf(ref)}
            names={[[...hostnames.slice(0, 1), nameOf(ref)].join(' · ')]}
            messages={[
              state === 'Unknown' ? `${t('enforcement.unsure')}: ${why}` : why,
            ]}
          />
        ))}
      />
      <Part
        title={t('enforcement.closes')}
        lines={(['ingress', 'egress'] as const)
          .filter(direction => closes[direction])
          .map(direction => (
            <li key={direction}>{t(`enforcement.${direction}`)}</li>
          ))}
      />
      <Part
        title={t('enforcement.changes')}
        lines={[
          ...found.changes.map(ref => <li key={nameOf(ref)}>{nameOf(ref)}</li>),
          ...(names.length > 0
            ? [
                <li key="adds">
                  {t('enforcement.adds', { names: names.join(', ') })}
                </li>,
              ]
            : []),
          ...(found.nodeSelector
            ? [
                <li key="nodes">
                  {t('enforcement.nodes', { labels: found.nodeSelector })}
                </li>,
              ]
            : []),
        ]}
      />
      <Part
        title={t('enforcement.unknown')}
        lines={found.notKnown.map(why => (
          <li key={why}>{why}</li>
        ))}
      />
      {found.more && <Text as="p">{t('enforcement.more')}</Text>}
    </div>
  );
}

/** One kind of what would happen; nothing where nothing of it would. */
function Part(props: { title: string; hint?: string; lines: ReactNode[] }) {
  const { title, hint, lines } = props;
  return lines.length === 0 ? null : (
    <section>
      <Text as="h3" variant="body-medium" weight="bold">
        {title}
      </Text>
      {hint && <p className={styles.text}>{hint}</p>}
      <ul className={styles.lines}>{lines}</ul>
    </section>
  );
}

/** What is said of things in the same words. */
interface Told {
  names: string[];
  messages: readonly string[];
}

/** What is said of several things in the same words is said once. */
function alike(
  all: ReadonlyArray<{ ref: ObjectRef; messages: readonly string[] }>,
): Told[] {
  const groups = new Map<string, Told>();
  for (const { ref, messages } of all) {
    const key = messages.join('\n');
    const group = groups.get(key) ?? { names: [], messages };
    group.names.push(nameOf(ref));
    groups.set(key, group);
  }
  return [...groups.values()];
}

function ToldLine(props: Told) {
  return (
    <li>
      <code>{props.names.join(', ')}</code>
      <ul className={styles.messages}>
        {props.messages.map(message => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </li>
  );
}

function nameOf({ kind, name }: ObjectRef): string {
  return `${kind}/${name}`;
}
