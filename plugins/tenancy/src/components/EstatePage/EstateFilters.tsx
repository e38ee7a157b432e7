import { useMemo } from 'react';
import {
  Flex,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TenantListView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { STATES } from '@groundwork/engine/model';
import { tenancyTranslationRef } from '../../translations';
import { StateIcon } from '../StateMark';
import type { TenantFilter } from './filterTenants';
import chips from '../../styles/chips.module.css';

/** Search and chips above the list. Only states and environments that occur are offered. */
export function EstateFilters(props: {
  filter: TenantFilter;
  onChange: (filter: TenantFilter) => void;
  view: TenantListView;
}) {
  const { filter, onChange, view } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const counts = useMemo(() => countStates(view), [view]);
  const environments = useMemo(() => environmentsOf(view), [view]);
  const reportOnly = useMemo(
    () => view.items.filter(each => each.reportOnly).length,
    [view],
  );
  return (
    <Flex direction="column" gap="3">
      <SearchField
        aria-label={t('estate.search')}
        placeholder={t('estate.searchHint')}
        value={filter.text}
        onChange={text => onChange({ ...filter, text })}
      />
      <Flex gap="4" style={{ flexWrap: 'wrap' }}>
        <ToggleButtonGroup
          aria-label={t('estate.states')}
          className={chips.chips}
          selectionMode="multiple"
          selectedKeys={filter.states}
          onSelectionChange={keys =>
            onChange({
              ...filter,
              states: new Set(STATES.filter(state => keys.has(state))),
            })
          }
        >
          {STATES.filter(
            state => counts.has(state) || filter.states.has(state),
          ).map(state => (
            <ToggleButton
              key={state}
              id={state}
              size="small"
              iconStart={<StateIcon state={state} size={14} />}
            >
              {`${t(`states.${state}`)} ${counts.get(state) ?? 0}`}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ToggleButtonGroup
          aria-label={t('estate.environments')}
          className={chips.chips}
          selectionMode="multiple"
          selectedKeys={filter.environments}
          onSelectionChange={keys =>
            onChange({
              ...filter,
              environments: new Set([...keys].map(String)),
            })
          }
        >
          {environments.map(environment => (
            <ToggleButton key={environment} id={environment} size="small">
              {environment}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {(reportOnly > 0 || filter.reportOnly) && (
          <ToggleButton
            size="small"
            isSelected={filter.reportOnly === true}
            onChange={isOn => onChange({ ...filter, reportOnly: isOn })}
          >
            {`${t('header.reportOnly')} ${reportOnly}`}
          </ToggleButton>
        )}
      </Flex>
    </Flex>
  );
}

function countStates(view: TenantListView): Map<State, number> {
  const counts = new Map<State, number>();
  view.items.forEach(({ state }) =>
    counts.set(state, (counts.get(state) ?? 0) + 1),
  );
  return counts;
}

function environmentsOf(view: TenantListView): string[] {
  return [
    ...new Set(
      view.items.flatMap(item => item.environments.map(({ name }) => name)),
    ),
  ];
}
