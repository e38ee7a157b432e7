import {
  Flex,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import type { State } from '@groundwork/engine';
import { STATES } from '@groundwork/engine/model';
import { StateIcon } from '../StateMark';
import type { TenantFilter } from './filterTenants';

/** Search and chips above the list. Only states and environments that occur are offered. */
export function EstateFilters(props: {
  filter: TenantFilter;
  onChange: (filter: TenantFilter) => void;
  counts: ReadonlyMap<State, number>;
  environments: readonly string[];
}) {
  const { filter, onChange, counts, environments } = props;
  return (
    <Flex direction="column" gap="3">
      <SearchField
        aria-label="Search tenants"
        placeholder="Team, namespace or hostname"
        value={filter.text}
        onChange={text => onChange({ ...filter, text })}
      />
      <Flex gap="4" style={{ flexWrap: 'wrap' }}>
        <ToggleButtonGroup
          aria-label="States"
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
              {`${state} ${counts.get(state) ?? 0}`}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ToggleButtonGroup
          aria-label="Environments"
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
      </Flex>
    </Flex>
  );
}
