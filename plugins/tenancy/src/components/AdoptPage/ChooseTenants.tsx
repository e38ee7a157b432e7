import { Button, Flex, Text } from '@backstage/ui';
import type { AdoptionTenant } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import surface from '../../styles/surface.module.css';
import styles from './AdoptPage.module.css';

/** Tenants that one change takes. */
export const MOST_CHOSEN = 50;

/** Owners that have a button of their own. */
const MOST_OWNERS = 6;

/** Which of the tenants that were previewed go to Git in one change. */
export function ChooseTenants(props: {
  /** Those that can be proposed. */
  items: readonly AdoptionTenant[];
  chosen: readonly string[];
  onChoose: (tenants: string[]) => void;
  isPush: boolean;
  isBusy: boolean;
  problem?: string;
  onPropose: () => void;
}) {
  const { items, chosen, onChoose, isPush, isBusy, problem, onPropose } = props;
  const t = useTexts();
  const same = items.filter(
    ({ counts }) => counts.changed === 0 && counts.new === 0,
  );
  const groups = [
    { label: t('adopt.choose.all'), of: items },
    ...(same.length > 0 && same.length < items.length
      ? [{ label: t('adopt.choose.same'), of: same }]
      : []),
    ...ownersOf(items).map(({ owner, of }) => ({ label: owner, of })),
  ];
  return (
    <div className={`${styles.box} ${surface.surface}`}>
      {items.length > 0 && (
        <Flex
          gap="2"
          align="center"
          style={{ flexWrap: 'wrap' }}
          role="group"
          aria-label={t('adopt.choose.title')}
        >
          <Text as="span" color="secondary">
            {t('adopt.choose.title')}
          </Text>
          {groups.map(({ label, of }) => (
            <Button
              key={label}
              variant="secondary"
              size="small"
              onPress={() =>
                onChoose(
                  [
                    ...new Set([...chosen, ...of.map(({ tenant }) => tenant)]),
                  ].slice(0, MOST_CHOSEN),
                )
              }
            >
              {`${label} (${of.length})`}
            </Button>
          ))}
          {chosen.length > 0 && (
            <Button
              variant="tertiary"
              size="small"
              onPress={() => onChoose([])}
            >
              {t('adopt.choose.none')}
            </Button>
          )}
        </Flex>
      )}
      <Text as="p" variant="body-small" color="secondary" role="status">
        {items.length === 0
          ? t('adopt.choose.nothing')
          : t('adopt.choose.chosen', {
              chosen: chosen.length,
              most: MOST_CHOSEN,
            })}
      </Text>
      {chosen.length > 0 && (
        <>
          <p className={styles.quiet}>{chosen.join(', ')}</p>
          <div>
            <Button size="small" isPending={isBusy} onPress={onPropose}>
              {t(isPush ? 'adopt.choose.commit' : 'adopt.choose.propose', {
                count: chosen.length,
              })}
            </Button>
          </div>
        </>
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** Owners of several tenants, and not of all, those of most first. */
function ownersOf(items: readonly AdoptionTenant[]) {
  const owners = new Map<string, AdoptionTenant[]>();
  for (const item of items) {
    owners.set(item.owner, [...(owners.get(item.owner) ?? []), item]);
  }
  return [...owners]
    .map(([owner, of]) => ({ owner, of }))
    .filter(({ of }) => of.length > 1 && of.length < items.length)
    .sort((a, b) => b.of.length - a.of.length)
    .slice(0, MOST_OWNERS);
}
