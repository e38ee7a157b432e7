import type { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import type {
  CardViewBase,
  CauseView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { CauseCard } from '@groundwork/engine';
import { type Texts, useTexts } from '../../translations';
import { JustBefore } from '../Changes';
import { StateIcon } from '../StateMark';
import { CardCausesContext } from './useCauseBehind';
import { useCauseHref } from './useCauseHref';
import styles from './Attention.module.css';

/** Of more causes on other cards the others are told by the page of the tenant. */
const SHOWN = 3;

/**
 * The top of a card: what its trouble follows from where that is told on another card, in one line with the way there; what changed
 * just before where the cause is its own. The rows inside find theirs by `useCauseBehind`.
 */
export function CardCauses(props: {
  card: CauseCard;
  view: CardViewBase;
  children: ReactNode;
}) {
  const { card, view, children } = props;
  const { tenant, unmanaged, causes = [] } = view;
  const t = useTexts();
  const href = useCauseHref(unmanaged ? undefined : tenant);
  const elsewhere = causes.filter(
    ({ findings, follows }) =>
      // That a cluster is silent says the foot of each card.
      !['sources', card].includes(findings[0].card) &&
      follows.some(each => each.card === card),
  );
  const [own] = causes.filter(({ findings }) => findings[0].card === card);
  // The rows of the sync card say it themselves, each for its environment.
  const before = card === 'sync' ? undefined : own?.justBefore;
  return (
    <CardCausesContext.Provider value={{ tenant, card, causes }}>
      {elsewhere.length > 0 && (
        <ul className={styles.top}>
          {elsewhere.slice(0, SHOWN).map(cause => (
            <li key={cause.id}>
              <StateIcon state={cause.state} size={12} />{' '}
              {cause.environments.join(', ')} {t('attention.followsFrom')}{' '}
              <CauseLink cause={cause} href={href(cause.findings[0].card)} />
            </li>
          ))}
        </ul>
      )}
      {before && <JustBefore change={before} href={href('changes', before)} />}
      {children}
    </CardCausesContext.Provider>
  );
}

function CauseLink(props: { cause: CauseView; href: string | undefined }) {
  const { cause, href } = props;
  const t = useTexts();
  const titles = titlesOf(cause.findings, t);
  return href ? (
    <Link href={href} variant="body-small" title={cause.text}>
      {titles}
    </Link>
  ) : (
    <span title={cause.text}>{titles}</span>
  );
}

function titlesOf(
  findings: ReadonlyArray<{ title: string }>,
  t: Texts,
): string {
  const titles = [...new Set(findings.map(({ title }) => title))];
  return titles.length > 2
    ? t('shared.namesAndMore', {
        names: titles[0],
        further: String(titles.length - 1),
      })
    : titles.join(', ');
}
