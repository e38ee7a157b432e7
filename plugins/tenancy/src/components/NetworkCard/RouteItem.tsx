import type { RouteStatus, SourceState } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { isSilent } from '@groundwork/engine/model';
import { useTexts } from '../../translations';
import { useCauseBehind } from '../Attention';
import { Disclosure } from '../Disclosure';
import { FixButton } from '../Fixes';
import { Reason } from '../Reason';
import { RelativeTime } from '../RelativeTime';
import { StateMark } from '../StateMark';
import { HopRow } from './HopRow';
import { routeTitle, routeWord } from './routeWords';
import styles from './NetworkCard.module.css';

/** One route with its hops, first to last. A broken one stands open at its first broken hop. */
export function RouteItem(props: { route: RouteStatus; source?: SourceState }) {
  const { route, source } = props;
  const t = useTexts();
  const behind = useCauseBehind(
    findingId('network', route.environment, route.ref),
  );
  return (
    <li className={styles.route}>
      <Disclosure
        defaultOpen={route.state !== 'Healthy'}
        summary={
          <span className={styles.head}>
            <span className={styles.lead}>
              <span className={styles.host}>{routeTitle(route)}</span>
              <span className={styles.quiet}>{route.environment}</span>
              {source && isSilent(source) && source.asOf !== undefined && (
                <span className={styles.native}>
                  {t('shared.asSeen', {
                    time: <RelativeTime at={source.asOf} />,
                  })}
                </span>
              )}
            </span>
            <span className={styles.word}>
              <StateMark state={route.state} word={routeWord(route, t)} />
            </span>
          </span>
        }
      >
        {behind && (
          <div className={styles.why} title={behind.consequence.because}>
            {behind.consequence.text}
          </div>
        )}
        {!behind && route.brokenHop === undefined && route.why && (
          <div className={styles.why}>
            <Reason text={route.why} />
          </div>
        )}
        <ol className={styles.hops}>
          {route.hops.map((hop, index) => (
            <HopRow
              key={`${hop.kind}-${index}`}
              hop={hop}
              number={index + 1}
              broken={index === route.brokenHop}
            />
          ))}
        </ol>
        {route.state !== 'Healthy' && (
          <FixButton refs={[route.ref]} environment={route.environment} />
        )}
        {route.native.length > 0 && (
          <p className={styles.native}>
            {route.ref.kind}/{route.ref.name} · {route.native.join(' · ')}
          </p>
        )}
      </Disclosure>
    </li>
  );
}
