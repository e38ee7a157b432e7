import { Button, Link } from '@backstage/ui';
import type { CardViewBase } from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../../queries';
import { sourceName } from '../../status';
import { useTexts } from '../../translations';
import { StateIcon } from '../StateMark';
import { Freshness } from './Freshness';
import styles from './CardFoot.module.css';

/** The foot of a card: how old it is and whose word it is, with the ways to what delivers and to Git. */
export function CardFoot(props: {
  view: CardViewBase;
  status: Live<CardViewBase>;
}) {
  const { view, status } = props;
  const t = useTexts();
  const { links, sources, unmanaged } = view;
  // What is silent says the line above.
  const unread = (unmanaged?.unread ?? []).filter(
    cluster =>
      !sources.some(
        ({ source, problem }) => problem && source === `cluster ${cluster}`,
      ),
  );
  return (
    <footer className={styles.foot}>
      <Freshness
        sources={sources}
        error={status.error}
        answeredAt={status.answeredAt}
      />
      <ul className={styles.items}>
        {sources.map(source => (
          <li key={source.source}>{sourceName(source, t)}</li>
        ))}
        {Object.entries(links.argocd).map(([name, url]) => (
          <li key={name}>
            <Link href={url} variant="body-small">
              Argo CD {name}
            </Link>
          </li>
        ))}
        {links.delivery?.map(({ environment, title, url }) => (
          <li key={`${title} ${environment}`}>
            <Link href={url} variant="body-small">
              {title} {environment}
            </Link>
          </li>
        ))}
        {links.git && (
          <li>
            <Link href={links.git} variant="body-small">
              Git
            </Link>
          </li>
        )}
        {unmanaged?.further && (
          <li>{t('unmanaged.further', { count: unmanaged.further })}</li>
        )}
        {unread.length > 0 && (
          <li>
            <StateIcon state="Unknown" size={12} />{' '}
            {t('unmanaged.unread', { clusters: unread.join(', ') })}
          </li>
        )}
        {status.error && (
          <li>
            <Button variant="tertiary" size="small" onPress={status.refresh}>
              {t('shared.tryAgain')}
            </Button>
          </li>
        )}
      </ul>
    </footer>
  );
}
