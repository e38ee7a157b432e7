import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EstateView } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyTranslationRef } from '../../translations';
import { CauseRows } from './CauseRows';
import { isFiltering, type TenantFilter } from './filterTenants';

/** The causes that hit one of the tenants that are searched for, or have the words themselves. */
export function CausesTab(props: {
  view: EstateView;
  names: ReadonlySet<string>;
  filter: TenantFilter;
}) {
  const { view, names, filter } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const words = filter.text.toLocaleLowerCase('en-US').split(/\s+/);
  const shown = isFiltering(filter)
    ? view.causes.filter(
        ({ text, state, tenants, environments }) =>
          (tenants.some(tenant => names.has(tenant)) ||
            (filter.text.trim() !== '' &&
              words.every(word => text.toLowerCase().includes(word)))) &&
          (filter.states.size === 0 || filter.states.has(state)) &&
          (filter.environments.size === 0 ||
            environments.some(each => filter.environments.has(each))),
      )
    : view.causes;
  if (shown.length > 0) {
    return <CauseRows causes={shown} />;
  }
  return (
    <Text as="p" color="secondary">
      {view.causes.length > 0 ? t('estate.nothingMatches') : t('causes.none')}
    </Text>
  );
}
